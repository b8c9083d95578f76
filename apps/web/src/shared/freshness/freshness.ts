import type { Schema } from '@cadre/api-client/typed-paths';
import { useApi } from '../api/api.js';

/** How far the data of one source reach; `dataAt` is null before its first success. */
export type SourceFreshness = Schema<'FreshnessRow'>;
export type SourceState = SourceFreshness['state'];

export const STATE_NAMES: Record<SourceState, string> = {
  ok: '正常',
  late: '延迟',
  failing: '异常重试',
  failed: '已中断',
  unknown: '未同步',
};
const WEIGHT: Record<SourceState, number> = { ok: 0, unknown: 1, late: 2, failing: 3, failed: 4 };
const FRESH_MS = 5_000;
/** Events tell of changes; that time itself made a source late is only seen by looking. */
const LOOK_EVERY_MS = 60_000;

/** The answer about all sources, with its error. */
export function useFreshnessRead() {
  return useApi('/extraction/freshness', {
    topics: ['sync'],
    staleTime: FRESH_MS,
    every: LOOK_EVERY_MS,
  });
}

/** Every source, or those a page stands on: `his` takes `his` and `his-outpatient`. */
export function useFreshness(sources?: readonly string[]): readonly SourceFreshness[] {
  const items = useFreshnessRead().data?.items ?? [];
  return sources
    ? items.filter(({ source }) => sources.some((one) => source === one || source.startsWith(`${one}-`)))
    : items;
}

/** Of no sources at all nothing is known: that is not the same as all well. */
export function worstState(items: readonly SourceFreshness[]): SourceState {
  if (!items.length) return 'unknown';
  return items.reduce<SourceState>((worst, { state }) => (WEIGHT[state] > WEIGHT[worst] ? state : worst), 'ok');
}

/** The oldest of the sources' data times: what the page as a whole can vouch for. */
export function oldestData(items: readonly SourceFreshness[]): string | null {
  const times = items.flatMap(({ dataAt }) => dataAt ?? []);
  return times.length ? times.reduce((oldest, at) => (at < oldest ? at : oldest)) : null;
}

export function isTroubled(state: SourceState): boolean {
  return WEIGHT[state] >= WEIGHT.late;
}
