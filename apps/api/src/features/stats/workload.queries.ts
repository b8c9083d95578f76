import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { DepartmentView } from './department-view.js';
import { makeRoom } from './figure-room.js';
import { figureSets, peopleSets, setSource } from './figure-sets.js';
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
      const [view] = await Promise.all([this.figures.departments(em, query, period.to), makeRoom(em, caller)]);
      // Whoever's sums are not kept has them counted with the people: sets and events are read once.
      const ownSums = query.withPeople === true && !caller.scope.allPeople;
      const [kept, counted, hidden] = await Promise.all([
        ownSums ? null : this.figures.sums<WorkloadSum>(em, caller, scope, [DEPARTMENT, MEASURE, LEVEL]),
        query.withPeople ? this.people(em, caller, scope, view, ownSums) : null,
        this.figures.hidden(em, caller, scope),
      ]);
      const [sums, people] = [kept ?? counted!.sums, counted?.people ?? null];
      return { ...period, definitionVersion: DEFINITION_VERSION, hidden, measures, rows: workloadRows(view, measures, sums, people) };
    });
  }

  /** People are not additive: those of a department that has lower ones are counted once among all of them. */
  private async people(em: EntityManager, caller: Caller, scope: FigureScope, view: DepartmentView, ownSums: boolean): Promise<{ people: WorkloadPeople[]; sums: WorkloadSum[] }> {
    const source = setSource(caller, scope, true);
    const { conditions } = source;
    const pairs = view.all.flatMap(({ code }) => rowsOfCode(view, code).filter((row) => row !== TOTAL && row !== UNMAPPED).map((row) => [code, row] as const));
    const [codes, rows] = [conditions.bind(pairs.map(([code]) => code)), conditions.bind(pairs.map(([, row]) => row))];
    const p = (ownSums ? figureSets : peopleSets)(source, [DEPARTMENT, MEASURE, LEVEL]);
    const told: (WorkloadPeople & WorkloadSum & { row: string | null })[] = await em.query(
      `${withParts([...source.parts, `p as materialized ${p}`])},
       placed as materialized (
         select row, measure, level, segment, bit_or(people) as people from (
           select coalesce(m.row, '${UNMAPPED}') as row, p.measure, p.level, p.segment, p.people
           from p left join unnest(${codes}::text[], ${rows}::text[]) m (code, row) on m.code = p.department where p.people is not null
           union all select '${TOTAL}', measure, level, segment, people from p where people is not null) r group by 1, 2, 3, 4)
       select row, measure, level, sum(bit_count(people))::integer as people, null::text as department, null::integer as visits, null::integer as cases from placed group by 1, 2, 3
       union all select row, measure, null, sum(bit_count(people))::integer, null, null, null
         from (select row, measure, segment, bit_or(people) as people from placed group by 1, 2, 3) s group by 1, 2
       ${ownSums ? 'union all select null, measure, level, null, department, sum(visits)::integer, sum(cases)::integer from p group by measure, level, department' : ''}`,
      conditions.values,
    );
    return { people: told.filter(({ row }) => row !== null), sums: told.filter(({ row }) => row === null) };
  }
}
