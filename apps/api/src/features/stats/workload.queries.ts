import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { DepartmentView } from './department-view.js';
import { conditionsOf, eventsOf, type FigureScope } from './figure-source.js';
import { type Dimension, FigureQueries } from './figures.queries.js';
import { DEFINITION_VERSION, MEASURES } from './measures.js';
import { checkedPeriod } from './period.js';
import { rowsOfCode, TOTAL, UNMAPPED, type WorkloadPeople, workloadRows, type WorkloadSum } from './workload-rows.js';
import { type Workload, WORKLOAD_MEASURES, type WorkloadQuery } from './workload.dto.js';

/** Kind of event → measure of the matrix. */
const MEASURE: Dimension = [
  `case v.kind ${WORKLOAD_MEASURES.map((name) => MEASURES[name].kinds.map((kind) => `when '${kind}' then '${name}'`).join(' ')).join(' ')} end`,
  'measure',
];
const LEVEL: Dimension = ['v.level', 'level'];
const DEPARTMENT: Dimension = ['v.department_code', 'department'];

/** 全院工作量: departments × measures × levels. */
@Injectable()
export class WorkloadQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly figures: FigureQueries,
  ) {}

  workload(caller: Caller, query: WorkloadQuery): Promise<Workload> {
    const period = checkedPeriod(query);
    const measures = WORKLOAD_MEASURES.filter((name) => name === query.inpatient || name !== 'discharge' && name !== 'admission');
    const scope: FigureScope = { ...period, kinds: measures.flatMap((name) => MEASURES[name].kinds), attribution: query.attribution };
    return this.db.asCaller(caller, async (em) => {
      const view = await this.figures.departments(em, query, period.to);
      const [sums, people, hidden] = await Promise.all([
        this.figures.sums<WorkloadSum>(em, caller, scope, [DEPARTMENT, MEASURE, LEVEL]),
        query.withPeople ? this.people(em, caller, scope, view) : null,
        this.figures.hidden(em, caller, scope),
      ]);
      return { ...period, definitionVersion: DEFINITION_VERSION, hidden, measures, rows: workloadRows(view, measures, sums, people) };
    });
  }

  /** People are not additive: those of a department that has lower ones are counted once among all of them. */
  private people(em: EntityManager, caller: Caller, scope: FigureScope, view: DepartmentView): Promise<WorkloadPeople[]> {
    const conditions = conditionsOf(caller, scope).always('v.visits > 0');
    const pairs = view.all.flatMap(({ code }) => rowsOfCode(view, code).filter((row) => row !== TOTAL && row !== UNMAPPED).map((row) => [code, row] as const));
    const [codes, rows] = [conditions.bind(pairs.map(([code]) => code)), conditions.bind(pairs.map(([, row]) => row))];
    return em.query(
      `with p as materialized (
         select distinct ${[DEPARTMENT, MEASURE, LEVEL].map(([sql, name]) => `${sql} as ${name}`).join(', ')}, v.beneficiary_id as person
         from ${eventsOf(scope.attribution)} v where ${conditions.where}),
       placed as (
         select coalesce(m.row, '${UNMAPPED}') as row, p.measure, p.level, p.person
         from p left join unnest(${codes}::text[], ${rows}::text[]) m (code, row) on m.code = p.department
         union all select '${TOTAL}', measure, level, person from p)
       select row, measure, level, (count(distinct person))::integer as people from placed group by grouping sets ((row, measure, level), (row, measure))`,
      conditions.values,
    );
  }
}
