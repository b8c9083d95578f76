import { useSyncExternalStore } from 'react';

export type FontSize = 'standard' | 'large' | 'huge';
export type Density = 'compact' | 'standard' | 'relaxed';
export interface Appearance {
  readonly fontSize: FontSize;
  readonly density: Density;
}

/** Body text in px. Everything of ours is in rem, so the whole page follows. */
export const FONT_PX: Record<FontSize, number> = { standard: 14, large: 16, huge: 18 };
export const FONT_NAMES: Record<FontSize, string> = { standard: '标准', large: '大', huge: '特大' };
export const DENSITY_NAMES: Record<Density, string> = { compact: '紧凑', standard: '标准', relaxed: '宽松' };

const KEY = 'appearance';
const watchers = new Set<() => void>();
let current = read();

/** The browser's copy serves the sign-in page and the first paint; the server's copy follows the user. */
function read(): Appearance {
  const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Appearance>;
  return {
    fontSize: kept.fontSize && kept.fontSize in FONT_PX ? kept.fontSize : 'standard',
    density: kept.density && kept.density in DENSITY_NAMES ? kept.density : 'standard',
  };
}

export function applyAppearance(change: Partial<Appearance> = {}): Appearance {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  document.documentElement.style.fontSize = `${FONT_PX[current.fontSize]}px`;
  document.documentElement.dataset['density'] = current.density;
  watchers.forEach((tell) => tell());
  return current;
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => current,
  );
}
