import { LAB_GROUPS, labItem } from '@cadre/clinical/lab-items';
import { groupIntoSeries } from '@cadre/clinical/lab-series';
import type { MatrixCell, MatrixGroup, MatrixItem, MatrixReport } from './lab-matrix.dto.js';
import { pointOf, type StoredResult } from './stored-result.js';

/** The group of items that our catalogue does not know. */
export const OTHER_GROUP = { code: 'OTHER', name: '其他项目' } as const;
const ABNORMAL = new Set(['H', 'L', 'HH', 'LL', 'A']);

export interface MatrixParts {
  readonly reports: readonly MatrixReport[];
  /** Results of these reports. */
  readonly shown: readonly StoredResult[];
  /** The newest results of the same items, for the sparks. */
  readonly history: readonly StoredResult[];
  readonly group: string | undefined;
  readonly onlyAbnormal: boolean;
}

/** Lays results out as items by reports, in the order of the catalogue; unknown items come last, by name. */
export function layOut({ reports, shown, history, group, onlyAbnormal }: MatrixParts): MatrixGroup[] {
  const byItem = grouped(shown, ({ code }) => code);
  const past = grouped(history, ({ code }) => code);
  const items = [...byItem]
    .filter(([, results]) => !onlyAbnormal || results.some(({ flag }) => flag !== null && ABNORMAL.has(flag)))
    .map(([code, results]) => ({ group: labItem(code)?.groupCode ?? OTHER_GROUP.code, line: lineOf(code, results, past.get(code) ?? [], reports) }));
  const byGroup = grouped(items, (item) => item.group);
  return [...LAB_GROUPS, OTHER_GROUP]
    .filter(({ code }) => byGroup.has(code) && (group === undefined || group === code))
    .map(({ code, name }) => ({ code, name, items: byGroup.get(code)!.map(({ line }) => line).sort(inOrder) }));
}

function grouped<T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return groups;
}

function lineOf(code: string, results: readonly StoredResult[], past: readonly StoredResult[], reports: readonly MatrixReport[]): MatrixItem {
  const known = labItem(code);
  const byReport = new Map(results.map((result) => [result.reportId, result]));
  const cells = reports.map(({ id }) => cellOf(byReport.get(id)));
  const newest = cells.find((cell) => cell !== null);
  return {
    code,
    name: known?.name ?? results[0]!.itemName,
    abbr: known?.abbr ?? null,
    unit: newest?.unit ?? null,
    range: newest?.range ?? null,
    spark: sparkOf(code, past),
    cells,
  };
}

function cellOf(result: StoredResult | undefined): MatrixCell | null {
  if (!result) return null;
  const { reportId, text, number, comparator, flag, flagSource, disagrees, unit, range, method } = result;
  return { reportId, text, number, comparator, flag, flagSource, disagrees, unit, range, method };
}

/** Values of the line with the newest result: what may not share a chart does not share a spark either. */
export function sparkOf(code: string, past: readonly StoredResult[]): number[] {
  return groupIntoSeries(past.map(pointOf), code).series[0]?.points.map(({ y }) => y) ?? [];
}

function inOrder(a: MatrixItem, b: MatrixItem): number {
  return (labItem(a.code)?.order ?? Infinity) - (labItem(b.code)?.order ?? Infinity) || a.name.localeCompare(b.name, 'zh-Hans-CN');
}
