import type { FigureSheet } from '../../platform/http/export-sheets.js';
import { LEVEL_COLUMNS, type MeasureName, MEASURES } from './measures.js';
import { COLUMN_NAMES, definitionNotes, hiddenNote, periodWords } from './sheet-words.js';
import type { Workload, WorkloadQuery } from './workload.dto.js';

/** Measures with their levels that stand side by side on an A4 page that lies. */
const MEASURES_ON_PAGE = 2;

/** Of these 例数 stand beside the 人次. */
export const WITH_CASES: readonly MeasureName[] = ['surgery', 'endoscopy'];

/** 住院 is one of two. */
export const workloadName = (measure: MeasureName): string => (measure === 'discharge' || measure === 'admission' ? `住院（${MEASURES[measure].name}）` : MEASURES[measure].name);

/** Departments by measures and levels, in 人次 or in 人数. */
export function workloadSheet(workload: Workload, query: WorkloadQuery, unit: 'visits' | 'people'): FigureSheet {
  const measures = workload.measures as MeasureName[];
  const columns = [...LEVEL_COLUMNS, 'all'];
  const withCases = (measure: MeasureName): boolean => unit === 'visits' && WITH_CASES.includes(measure);
  const names = (measure: MeasureName): string[] => [...columns.map((column) => COLUMN_NAMES[column]!), ...(withCases(measure) ? ['例数'] : [])];
  const byKey = new Map(workload.rows.map((row) => [row.key, row]));
  const depthOf = ({ parentKey }: { parentKey: string | null }): number => (parentKey ? 1 + depthOf(byKey.get(parentKey) ?? { parentKey: null }) : 0);
  const starts = measures.map((_, at) => 1 + measures.slice(0, at).reduce((sum, one) => sum + names(one).length, 0));
  const busy = workload.rows.filter(({ key, cells }) => key === 'all' || cells.length > 0);
  // As on the page: its own figures are the whole of a department whose lower ones have none.
  const kept = busy.filter(({ own, key, parentKey }) => !own || busy.some((other) => other.parentKey === parentKey && other.key !== key));
  return {
    name: unit === 'visits' ? '人次' : '人数',
    title: `全院工作量（${unit === 'visits' ? '人次' : '人数'}）`,
    filters: `${periodWords(workload)}；胃肠镜、会诊归${query.attribution === 'requesting' ? '申请科室' : '执行（应邀）科室'}；合并的科室${query.departments === 'recorded' ? '按发生时' : '归入现科室'}`,
    head: [
      ['科室', ...measures.flatMap((measure) => [workloadName(measure), ...names(measure).slice(1).map(() => '')])],
      [null, ...measures.flatMap(names)],
    ],
    rows: kept.map(({ name, note, cells, parentKey }) => [
      `${'　'.repeat(depthOf({ parentKey }))}${note ? `${name}（${note}）` : name}`,
      ...measures.flatMap((measure) => {
        const of = (column: string) => cells.find((cell) => cell.measure === measure && cell.column === column);
        return [...columns.map((column) => of(column)?.[unit] ?? 0), ...(withCases(measure) ? [of('all')?.cases ?? 0] : [])];
      }),
    ]),
    sums: 1,
    pages: starts.filter((_, at) => at > 0 && at % MEASURES_ON_PAGE === 0),
    notes: [...hiddenNote(workload.hidden), ...(unit === 'people' ? ['人数按格去重，科室之间、级别之间不可相加。'] : []), ...definitionNotes(measures)],
  };
}
