import { type Caller, EVERYONE, isDepartment, TODAY_LIST } from '../../platform/access/caller.js';
import type { Conditions } from '../../platform/database/conditions.js';
import { inOneWord, narrowingOf } from '../../platform/database/list-conditions.js';
import { addMonths, monthEnd, monthStart, type Period } from './period.js';
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
 * sets were made, other kinds, 机密 people, and what a doctor did outside his department. Of a transaction in which `makeRoom` was said.
 */
export function setSource(
  caller: Caller, scope: FigureScope, byDepartment: boolean, spans: readonly Span[] = [{ part: '', from: scope.from, to: scope.to }],
): SetSource {
  const { kinds, byDay, attribution } = scope;
  const days = spans.flatMap(({ from, to }) => [from, to]).sort();
  const conditions = conditionsOf(caller, { ...scope, from: days[0]!, to: days.at(-1)! });
  const work = conditions.where;
  const months = spans.flatMap((span) => monthsOf(span));
  const kept = kinds.filter((kind) => SET_KINDS.includes(kind));
  const sight = !byDay && kept.length > 0 && months.some(({ whole }) => whole) ? sightOf(caller, conditions) : null;
  const bind = (values: readonly unknown[], type: string): string => `${conditions.bind(values)}::${type}[]`;
  const asked = (list: readonly Month[]): string => `asked as materialized (select * from unnest(${bind(list.map(({ part }) => part), 'text')}, ${bind(list.map(({ month }) => month), 'date')},
    ${bind(list.map(({ from }) => from), 'date')}, ${bind(list.map(({ to }) => to), 'date')}, ${bind(list.map(({ whole }) => whole), 'boolean')}) a (part, month, first_day, last_day, whole))`;
  const events = `select * from ${eventsOf(attribution)} v where ${work}`;
  // Whoever is reached is known already; only where somebody 机密 is open are the people themselves asked.
  const known = !caller.scope.allPeople && caller.scope.opened.length === 0;
  const people = known ? 'reached_place' : 'beneficiary';
  if (!sight) {
    return {
      parts: [asked(spans.map((span) => ({ ...span, month: span.from, whole: false }))), `seen as materialized (select b.id, b.figure_no from ${people} b)`], sets: null, conditions,
      rows: `(select a.part, v.* from (${events} offset 0) v join asked a on v.day between a.first_day and a.last_day)`,
    };
  }
  const setKinds = bind(kept, 'text');
  const departments = sight.departments && bind(sight.departments, 'text');
  const house = !byDepartment && departments === null && !sight.masked;
  const remembered = known && sight.narrowing.length === 0;
  const beside = `select k.part, v.* from (${events} and v.kind = any (${setKinds})`;
  const inKept = `offset 0) v join kept k on k.month = date_trunc('month', v.day::timestamp)::date`;
  return {
    conditions,
    parts: [
      asked(months),
      `kept as materialized (select a.part, a.month from asked a join care_set_month m on m.month = a.month
        where a.whole and not exists (select 1 from care_set_stale s where s.month = a.month))`,
      // What is read of the events, by kind and month: all that is in no set that may be used.
      `ranges as materialized (select a.part, k.kind, a.first_day, a.last_day from asked a, unnest(${bind(kinds, 'text')}) k (kind)
        where not (k.kind = any (${setKinds}) and exists (select 1 from kept h where h.part = a.part and h.month = a.month)))`,
      remembered
        ? 'seen as materialized (select b.id, b.figure_no from reached_place b)'
        : `seen as materialized (select b.id, b.figure_no, b.confidential from beneficiary b ${sight.narrowing.length ? `where ${sight.narrowing.join(' and ')}` : ''})`,
      ...(sight.masked
        ? [`sight as materialized (${remembered ? REMEMBERED : `select figure_no / ${SEGMENT} as segment, people_of(figure_no % ${SEGMENT}, 1) as people from seen where not confidential group by 1`})`]
        : []),
    ],
    sets: `(select k.part, c.kind, c.month as day, c.level, c.department_code, c.segment, c.layer, ${sight.masked ? 'c.people & s.people' : 'c.people'} as people
      from kept k join care_set c on c.month = k.month ${sight.masked ? 'join sight s on s.segment = c.segment' : ''}
      where ${house ? 'c.house' : 'not c.house'} and c.kind = any (${setKinds}) ${departments ? `and c.department_code = any (${departments})` : ''})`,
    // Fenced: a range is read in one go, whoever its events are of, and all of them before anything is looked up.
    rows: `((select r.part, v.* from ranges r cross join lateral (${events} and v.kind = r.kind and v.day between r.first_day and r.last_day offset 0) v offset 0)
      ${maySeeConfidential(caller) ? `union all ${beside} and v.confidential ${inKept}` : ''}
      ${sight.staffNo && departments ? `union all ${beside} and v.doctor_code = ${conditions.bind(sight.staffNo)} and not v.confidential
        and not coalesce(v.department_code = any (${departments}), false) ${inKept}` : ''})`,
  };
}

/** The bits of scope_remember() as segments of a set. Nobody 机密 is in sets, whoever is reached. */
const REMEMBERED = `select nth as segment, rpad(substr(r.bits, nth * ${SEGMENT} + 1, ${SEGMENT}), ${SEGMENT}, '0')::bit(${SEGMENT}) as people
  from (select current_setting('scope.reached') as bits) r, generate_series(0, (length(r.bits) - 1) / ${SEGMENT}) nth`;

/** A month of a span, or what of it lies in the span. */
interface Month extends Span {
  readonly month: string;
  readonly whole: boolean;
}

function monthsOf({ part, from, to }: Span): Month[] {
  const months: Month[] = [];
  for (let month = monthStart(from); month <= to; month = addMonths(month, 1)) {
    const [first, last] = [month < from ? from : month, monthEnd(month) < to ? monthEnd(month) : to];
    months.push({ part, month, from: first, to: last, whole: first === month && last === monthEnd(month) });
  }
  return months;
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
 * where there are 例数 only), visits, cases. For callers whose sums are not kept; whole-house sets know nobody's second visit. Fenced: a set
 * is unpacked and masked once for its three columns.
 */
export function figureSets({ sets, rows }: SetSource, list: readonly (readonly [sql: string, name: string])[]): string {
  const columns = list.map(([sql, name]) => `${sql} as "${name}", `).join('');
  const names = list.map(([, name]) => `"${name}", `).join('');
  return `(select ${names}segment, bit_or(people) as people, sum(visits)::integer as visits, sum(cases)::integer as cases from (
      ${sets ? `select ${columns}v.segment, case v.layer when 0 then v.people end as people, ${VISITS_OF_SET} as visits, ${VISITS_OF_SET} as cases
        from (select * from ${sets} k offset 0) v union all` : ''}
      select ${names}no / ${SEGMENT} as segment, people_of(no % ${SEGMENT}, 1) filter (where visits > 0) as people, sum(visits)::integer as visits, sum(cases)::integer as cases from (
        select ${columns}s.figure_no as no, v.visits, v.cases from ${rows} v join seen s on s.id = v.beneficiary_id) f
      group by ${names}no / ${SEGMENT}) s group by ${names}segment having sum(visits) <> 0 or sum(cases) <> 0)`;
}
