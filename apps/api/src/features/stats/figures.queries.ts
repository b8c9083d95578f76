import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { Parameters } from '../settings/parameters.port.js';
import { type DepartmentNode, DepartmentView } from './department-view.js';
import type { DepartmentRule } from './figure-filter.dto.js';
import { additiveRows, conditionsOf, eventsOf, type FigureScope } from './figure-source.js';

export interface Sum {
  readonly visits: number;
  readonly cases: number;
}

/** An expression over `v` and the name of its column. */
export type Dimension = readonly [sql: string, name: string];

/** Sums and distinct people of events: what every card and report is made of. */
@Injectable()
export class FigureQueries {
  constructor(private readonly parameters: Parameters) {}

  /** 人次 and 例数 by some dimensions. `byDay`: a dimension cuts months. */
  sums<T>(em: EntityManager, caller: Caller, scope: FigureScope, dimensions: readonly Dimension[], byDay = false): Promise<(T & Sum)[]> {
    const { sql, conditions } = additiveRows(caller, scope, byDay);
    const list = dimensions.map(([expression, name]) => `${expression} as "${name}", `).join('');
    return em.query(
      `select ${list}sum(v.visits)::integer as visits, sum(v.cases)::integer as cases from ${sql} v
       ${dimensions.length ? `group by ${dimensions.map((_, at) => at + 1).join(', ')} having sum(v.visits) <> 0 or sum(v.cases) <> 0` : ''}`,
      conditions.values,
    );
  }

  /**
   * Distinct people, once for each list of dimensions: a dimension that a list leaves out is null in its rows. The people of the finest
   * cells are found first; coarser ones are counted among them.
   */
  people<T>(em: EntityManager, caller: Caller, scope: FigureScope, dimensions: readonly Dimension[], groupings: readonly (readonly string[])[]): Promise<(T & { people: number })[]> {
    const conditions = conditionsOf(caller, scope).always('v.visits > 0');
    const finest = dimensions.map(([expression, name]) => `${expression} as "${name}"`);
    const one = (grouping: readonly string[]): string => {
      const columns = dimensions.map(([, name]) => (grouping.includes(name) ? `"${name}"` : `null as "${name}"`));
      const by = grouping.map((name) => `"${name}"`).join(', ');
      return `select ${[...columns, `(count(distinct beneficiary_id))::integer as people`].join(', ')} from p ${by ? `group by ${by}` : ''}`;
    };
    return em.query(
      `with p as materialized (select distinct ${[...finest, 'v.beneficiary_id'].join(', ')} from ${eventsOf(scope.attribution)} v where ${conditions.where})
       ${groupings.map(one).join('\n union all ')}`,
      conditions.values,
    );
  }

  /**
   * Distinct people of overlapping cells in one pass: each person's events become one mask of the finest cells that he is in, and a cell
   * counts the masks that share a bit with its own. `bit` numbers the finest cells, `masks` are those asked for, in their order.
   */
  async peopleByMask(em: EntityManager, caller: Caller, scope: FigureScope, bit: string, masks: readonly number[]): Promise<number[]> {
    const conditions = conditionsOf(caller, scope).always('v.visits > 0');
    const counts = masks.map((mask) => `(count(*) filter (where mask & ${mask} <> 0))::integer`);
    const [{ people }]: [{ people: number[] }] = await em.query(
      `with p as (select v.beneficiary_id, bit_or(1 << (${bit})) as mask from ${eventsOf(scope.attribution)} v where ${conditions.where} group by v.beneficiary_id)
       select array[${counts.join(', ')}] as people from p`,
      conditions.values,
    );
    return people;
  }

  /** How many of what the caller may not see there are, where the hospital wants that said; otherwise null. */
  async hidden(em: EntityManager, { scope }: Caller, { from, to, kinds }: FigureScope): Promise<number | null> {
    if (this.parameters.value('stats.confidential') !== 'placeholder' || scope.cleared) return null;
    const [found]: [{ hidden: number | null }] = await em.query('select hidden_figures($1, $2, $3, null)::integer as hidden', [from, to, kinds]);
    return found.hidden;
  }

  async departments(em: EntityManager, { departments }: Pick<DepartmentRule, 'departments'>, day?: string): Promise<DepartmentView> {
    const rows: DepartmentNode[] = await em.query(
      `select d.code, coalesce(n.name, d.name) as name, d.parent_code as "parentCode", d.merged_into as "mergedInto" from department d
       left join lateral (select name from department_name n where $1 = 'recorded' and n.code = d.code
         and n.valid_from < (coalesce($2, '9999-01-01')::date + 1)::timestamp at time zone 'Asia/Shanghai' order by n.valid_from desc limit 1) n on true
       order by d.sort, d.code`,
      [departments, day ?? null],
    );
    return new DepartmentView(rows, departments);
  }
}
