import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addOwnWork } from '../../platform/database/list-conditions.js';
import type { DepartmentView } from './department-view.js';
import type { DepartmentRule, FigureFilter } from './figure-filter.dto.js';
import { measureOf } from './measures.js';
import { type Period, wholeMonths } from './period.js';

/** Endoscopies and consultations have two departments. */
const ASKED_FOR = `kind in ('gastroscopy', 'colonoscopy', 'consultation', 'consultation-external')`;

type Attribution = DepartmentRule['attribution'];

/** Department and 人次 of a row, by the chosen attribution. */
function attributed(attribution: Attribution): string {
  return attribution === 'executing'
    ? 'department_code, visits'
    : `case when ${ASKED_FOR} then request_department_code else department_code end as department_code, request_visits as visits`;
}

/** The column of level. */
export const LEVEL = `case when snap_type = 'vip' then 'VIP' else coalesce(snap_level, 'L9') end`;

/** Events as `v`: what everybody's figures can be counted from; the row policy leaves those that the caller may open. */
export const eventsOf = (attribution: Attribution): string => `(select id, fact_table, fact_id, part_no, kind, day, at, until, beneficiary_id, confidential, doctor_code, doctor_name,
  ${attribution === 'executing' ? 'department_name' : `case when ${ASKED_FOR} then request_department_name else department_name end as department_name`},
  snap_type, snap_level, cases, ${LEVEL} as level, ${attributed(attribution)} from care_event)`;

export interface FigureScope extends Period {
  readonly kinds: readonly string[];
  readonly attribution: Attribution;
  /** What is asked for cuts months: days or weeks. */
  readonly byDay?: boolean;
}

/** Conditions over `v` for a period and some kinds, in the caller's own departments where he does not see everybody. */
export function conditionsOf(caller: Caller, { from, to, kinds }: FigureScope): Conditions {
  const conditions = new Conditions();
  conditions.and((bind) => `v.day >= ${bind(from)}::date and v.day <= ${bind(to)}::date and v.kind = any (${bind(kinds)}::text[])`);
  addOwnWork(conditions, caller, 'v.at');
  return conditions;
}

/** The conditions of one figure: what it counts is what its drill-down lists. */
export function figureConditions(caller: Caller, filter: FigureFilter, view: DepartmentView): Conditions {
  const { measure, from, to, level, departmentCode, own, unmapped, beneficiaryId, inHouse } = filter;
  const conditions = inHouse ? inHouseConditions(caller, to) : conditionsOf(caller, { from, to, kinds: measureOf(measure).kinds, attribution: filter.attribution });
  conditions
    .when(level, (bound) => `v.level = any (${bound}::text[])`)
    .when(beneficiaryId, (bound) => `v.beneficiary_id = ${bound}::uuid`);
  if (departmentCode) conditions.and((bind) => `v.department_code = any (${bind(view.codesOf(departmentCode, own ?? false))}::text[])`);
  if (unmapped) conditions.and((bind) => `(v.department_code is null or v.department_code <> all (${bind(view.all.map(({ code }) => code))}::text[]))`);
  return conditions;
}

/** Whether a stay `v` goes on at the end of a day, of today now. */
export function goesOn(day: string): string {
  const end = `least((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai', now())`;
  return `v.at < ${end} and (v.until is null or v.until >= ${end})`;
}

/** Stays that went on at the end of a day; of today: that go on now. */
export function inHouseConditions(caller: Caller, day: string): Conditions {
  const conditions = new Conditions().always(`v.kind = 'admission'`);
  conditions.and((bind) => goesOn(bind(day)));
  addOwnWork(conditions, caller, 'v.at');
  return conditions;
}

/**
 * Rows as `v` that add up to the 人次 and 例数 of a period, for whoever sees everybody: the sums that are kept by day and month, and those
 * 机密 events beside them that the row policy leaves him.
 */
export function keptSums(caller: Caller, { from, to, kinds, attribution, byDay }: FigureScope): { sql: string; conditions: Conditions } {
  const conditions = new Conditions();
  const [first, last, asked] = [`${conditions.bind(from)}::date`, `${conditions.bind(to)}::date`, `${conditions.bind(kinds)}::text[]`];
  const months = byDay ? null : wholeMonths({ from, to });
  const inMonths = months && `between ${conditions.bind(months.from)}::date and ${conditions.bind(months.to)}::date`;
  const days = `span = 'day' and day between ${first} and ${last}`;
  const spans = inMonths ? `(span = 'month' and day ${inMonths} or ${days} and not day ${inMonths})` : days;
  const columns = `kind, day, ${LEVEL} as level, snap_type, cases, ${attributed(attribution)}`;
  return {
    sql: `(select ${columns} from care_day where ${spans} and kind = any (${asked})
      ${maySeeConfidential(caller) ? `union all select ${columns} from care_event where confidential and day between ${first} and ${last} and kind = any (${asked})` : ''})`,
    conditions,
  };
}

/** Nobody sees events of a 机密 person who is not open to him: where none is, they need not be looked for. */
export const maySeeConfidential = ({ scope }: Caller): boolean => scope.opened.length > 0;
