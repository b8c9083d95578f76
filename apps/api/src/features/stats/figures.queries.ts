import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import type { Conditions } from '../../platform/database/conditions.js';
import { Parameters } from '../settings/parameters.port.js';
import { type DepartmentNode, DepartmentView } from './department-view.js';
import type { DepartmentRule } from './figure-filter.dto.js';
import { peopleSets, setSource, VISITS_OF_SET } from './figure-sets.js';
import { type FigureScope, keptSums } from './figure-source.js';

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

  /** 人次 and 例数 by some dimensions. */
  sums<T>(em: EntityManager, caller: Caller, scope: FigureScope, dimensions: readonly Dimension[]): Promise<(T & Sum)[]> {
    const { parts, sql, conditions } = caller.scope.allPeople ? { parts: [], ...keptSums(caller, scope) } : sumsOfSight(caller, scope);
    const list = dimensions.map(([expression, name]) => `${expression} as "${name}", `).join('');
    return em.query(
      `${withParts(parts)} select ${list}sum(v.visits)::integer as visits, sum(v.cases)::integer as cases from ${sql} v
       ${dimensions.length ? `group by ${dimensions.map((_, at) => at + 1).join(', ')} having sum(v.visits) <> 0 or sum(v.cases) <> 0` : ''}`,
      conditions.values,
    );
  }

  /** Distinct people, once for each list of dimensions: a dimension that a list leaves out is null in its rows. */
  people<T>(em: EntityManager, caller: Caller, scope: FigureScope, dimensions: readonly Dimension[], groupings: readonly (readonly string[])[]): Promise<(T & { people: number })[]> {
    const source = setSource(caller, scope, false);
    const one = (grouping: readonly string[]): string => {
      const by = grouping.map((name) => `"${name}"`);
      const columns = dimensions.map(([, name]) => (grouping.includes(name) ? `"${name}"` : `null as "${name}"`));
      return `select ${columns.join(', ')}, sum(bit_count(people))::integer as people
        from (select ${[...by, 'segment', 'bit_or(people) as people'].join(', ')} from p group by ${[...by, 'segment'].join(', ')}) s ${by.length ? `group by ${by.join(', ')}` : ''}`;
    };
    return em.query(
      `${withParts([...source.parts, `p as materialized ${peopleSets(source, dimensions)}`])} ${groupings.map(one).join('\n union all ')}`,
      source.conditions.values,
    );
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

/** Rows as `v` that add up to what a caller sees who does not see everybody. */
function sumsOfSight(caller: Caller, scope: FigureScope): { parts: readonly string[]; sql: string; conditions: Conditions } {
  const { parts, sets, rows, conditions } = setSource(caller, scope, true);
  const columns = 'v.kind, v.day, v.level, v.department_code';
  const ofSets = sets && `select ${columns}, sum(${VISITS_OF_SET})::integer as visits, sum(${VISITS_OF_SET})::integer as cases from ${sets} v group by ${columns} union all`;
  return { parts, conditions, sql: `(${ofSets ?? ''} select ${columns}, v.visits, v.cases from ${rows} v)` };
}

export const withParts = (parts: readonly string[]): string => (parts.length ? `with ${parts.join(',\n')}` : '');
