import type { Schema } from '@cadre/api-client/typed-paths';
import { LEVELS, type Figure } from '../../shared/figures/figure.js';

export type Workload = Schema<'Workload'>;
export type WorkloadRow = Workload['rows'][number];
export type Measure = WorkloadRow['cells'][number]['measure'];
export type Unit = 'visits' | 'people';

export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  checkup: '体检',
  checkupSection: '体检分科（项次）',
  outpatient: '门诊',
  discharge: '住院（出院）',
  admission: '住院（入院）',
  surgery: '手术',
  endoscopy: '胃肠镜',
  consultation: '会诊',
};

/** What the page shows, as it stands in the address. */
export interface View {
  readonly from: string;
  readonly to: string;
  readonly attribution: 'executing' | 'requesting';
  readonly inpatient: 'discharge' | 'admission';
  readonly departments: 'current' | 'recorded';
  readonly unit: Unit;
  readonly byLevel: boolean;
  readonly zeros: boolean;
  /** 项次 of check-ups by department, beside 体检 and never added to it. */
  readonly sections: boolean;
  readonly sort: string;
  /** Levels that nobody of the period had are left out. */
  readonly hideEmpty: boolean;
  /** Measures whose levels are folded away. */
  readonly folded: readonly string[];
}

export type ColumnKey = Measure | 'sum' | `${Measure}.${string}` | `${Measure}.cases`;

export const ALL_KEY = 'all';

export function cellOf(row: WorkloadRow, measure: string, column: string) {
  return row.cells.find((cell) => cell.measure === measure && cell.column === column);
}

export const valueOf = (row: WorkloadRow, measure: string, column: string, unit: Unit): number => cellOf(row, measure, column)?.[unit] ?? 0;

/** 人次 of all measures; people are never added up. */
export const sumOf = (row: WorkloadRow): number => row.cells.filter(({ column, measure }) => column === 'all' && measure !== 'checkupSection').reduce((sum, { visits }) => sum + visits, 0);

/** All levels, or those only that anybody of the period had. */
export function levelsShown({ rows }: Workload, hideEmpty: boolean): readonly string[] {
  const total = rows.find(({ key }) => key === ALL_KEY);
  return LEVELS.filter((level) => !hideEmpty || total?.cells.some(({ column, visits }) => column === level && visits > 0));
}

/** Rows in the order of the tree, or by a column within each parent; without those that have nothing, if so wished. */
export function rowsShown(rows: readonly WorkloadRow[], { zeros, sort, unit }: View): WorkloadRow[] {
  const busy = rows.filter((row) => zeros || row.key === ALL_KEY || row.cells.length > 0);
  // Its own figures are the whole of a department whose lower ones have none: said once.
  const kept = busy.filter((row) => zeros || !row.own || busy.some(({ key, parentKey }) => parentKey === row.parentKey && key !== row.key));
  if (!sort) return kept;
  const measure = sort.replace('-', '');
  const size = (row: WorkloadRow) => (measure === 'sum' ? sumOf(row) : valueOf(row, measure, 'all', unit));
  const below = (parent: string | null): WorkloadRow[] =>
    kept
      .filter((row) => row.parentKey === parent && row.key !== ALL_KEY)
      .sort((one, other) => (sort.startsWith('-') ? size(other) - size(one) : size(one) - size(other)))
      .flatMap((row) => [row, ...below(row.key)]);
  return [...below(null), ...kept.filter(({ key }) => key === ALL_KEY)];
}

export function depthOf(row: WorkloadRow, rows: ReadonlyMap<string, WorkloadRow>): number {
  let depth = 0;
  for (let at = row.parentKey; at; at = rows.get(at)?.parentKey ?? null) depth += 1;
  return depth;
}

/** The figure of a cell, for its rows. */
export function figureOf(row: WorkloadRow, measure: Measure, column: string, { from, to, attribution, departments, unit }: View): Figure {
  return {
    measure,
    from,
    to,
    attribution,
    departments,
    unit,
    ...(column !== 'all' && { level: [column] as Figure['level'] }),
    ...(row.departmentCode && { departmentCode: row.departmentCode }),
    ...(row.own && { own: true }),
    ...(row.key === 'none' && { unmapped: true }),
  };
}
