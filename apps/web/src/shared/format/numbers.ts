import { NOTHING } from './dates.js';

const COUNT = new Intl.NumberFormat('zh-CN');

/** `1,284`; null is `—`, zero is `0`. For quantities, never for identifiers. */
export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined ? NOTHING : COUNT.format(count);
}

/** A delay in seconds as `42 秒`, `14 分钟`, `3 小时 5 分`. */
export function formatSeconds(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return NOTHING;
  if (seconds < 60) return `${Math.round(seconds)} 秒`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} 分钟`
    : `${Math.floor(minutes / 60)} 小时${minutes % 60 ? ` ${minutes % 60} 分` : ''}`;
}

/** Empty text → `—`. */
export function textOr(value: string | null | undefined): string {
  return value ? value : NOTHING;
}
