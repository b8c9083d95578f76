import { createContext, use, useEffect } from 'react';

export interface PageFrame {
  /** First level of the menu this page stands under. */
  readonly crumb: string | null;
  readonly setTitle: (title: string) => void;
}

export const PageFrameContext = createContext<PageFrame>({ crumb: null, setTitle: () => undefined });

export function useCrumb(): string | null {
  return use(PageFrameContext).crumb;
}

/** Names the tab (and the window) of this page, e.g. after the person; null keeps the page's own name. */
export function useTabTitle(title: string | null): void {
  const { setTitle } = use(PageFrameContext);
  useEffect(() => {
    if (title) setTitle(title);
  }, [title, setTitle]);
}
