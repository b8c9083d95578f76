import type { EntityManager } from 'typeorm';
import { type Caller, EVERYONE, isDepartment, TODAY_LIST } from '../../platform/access/caller.js';
import type { Conditions } from '../../platform/database/conditions.js';
import { inOneWord, narrowingOf } from '../../platform/database/list-conditions.js';
import { addDays, monthStart, type Period, wholeMonths } from './period.js';
import { conditionsOf, eventsOf, type FigureScope, maySeeConfidential } from './figure-source.js';

/** Kinds whose events are each one 人次 and one 例 of one department, whoever asks: who had them is kept by month in care_set. */
const SET_KINDS: readonly string[] = ['outpatient', 'emergency', 'admission', 'discharge', 'checkup'];
/** People of one segment of a set, as migration 0044 has it. */
const SEGMENT = 32_768;

/** A period of several that are counted in one statement: `part` names it in the rows. */
export interface Span extends Period {
  readonly part: string;
}

/** What of a figure comes from sets and what from events. All of it is said in one statement: sets, their marks and events are of one moment. */
export interface SetSource {
  /** `with` parts that the rest needs; `seen` are the people in sight, looked up once a statement. */
  readonly parts: readonly string[];
  /** part, kind, day (first of the month), level, department_code, segment, layer, people: within the caller's sight. Null: none may be used. */
  readonly sets: string | null;
  /** Events beside them, as `v` has its columns, with `part`, under the row policy. */
  readonly rows: string;
  readonly conditions: Conditions;
}

/** Whose sets a caller may read, and who stays of them. */
interface Sight {
  /** Null: of all departments. */
  readonly departments: readonly string[] | null;
  /** People are masked by what he sees. */
  readonly masked: boolean;
  readonly staffNo: string | null;
  readonly narrowing: readonly string[];
}

/**
 * Figures of whole months from sets, everything else from events: days beside whole months, months whose events have changed since their
 * sets were made, other kinds, 机密 people, and what a doctor did outside his department.
 */
export async function setSource(
  em: EntityManager, caller: Caller, scope: FigureScope, byDepartment: boolean, spans: readonly Span[] = [{ part: '', from: scope.from, to: scope.to }],
): Promise<SetSource> {
  const { kinds, byDay, attribution } = scope;
  const days = spans.flatMap(({ from, to }) => [from, to]).sort();
  const conditions = conditionsOf(caller, { ...scope, from: days[0]!, to: days.at(-1)! });
  const work = conditions.where;
  const whole = spans.map((span) => (byDay ? null : wholeMonths(span)));
  const kept = kinds.filter((kind) => SET_KINDS.includes(kind));
  const sight = kept.length > 0 && whole.some(Boolean) ? sightOf(caller, conditions) : null;
  const bind = (values: readonly unknown[], type: string): string => `${conditions.bind(values)}::${type}[]`;
  const asked = `asked as materialized (select * from unnest(${bind(spans.map(({ part }) => part), 'text')}, ${bind(spans.map(({ from }) => from), 'date')}, ${bind(spans.map(({ to }) => to), 'date')},
    ${bind(whole.map((months) => months?.from ?? null), 'date')}, ${bind(whole.map((months) => months?.to ?? null), 'date')}) a (part, first_day, last_day, first_month, last_month))`;
  const events = `select * from ${eventsOf(attribution)} v where ${work}`;
  if (!sight) {
    return {
      parts: [asked, 'seen as materialized (select b.id, b.figure_no from beneficiary b)'], sets: null, conditions,
      rows: `(select a.part, v.* from (${events} offset 0) v join asked a on v.day between a.first_day and a.last_day)`,
    };
  }
  const setKinds = bind(kept, 'text');
  const others = kinds.filter((kind) => !kept.includes(kind));
  const departments = sight.departments && bind(sight.departments, 'text');
  const house = !byDepartment && departments === null && !sight.masked;
  // Named beforehand, so that the planner knows how much is read; a month that changes meanwhile is met by `days`.
  const named = `${bind(await daysToCount(em, spans), 'date')}`;
  const ofDays = (days: string): string => `select d.part, v.* from (${events} and v.kind = any (${setKinds}) and v.day = any (${days}) offset 0) v join days d using (day)`;
  const beside = `select k.part, v.* from (${events} and v.kind = any (${setKinds})`;
  const inKept = `offset 0) v join kept k on k.month = date_trunc('month', v.day::timestamp)::date`;
  return {
    conditions,
    parts: [
      asked,
      `kept as materialized (select a.part, m.month from asked a join care_set_month m on m.month between a.first_month and a.last_month
        where not exists (select 1 from care_set_stale s where s.month = m.month))`,
      `days as materialized (select a.part, d::date as day from asked a, generate_series(a.first_day::timestamp, a.last_day, interval '1 day') d
        where not exists (select 1 from kept k where k.part = a.part and k.month = date_trunc('month', d)::date))`,
      `seen as materialized (select b.id, b.figure_no, b.confidential from beneficiary b ${sight.narrowing.length ? `where ${sight.narrowing.join(' and ')}` : ''})`,
      ...(sight.masked
        ? [`sight as materialized (select figure_no / ${SEGMENT} as segment, people_of(figure_no % ${SEGMENT}, 1) as people from seen where not confidential group by 1)`]
        : []),
    ],
    sets: `(select k.part, c.kind, c.month as day, c.level, c.department_code, c.segment, c.layer, ${sight.masked ? 'c.people & s.people' : 'c.people'} as people
      from kept k join care_set c on c.month = k.month ${sight.masked ? 'join sight s on s.segment = c.segment' : ''}
      where ${house ? 'c.house' : 'not c.house'} and c.kind = any (${setKinds}) ${departments ? `and c.department_code = any (${departments})` : ''})`,
    // Fenced: what is read of the events is their days, in one go, whoever they are of.
    rows: `(${ofDays(named)} union all ${ofDays(`array(select day from days except select unnest(${named}))`)}
      ${others.length ? `union all select a.part, v.* from (${events} and v.kind = any (${bind(others, 'text')}) offset 0) v join asked a on v.day between a.first_day and a.last_day` : ''}
      ${maySeeConfidential(caller) ? `union all ${beside} and v.confidential ${inKept}` : ''}
      ${sight.staffNo && departments ? `union all ${beside} and v.doctor_code = ${conditions.bind(sight.staffNo)} and not v.confidential
        and not coalesce(v.department_code = any (${departments}), false) ${inKept}` : ''})`,
  };
}

