import { type Caller, TODAY_LIST } from '../../platform/access/caller.js';
import type { Conditions } from '../../platform/database/conditions.js';
import { BadInput } from '../../platform/http/refusal.js';

/** From the first moment of one day to the last of another, as the hospital's clock counts days. */
export function addPeriod(conditions: Conditions, column: string, [from, to]: readonly [string | undefined, string | undefined]): void {
  conditions
    .when(from, (day) => `${column} >= ${day}::date::timestamp at time zone 'Asia/Shanghai'`)
    .when(to, (day) => `${column} < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'`);
}

/** Names the later field when a period ends before it begins. */
export function checkPeriod(from: string | undefined, to: string | undefined, field: string): void {
  if (from && to && from > to) {
    throw new BadInput('结束日期不能早于开始日期，请调整后重新查询。', [{ field, message: '不能早于开始日期' }]);
  }
}

/** The department and everything below it. */
export function addDepartment(conditions: Conditions, codes: readonly string[] | undefined): void {
  conditions.when(codes, (bound) => `v.department_code = any (array(
    with recursive tree as (select unnest(${bound}::text[]) as code
      union select d.code from department d join tree t on d.parent_code = t.code) select code from tree))`);
}

/** The person and whatever number of the visit somebody may have in hand. */
export function addKeyword(conditions: Conditions, keyword: string | undefined): void {
  conditions.when(keyword, (text) => `(${text} in (v.visit_no, v.medical_record_no, v.inpatient_no, v.bed_no)
    or v.beneficiary_id in (select id from beneficiary where strpos(name, ${text}) > 0)
    or v.beneficiary_id in (select beneficiary_id from person_token where kind in ('pinyin', 'initials') and starts_with(token, lower(${text}))))`);
}

/** What kind of person. All conditions stand on the visit alone, so that counting need not visit the people. */
export function addPersonKind(conditions: Conditions, { category, careLevel }: { category?: string[]; careLevel?: string[] }): void {
  const ofPeople = (sql: string): string => `v.beneficiary_id in (select id from beneficiary where ${sql})`;
  conditions
    .when(category, (bound) => ofPeople(`categories && ${bound}::text[]`))
    .when(careLevel, (bound) => ofPeople(`care_level = any (${bound}::text[])`));
}

/** Whom a caller sees is the row policies' affair; which visits are his work is said here, for lists and figures alone. */
export function addOwnWork(conditions: Conditions, { scope }: Caller): void {
  if (scope.allPeople) return;
  const departments = scope.departments.filter((code) => code !== TODAY_LIST);
  const own = [
    ...(departments.length ? [`v.department_code = any (${conditions.bind(departments)}::text[])`] : []),
    ...(scope.staffNo ? [`v.doctor_code = ${conditions.bind(scope.staffNo)}`] : []),
    ...(scope.departments.includes(TODAY_LIST)
      ? [`v.started_at >= date_trunc('day', now(), 'Asia/Shanghai') and v.started_at < date_trunc('day', now(), 'Asia/Shanghai') + interval '1 day'`]
      : []),
  ];
  conditions.always(own.length ? `(${own.join(' or ')})` : 'false');
}

