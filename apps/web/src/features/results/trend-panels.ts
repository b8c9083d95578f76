import type { Series, SeriesPoint } from './labs.js';

/** One pair of axes: series of the same item, unit and scale may share it, others may not. */
export interface Panel {
  readonly itemCode: string;
  readonly itemName: string;
  readonly unit: string | null;
  readonly scale: 'quantity' | 'titre' | 'ordinal';
  readonly lines: readonly Series[];
}

/** Panels in the order asked for. Texts that no line can show have none; they stand in the table. */
export function panelsOf(series: readonly Series[]): readonly Panel[] {
  const panels = new Map<string, Panel>();
  for (const line of series) {
    const { itemCode, itemName, unit, scale } = line;
    if (scale === 'text') continue;
    const key = [itemCode, unit, scale].join('\n');
    panels.set(key, { itemCode, itemName, unit, scale, lines: [...(panels.get(key)?.lines ?? []), line] });
  }
  return [...panels.values()];
}

/** `糖化血红蛋白（%）`. */
export function axisName({ itemName, unit }: Pick<Panel, 'itemName' | 'unit'>): string {
  return unit ? `${itemName}（${unit}）` : itemName;
}

export interface RangeStep {
  readonly from: number;
  readonly to: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string | null;
}

/** The reference range as steps: each holds from its first result until the next differing one, the last one to `end` (ms). */
export function rangeSteps(points: readonly SeriesPoint[], end: number): readonly RangeStep[] {
  const steps: RangeStep[] = [];
  const oldFirst = [...points].sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const { at, low, high, rangeText } of oldFirst) {
    const last = steps.at(-1);
    if (last && last.low === low && last.high === high) continue;
    const from = Date.parse(at);
    if (last) steps[steps.length - 1] = { ...last, to: from };
    steps.push({ from, to: end, low, high, text: rangeText });
  }
  return steps.filter(({ low, high }) => low !== null || high !== null);
}

/** Lowest and highest value of a panel, its reference ranges included, with room for labels. Zero is not forced: small changes matter. */
export function extentOf({ lines, scale }: Panel): readonly [low: number, high: number] {
  const values = lines.flatMap(({ points }) =>
    points.flatMap(({ number, low, high }) => [number, low, high].filter((one) => one !== null)),
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (scale === 'ordinal') return [low - 0.6, high + 0.6];
  if (scale === 'titre') return [low / 2, high * 2];
  const room = (high - low || Math.abs(high) || 1) * 0.18;
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

/** Words of the steps of a qualitative item, from its own results: 阴性, 弱阳性, 阳性 … */
export function stepWords({ lines }: Panel): ReadonlyMap<number, string> {
  return new Map(
    lines.flatMap(({ points }) =>
      points.flatMap(({ number, text }) => (number === null || text === null ? [] : [[number, text] as const])),
    ),
  );
}

/** How values are drawn: as measured, or as multiples of the upper limit so that unlike items can be compared. */
export type Measure = 'value' | 'relative';
export const measureOf = (typed: string | null): Measure => (typed === 'relative' ? 'relative' : 'value');

/** The panel of relative values goes by this instead of an item's code. */
export const RELATIVE = 'relative';

/** All quantities on one pair of axes as multiples of their own upper limit; what has none is named, not guessed. */
export function relativePanels(series: readonly Series[]): { readonly panels: readonly Panel[]; readonly without: readonly string[] } {
  const lines = series
    .filter(({ scale }) => scale === 'quantity')
    .map((line) => ({ ...line, points: line.points.flatMap(relativePoint) }));
  const drawn = lines.filter(({ points }) => points.length > 0);
  const without = [...new Set(series.filter((line) => !drawn.some(({ itemCode }) => itemCode === line.itemCode)).map(({ itemName }) => itemName))];
  const panel: Panel = { itemCode: RELATIVE, itemName: '相对值', unit: '×参考上限', scale: 'quantity', lines: drawn };
  return { panels: drawn.length ? [panel] : [], without };
}

function relativePoint(point: SeriesPoint): SeriesPoint[] {
  const { number, low, high } = point;
  if (number === null || high === null || high <= 0) return [];
  return [{ ...point, number: number / high, low: low === null ? null : low / high, high: 1, rangeText: null }];
}
