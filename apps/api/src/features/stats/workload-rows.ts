import type { DepartmentView } from './department-view.js';
import { LEVEL_COLUMNS } from './measures.js';
import type { WorkloadCell, WorkloadRow } from './workload.dto.js';

/** A sum of one recorded department code. */
export interface WorkloadSum {
  readonly department: string | null;
  readonly measure: string;
  readonly level: string;
  readonly visits: number;
  readonly cases: number;
}

/** Distinct people of one row; without a level: of all. */
export interface WorkloadPeople {
  readonly row: string;
  readonly measure: string;
  readonly level: string | null;
  readonly people: number;
}

export const TOTAL = 'all';
export const UNMAPPED = 'none';
export const ownKey = (code: string): string => `${code}:own`;

/** For each recorded code, the rows it adds to. */
export function rowsOfCode(view: DepartmentView, code: string | null): string[] {
  const place = view.placeOf(code);
  return place === null ? [UNMAPPED, TOTAL] : [ownKey(place), ...view.upwards(place), TOTAL];
}

/** The matrix: departments in the order of their tree, a row of its own figures where a department has lower ones, 未映射, the sum. */
export function workloadRows(view: DepartmentView, measures: readonly string[], sums: readonly WorkloadSum[], people: readonly WorkloadPeople[] | null): WorkloadRow[] {
  const cells = new Map<string, WorkloadCell>();
  const cell = (row: string, measure: string, column: string): WorkloadCell => {
    const key = `${row}\u0000${measure}\u0000${column}`;
    let found = cells.get(key);
    if (!found) cells.set(key, (found = { measure, column, visits: 0, cases: 0, people: people ? 0 : null }));
    return found;
  };
  for (const { department, measure, level, visits, cases } of sums) {
    for (const row of rowsOfCode(view, department)) {
      for (const column of [level, 'all']) {
        const one = cell(row, measure, column);
        one.visits += visits;
        one.cases += cases;
      }
    }
  }
  for (const { row, measure, level, people: found } of people ?? []) cell(row, measure, level ?? 'all').people = found;
  const cellsOf = (row: string): WorkloadCell[] =>
    measures.flatMap((measure) => [...LEVEL_COLUMNS, 'all'].flatMap((column) => cells.get(`${row}\u0000${measure}\u0000${column}`) ?? []));
  const row = (key: string, name: string, given: Partial<WorkloadRow> = {}): WorkloadRow =>
    ({ key, departmentCode: null, name, parentKey: null, own: false, note: null, cells: cellsOf(key), ...given });

  const rows: WorkloadRow[] = [];
  const children = (parent: string | null): string[] => view.shown.filter((one) => (view.parentOf(one.code) ?? null) === parent).map(({ code }) => code);
  const walk = (code: string, parentKey: string | null): void => {
    const { name } = view.node(code)!;
    const merged = view.mergedInto(code);
    rows.push(row(code, name, { departmentCode: code, parentKey, note: merged.length ? `含已并入的${merged.join('、')}` : null }));
    const below = children(code);
    const own = cellsOf(ownKey(code));
    if (below.length && own.length) rows.push(row(ownKey(code), `${name}（本级）`, { departmentCode: code, parentKey: code, own: true, cells: own }));
    for (const child of below) walk(child, code);
  };
  for (const code of children(null)) walk(code, null);
  if (cellsOf(UNMAPPED).length) rows.push(row(UNMAPPED, '未映射'));
  rows.push(row(TOTAL, '合计'));
  return rows;
}
