import { type Caller, EVERYONE, isDepartment, type ScopeClause, TODAY_LIST } from '../access/caller.js';
import { BadInput } from '../http/refusal.js';
import type { Conditions } from './conditions.js';

/*
 * Conditions of lists of what was done for people. The list's table is `v` and has beneficiary_id, department_code and doctor_code.
 */

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

/** What kind of person. All conditions stand on the visit alone, so that counting need not visit the people. */
export function addPersonKind(conditions: Conditions, { category, careLevel }: { category?: string[]; careLevel?: string[] }): void {
  const ofPeople = (sql: string): string => `v.beneficiary_id in (select id from beneficiary where ${sql})`;
  conditions
    .when(category, (bound) => ofPeople(`categories && ${bound}::text[]`))
    .when(careLevel, (bound) => ofPeople(`care_level = any (${bound}::text[])`));
}

/** Whom a caller sees is the row policies' affair; which rows are his work is said here, for lists and figures alone. `at` is the time that makes a row today's. */
export function addOwnWork(conditions: Conditions, { scope }: Caller, at = 'v.started_at'): void {
  if (scope.allPeople) return;
  const own = inOneWord(scope.clauses).flatMap((clause) => {
    const work = workOf(conditions, clause, at);
    return work.length ? [[`(${work.join(' or ')})`, ...narrowingOf(conditions, clause)].join(' and ')] : [];
  });
  conditions.always(own.length ? `(${own.join(' or ')})` : 'false');
}

/** Clauses without a narrowing are asked together. */
export function inOneWord(clauses: readonly ScopeClause[]): ScopeClause[] {
  const isNarrow = ({ levels, categories, peopleOf }: ScopeClause): boolean => Boolean(levels ?? categories ?? peopleOf);
  const wide = clauses.filter((clause) => !isNarrow(clause));
  const together = wide[0] && {
    ...wide[0], departments: [...new Set(wide.flatMap(({ departments }) => departments))], staffNo: wide.find(({ staffNo }) => staffNo)?.staffNo ?? null,
  };
  return [...(together ? [together] : []), ...clauses.filter(isNarrow)];
}

function workOf(conditions: Conditions, { departments, staffNo }: ScopeClause, at: string): string[] {
  if (departments.includes(EVERYONE)) return ['true'];
  const real = departments.filter(isDepartment);
  return [
    ...(real.length ? [`v.department_code = any (${conditions.bind(real)}::text[])`] : []),
    ...(staffNo ? [`v.doctor_code = ${conditions.bind(staffNo)}`] : []),
    ...(departments.includes(TODAY_LIST)
      ? [`${at} >= date_trunc('day', now(), 'Asia/Shanghai') and ${at} < date_trunc('day', now(), 'Asia/Shanghai') + interval '1 day'`]
      : []),
  ];
}

/** Conditions on a person that a clause narrows to. */
export function narrowingOf(conditions: Conditions, { levels, categories, peopleOf }: ScopeClause, person = 'v.beneficiary_id'): string[] {
  const kinds = [
    ...(levels ? [`care_level = any (${conditions.bind(levels)}::text[])`] : []),
    ...(categories ? [`categories && ${conditions.bind(categories)}::text[]`] : []),
    ...(peopleOf ? [`id in (select beneficiary_id from role_person where role_code = ${conditions.bind(peopleOf)})`] : []),
  ];
  return kinds.length ? [`${person} in (select id from beneficiary where ${kinds.join(' and ')})`] : [];
}
