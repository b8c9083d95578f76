import { type Caller, EVERYONE, isDepartment, TODAY_LIST } from '../../platform/access/caller.js';
import type { Conditions } from '../../platform/database/conditions.js';
import { inOneWord, narrowingOf } from '../../platform/database/list-conditions.js';
import { wholeMonths } from './period.js';
import { conditionsOf, eventsOf, type FigureScope, maySeeConfidential } from './figure-source.js';

/** Kinds whose events are each one 人次 and one 例 of one department, whoever asks: who had them is kept by month in care_set. */
const SET_KINDS: readonly string[] = ['outpatient', 'emergency', 'admission', 'discharge', 'checkup'];
/** People of one segment of a set, as migration 0044 has it. */
const SEGMENT = 32_768;

/** What of a figure comes from sets and what from events. All of it is said in one statement: sets, their marks and events are of one moment. */
export interface SetSource {
  /** `with` parts that the rest needs; `seen` are the people in sight, looked up once a statement. */
  readonly parts: readonly string[];
  /** kind, day (first of the month), level, department_code, segment, layer, people: within the caller's sight. Null: none may be used. */
  readonly sets: string | null;
  /** Events beside them, as `v` has its columns, under the row policy. */
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
export function setSource(caller: Caller, scope: FigureScope, byDepartment: boolean): SetSource {
  const { from, to, kinds, byDay } = scope;
  const conditions = conditionsOf(caller, scope);
  const work = conditions.where;
  const kept = kinds.filter((kind) => SET_KINDS.includes(kind));
  const months = byDay || kept.length === 0 ? null : wholeMonths({ from, to });
  const sight = months && sightOf(caller, conditions);
  const events = `(select * from ${eventsOf(scope.attribution)} v where ${work})`;
  if (!months || !sight) return { parts: [`seen as materialized (select b.id, b.figure_no from beneficiary b)`], sets: null, rows: events, conditions };
  const [first, last, start, end] = [months.from, months.to, from, to].map((day) => `${conditions.bind(day)}::date`) as [string, string, string, string];
  const [setKinds, otherKinds] = [conditions.bind(kept), conditions.bind(kinds.filter((kind) => !kept.includes(kind)))].map((bound) => `${bound}::text[]`) as [string, string];
  const departments = sight.departments && `${conditions.bind(sight.departments)}::text[]`;
  const house = !byDepartment && departments === null && !sight.masked;
  const inKept = `v.kind = any (${setKinds}) and date_trunc('month', v.day)::date in (select month from kept)`;
  return {
    conditions,
    parts: [
      `kept as materialized (select m.month from care_set_month m where m.month between ${first} and ${last}
        and not exists (select 1 from care_set_stale s where s.month = m.month))`,
      `wanted as materialized (
        select kind, greatest(m::date, ${start}) as first_day, least((m + interval '1 month')::date - 1, ${end}) as last_day from unnest(${setKinds}) kind,
          generate_series(date_trunc('month', ${start}::timestamp), ${end}::timestamp, interval '1 month') m where m::date not in (select month from kept)
        union all select kind, ${start}, ${end} from unnest(${otherKinds}) kind)`,
      `seen as materialized (select b.id, b.figure_no, b.confidential from beneficiary b ${sight.narrowing.length ? `where ${sight.narrowing.join(' and ')}` : ''})`,
      ...(sight.masked
        ? [`sight as materialized (select figure_no / ${SEGMENT} as segment, people_of(figure_no % ${SEGMENT}, 1) as people from seen where not confidential group by 1)`]
        : []),
    ],
    sets: `(select c.kind, c.month as day, c.level, c.department_code, c.segment, c.layer, ${sight.masked ? 'c.people & s.people' : 'c.people'} as people
      from kept join care_set c on c.month = kept.month ${sight.masked ? 'join sight s on s.segment = c.segment' : ''}
      where ${house ? 'c.house' : 'not c.house'} and c.kind = any (${setKinds}) ${departments ? `and c.department_code = any (${departments})` : ''})`,
    rows: `(select v.* from wanted w join ${eventsOf(scope.attribution)} v on v.kind = w.kind and v.day between w.first_day and w.last_day where ${work}
      ${maySeeConfidential(caller) ? `union all select v.* from ${events} v where v.confidential and ${inKept}` : ''}
      ${sight.staffNo && departments ? `union all select v.* from ${events} v where v.doctor_code = ${conditions.bind(sight.staffNo)} and not v.confidential
        and ${inKept} and not coalesce(v.department_code = any (${departments}), false)` : ''})`,
  };
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
