import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { DepartmentView } from './department-view.js';
import { makeRoom } from './figure-room.js';
import { peopleSets, setSource } from './figure-sets.js';
import type { FigureScope } from './figure-source.js';
import { type Dimension, FigureQueries, withParts } from './figures.queries.js';
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
    const measures = WORKLOAD_MEASURES.filter((name) => name === query.inpatient || name === 'checkupSection' && query.sections || name !== 'discharge' && name !== 'admission' && name !== 'checkupSection');
    const scope: FigureScope = { ...period, kinds: measures.flatMap((name) => MEASURES[name].kinds), attribution: query.attribution };
    return this.db.asCaller(caller, async (em) => {
      const [view] = await Promise.all([this.figures.departments(em, query, period.to), makeRoom(em)]);
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
    const source = setSource(caller, scope, true);
    const { conditions } = source;
    const pairs = view.all.flatMap(({ code }) => rowsOfCode(view, code).filter((row) => row !== TOTAL && row !== UNMAPPED).map((row) => [code, row] as const));
    const [codes, rows] = [conditions.bind(pairs.map(([code]) => code)), conditions.bind(pairs.map(([, row]) => row))];
    return em.query(
      `${withParts([...source.parts, `p as materialized ${peopleSets(source, [DEPARTMENT, MEASURE, LEVEL])}`])},
       placed as materialized (
         select row, measure, level, segment, bit_or(people) as people from (
           select coalesce(m.row, '${UNMAPPED}') as row, p.measure, p.level, p.segment, p.people
           from p left join unnest(${codes}::text[], ${rows}::text[]) m (code, row) on m.code = p.department
           union all select '${TOTAL}', measure, level, segment, people from p) r group by 1, 2, 3, 4)
       select row, measure, level, sum(bit_count(people))::integer as people from placed group by 1, 2, 3
       union all select row, measure, null, sum(bit_count(people))::integer
         from (select row, measure, segment, bit_or(people) as people from placed group by 1, 2, 3) s group by 1, 2`,
      conditions.values,
    );
  }
}