/** The days of some periods beside whole months that are kept as sets. */
async function daysToCount(em: EntityManager, spans: readonly Span[]): Promise<string[]> {
  const whole = spans.map((span) => ({ span, months: wholeMonths(span) }));
  const ends = whole.flatMap(({ months }) => (months ? [months.from, months.to] : [])).sort();
  const missing: { month: string }[] = await em.query(
    `select m::date::text as month from generate_series($1::timestamp, $2::timestamp, interval '1 month') m
     where not exists (select 1 from care_set_month k where k.month = m::date) or exists (select 1 from care_set_stale s where s.month = m::date)`,
    [ends[0], ends.at(-1)],
  );
  const unkept = new Set(missing.map(({ month }) => month));
  const days = new Set<string>();
  for (const { span, months } of whole) {
    for (let day = span.from; day <= span.to; day = addDays(day, 1)) {
      if (!months || day < months.from || day > months.to || unkept.has(monthStart(day))) days.add(day);
    }
  }
  return [...days];
}

/** Null where several roles narrow each in its own way: such a caller's figures are counted from events. */
function sightOf({ scope }: Caller, conditions: Conditions): Sight | null {
  if (scope.allPeople) return { departments: null, masked: false, staffNo: null, narrowing: [] };
  const [clause, ...others] = inOneWord(scope.clauses);
  if (!clause || others.length > 0 || clause.departments.includes(TODAY_LIST)) return null;
  const everyone = clause.departments.includes(EVERYONE);
  return {
    departments: everyone ? null : clause.departments.filter(isDepartment), masked: true,
    staffNo: everyone ? null : clause.staffNo, narrowing: narrowingOf(conditions, clause, 'b.id'),
  };
}

/** 人次 of a set: everybody once, and the binary digits of how many more. */
export const VISITS_OF_SET = `bit_count(v.people) * case v.layer when 0 then 1 else 1 << (v.layer - 1) end`;

/**
 * A relation of sets by some dimensions: columns of the dimensions, segment, people. Everybody in it has a 人次; cells of nobody in sight are not there.
 * @param list expressions over `v` with the names of their columns
 */
export function peopleSets({ sets, rows }: SetSource, list: readonly (readonly [sql: string, name: string])[]): string {
  const columns = list.map(([sql, name]) => `${sql} as "${name}", `).join('');
  const names = list.map(([, name]) => `"${name}", `).join('');
  return `(select ${names}segment, bit_or(people) as people from (
      ${sets ? `select ${columns}v.segment, v.people from ${sets} v where v.layer = 0 union all` : ''}
      select ${names}no / ${SEGMENT} as segment, people_of(no % ${SEGMENT}, 1) as people from (
        select ${columns}s.figure_no as no from ${rows} v join seen s on s.id = v.beneficiary_id where v.visits > 0) f
      group by ${names}no / ${SEGMENT}) s group by ${names}segment having bit_count(bit_or(people)) > 0)`;
}

/**
 * A relation of 人次, 例数 and people by some dimensions, read from sets and events once: columns of the dimensions, segment, people (null
 * where there are 例数 only), visits, cases. For callers whose sums are not kept; whole-house sets know nobody's second visit.
 */
export function figureSets({ sets, rows }: SetSource, list: readonly (readonly [sql: string, name: string])[]): string {
  const columns = list.map(([sql, name]) => `${sql} as "${name}", `).join('');
  const names = list.map(([, name]) => `"${name}", `).join('');
  return `(select ${names}segment, bit_or(people) as people, sum(visits)::integer as visits, sum(cases)::integer as cases from (
      ${sets ? `select ${columns}v.segment, case v.layer when 0 then v.people end as people, ${VISITS_OF_SET} as visits, ${VISITS_OF_SET} as cases from ${sets} v union all` : ''}
      select ${names}no / ${SEGMENT} as segment, people_of(no % ${SEGMENT}, 1) filter (where visits > 0) as people, sum(visits)::integer as visits, sum(cases)::integer as cases from (
        select ${columns}s.figure_no as no, v.visits, v.cases from ${rows} v join seen s on s.id = v.beneficiary_id) f
      group by ${names}no / ${SEGMENT}) s group by ${names}segment having sum(visits) <> 0 or sum(cases) <> 0)`;
}
