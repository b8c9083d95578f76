import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate, type Location } from 'react-router-dom';
import { pageAt } from '../router.js';
import { queries } from '../shared/api/api.js';

export interface Tab {
  readonly key: string;
  readonly title: string;
  /** Where this tab stands; it changes as one filters and turns pages in it. */
  readonly location: Pick<Location, 'pathname' | 'search' | 'hash' | 'state' | 'key'>;
  /** Raised to draw the page anew. */
  readonly version: number;
  readonly usedAt: number;
}

export interface Tabs {
  readonly tabs: readonly Tab[];
  readonly activeKey: string;
  open(key: string): void;
  /** Closes these tabs; the first one, 工作台, always stays. */
  close(keys: readonly string[]): void;
  refresh(key: string): void;
  rename(key: string, title: string): void;
}

export const HOME = '/';
const MOST = 12;
const PLACE = 'tabs';
const HOME_TAB: Tab = {
  key: HOME,
  title: '工作台',
  location: { pathname: HOME, search: '', hash: '', state: null, key: 'home' },
  version: 0,
  usedAt: 0,
};

function restore(): readonly Tab[] {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? '[]') as Tab[];
  const known = kept.filter(({ key, location }) => key !== HOME && pageAt(location.pathname)?.tabKey === key);
  return [HOME_TAB, ...known];
}

/** The open tab of every address; beyond twelve the one not used for longest makes room. */
export function useTabs(): Tabs {
  const location = useLocation();
  const navigate = useNavigate();
  const [tabs, setTabs] = useState<readonly Tab[]>(restore);
  const found = useMemo(() => pageAt(location.pathname), [location.pathname]);
  const activeKey = found?.tabKey ?? location.pathname;

  const shownKey = useRef(activeKey);

  useEffect(() => {
    const leftKey = shownKey.current;
    shownKey.current = activeKey;
    setTabs((before) => {
      const usedAt = Date.now();
      const old = before.find(({ key }) => key === activeKey);
      if (old) return before.map((tab) => (tab === old ? { ...tab, location, usedAt } : tab));
      const fresh: Tab = { key: activeKey, title: found?.page.title ?? '页面不存在', location, version: 0, usedAt };
      if ((location.state as { stepped?: true } | null)?.stepped)
        return before.map((tab) => (tab.key === leftKey ? fresh : tab));
      const next = [...before, fresh];
      const oldest = next.length > MOST ? next.slice(1, -1).reduce((a, b) => (a.usedAt <= b.usedAt ? a : b)) : null;
      return next.filter((tab) => tab !== oldest);
    });
  }, [location, activeKey, found]);

  useEffect(() => {
    sessionStorage.setItem(PLACE, JSON.stringify(tabs));
  }, [tabs]);

  const open = useCallback(
    (key: string) => {
      const tab = tabs.find((one) => one.key === key);
      if (tab && key !== activeKey) void navigate(tab.location, { state: tab.location.state });
    },
    [tabs, activeKey, navigate],
  );

  const close = useCallback(
    (keys: readonly string[]) => {
      const rest = tabs.filter(({ key }) => key === HOME || !keys.includes(key));
      setTabs(rest);
      if (rest.some(({ key }) => key === activeKey)) return;
      const index = tabs.findIndex(({ key }) => key === activeKey);
      const next = rest.find((tab) => tabs.indexOf(tab) > index) ?? rest.at(-1) ?? HOME_TAB;
      void navigate(next.location, { state: next.location.state });
    },
    [tabs, activeKey, navigate],
  );

  const change = useCallback(
    (key: string, how: (tab: Tab) => Tab) =>
      setTabs((before) => before.map((tab) => (tab.key === key ? how(tab) : tab))),
    [],
  );
  const refresh = useCallback(
    (key: string) => {
      void queries.invalidateQueries({ refetchType: 'none' });
      change(key, (tab) => ({ ...tab, version: tab.version + 1 }));
    },
    [change],
  );
  const rename = useCallback(
    (key: string, title: string) => change(key, (tab) => (tab.title === title ? tab : { ...tab, title })),
    [change],
  );
  return { tabs, activeKey, open, close, refresh, rename };
}
