import { isAbnormal } from '../../shared/format/flags.js';
import type { LabMatrix, MatrixCell, MatrixItem, MatrixReport } from './labs.js';

/** What a doctor of this house asks for first: sugar, lipids, pressure organs, liver, blood, tumour marks. Our item codes. */
const USUAL = [
  'HBA1C',
  'FPG',
  'LDLC',
  'TC',
  'TG',
  'CREA',
  'EGFR',
  'UA',
  'ALT',
  'HGB',
  'PLT',
  'TPSA',
  'CEA',
  'NTPROBNP',
];
const MOST = 12;

export interface KeyItem {
  readonly item: MatrixItem;
  readonly newest: MatrixCell;
  readonly report: MatrixReport;
  /** Against the value before, in per cent; null when they cannot be compared. */ readonly change: number | null;
}

/** The twelve items to look at first: whatever is abnormal now before the usual ones. */
export function keyItems({ reports, groups }: LabMatrix): readonly KeyItem[] {
  const all = groups
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      const index = item.cells.findIndex((cell) => cell !== null);
      const [newest, report] = [item.cells[index], reports[index]];
      return newest && report ? [{ item, newest, report, change: changeOf(item, index) }] : [];
    });
  const weight = ({ item, newest }: KeyItem) => {
    const place = USUAL.indexOf(item.code);
    return (isAbnormal(newest.flag) ? 0 : 1_000) + (place >= 0 ? place : 100);
  };
  return all
    .filter((one) => weight(one) < 1_100)
    .sort((a, b) => weight(a) - weight(b))
    .slice(0, MOST);
}

/** Only exact numbers of the same unit and method are compared. */
function changeOf({ cells }: MatrixItem, index: number): number | null {
  const newest = cells[index];
  const before = cells.slice(index + 1).find((cell) => cell !== null);
  if (!newest || !before || newest.number === null || !before.number || newest.comparator || before.comparator)
    return null;
  if (newest.unit !== before.unit || newest.method !== before.method) return null;
  return ((newest.number - before.number) / Math.abs(before.number)) * 100;
}

/** `较上次 +11.2%`; nothing to compare with is said so. */
export function changeText(change: number | null): string {
  if (change === null) return '无可比的上次结果';
  if (Math.abs(change) < 0.05) return '与上次相同';
  return `较上次 ${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(1)}%`;
}
