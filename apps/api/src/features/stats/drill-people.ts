import type { Conditions } from '../../platform/database/conditions.js';
import type { FigureFilter } from './figure-filter.dto.js';
import { eventsOf } from './figure-source.js';

/** Which people of a figure are shown, in what order. */
export interface PeoplePage {
  /** Over `v`, the latest event of somebody, and the people `b` and departments `d` beside it. */
  readonly column: string;
  readonly direction: 'asc' | 'desc';
  /** Null: all of them. */
  readonly rows: { readonly limit: number; readonly offset: number } | null;
}

/** Sums over all people of the figure, in every row of its page. */
const WHOLE = `(select json_build_object('people', count(*), 'rows', sum(rows), 'visits', sum(visits), 'cases', sum(cases)) from who) as whole`;

/**
 * One row a person with his sums and his latest event. Everybody's sums and last day are read from the index of what is counted; only
 * for those who can stand on the page is the event itself looked up.
 */
export function peopleStatement(attribution: FigureFilter['attribution'], { where }: Conditions, columns: string, joins: string, { column, direction, rows }: PeoplePage): string {
  const byTime = column === 'v.at' && rows !== null;
  const [last, beyond] = direction === 'desc' ? ['>=', '-infinity'] : ['<=', 'infinity'];
  return `with who as materialized (
      select v.beneficiary_id, max(v.day) as day, count(*)::integer as rows, sum(v.visits)::integer as visits, sum(v.cases)::integer as cases
      from ${eventsOf(attribution)} v where ${where} group by v.beneficiary_id)
    select ${columns}, ${WHOLE} from (
      select l.*, w.visits, w.cases from who w cross join lateral (
        select v.beneficiary_id, v.snap_level, v.snap_type, v.level, v.kind, v.at, v.department_code, v.department_name, v.doctor_name
        from ${eventsOf(attribution)} v where ${where} and v.beneficiary_id = w.beneficiary_id and v.day = w.day order by v.at desc, v.id limit 1) l
      ${byTime ? `where w.day ${last} coalesce((select day from who order by day ${direction} limit 1 offset ${rows.offset + rows.limit - 1}), '${beyond}')` : ''}) v
    ${joins} order by ${column} ${direction} nulls last, v.beneficiary_id ${direction} ${rows ? `limit ${rows.limit} offset ${rows.offset}` : ''}`;
}
