import type { ComparedCheckup, ComparedItem, ComparedValue } from './checkup-compare.dto.js';

/** An item of one of the compared check-ups as it is stored, in the order of its report. */
export interface StoredItem extends ComparedValue {
  readonly checkupId: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string | null;
}

const ABNORMAL = new Set(['H', 'L', 'HH', 'LL', 'A', 'AA']);
const isAbnormal = (value: ComparedValue | null | undefined): boolean => !!value?.flag && ABNORMAL.has(value.flag);

/** Units that are written differently and mean the same, and nothing more: no value is ever converted. */
const unitKey = (unit: string | null): string => (unit ?? '').trim().toLowerCase().replaceAll(/\s|×|\*/g, '').replaceAll('μ', 'u').replaceAll('µ', 'u');

/**
 * Items in rows, check-ups in columns. What was not done has no unit of its own and stands in the row of the unit that the
 * item has at the nearest check-up. Rows: out of order at the newest first, then those that ever were, then the rest.
 */
export function compareItems(checkups: readonly ComparedCheckup[], stored: readonly StoredItem[]): ComparedItem[] {
  const column = new Map(checkups.map(({ id }, index) => [id, index]));
  const rows = new Map<string, ComparedItem>();
  const ofCode = new Map<string, ComparedItem[]>();
  const inOrder = stored.toSorted((a, b) => column.get(a.checkupId)! - column.get(b.checkupId)!);
  for (const { checkupId, code, name, unit, ...value } of inOrder.filter(({ state }) => state === 'done')) {
    const key = `${code}\n${unitKey(unit)}`;
    let row = rows.get(key);
    if (!row) {
      row = { code, name, unit, unitChanged: false, values: checkups.map(() => null) };
      rows.set(key, row);
      ofCode.set(code, [...(ofCode.get(code) ?? []), row]);
    }
    row.values[column.get(checkupId)!] ??= value;
  }
  for (const { checkupId, code, name, unit, ...value } of inOrder.filter(({ state }) => state !== 'done')) {
    let row = ofCode.get(code)?.[0];
    if (!row) {
      row = { code, name, unit, unitChanged: false, values: checkups.map(() => null) };
      ofCode.set(code, [row]);
      rows.set(`${code}\n${unitKey(unit)}`, row);
    }
    row.values[column.get(checkupId)!] ??= value;
  }
  for (const sharing of ofCode.values()) if (sharing.length > 1) for (const row of sharing) row.unitChanged = true;
  const weight = ({ values }: ComparedItem): number => (isAbnormal(values[0]) ? 0 : values.some(isAbnormal) ? 1 : 2);
  return [...rows.values()].sort((a, b) => weight(a) - weight(b));
}
