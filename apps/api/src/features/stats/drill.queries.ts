import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Caller, EVERYONE } from '../../platform/access/caller.js';
import { PERMISSIONS } from '../../platform/access/permissions.js';
import type { Conditions } from '../../platform/database/conditions.js';
import { addPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import { EXACT_TOTAL } from '../../platform/http/page.dto.js';
import { withAge } from '../../platform/http/person-row.dto.js';
import { BadInput, Forbidden, NotFound } from '../../platform/http/refusal.js';
import type { DepartmentView } from './department-view.js';
import { type PeoplePage, peopleStatement } from './drill-people.js';
import { DRILL_SORTS, type DrillPage, type DrillQuery, DrillRow } from './drill.dto.js';
import { filterWords, STAT_WORDS } from './figure-words.js';
import { makeRoom } from './figure-room.js';
import { eventsOf, figureConditions } from './figure-source.js';
import { FigureQueries } from './figures.queries.js';
import { measureOf } from './measures.js';
import { checkedPeriod } from './period.js';
import { addReported, mustReadReports } from './reports/reported-events.js';

const PERSON = `v.beneficiary_id as "beneficiaryId", b.name, b.sex, b.birth_date as "birthDate", v.snap_level as "careLevel", b.categories,
  b.work_unit as "workUnit", v.snap_type as "snapType"`;
const DEPARTMENT = `coalesce(d.name, v.department_name, v.department_code)`;
const ROWS = `left join department d on d.code = v.department_code join beneficiary b on b.id = v.beneficiary_id`;
/** What the record itself says of an event. */
const RECORD = `
  left join visit s on v.fact_table in ('visit', 'visit_transfer') and s.id = v.fact_id
  left join checkup c on v.fact_table in ('checkup', 'checkup_section') and c.id = v.fact_id
  left join checkup_section cs on v.fact_table = 'checkup_section' and cs.checkup_id = v.fact_id and cs.section_no = v.part_no
  left join surgery o on v.fact_table = 'surgery' and o.id = v.fact_id
  left join exam_report x on v.fact_table = 'exam_report' and x.id = v.fact_id
  left join consultation h on v.fact_table = 'consultation' and h.id = v.fact_id
  left join mission m on v.fact_table = 'mission' and m.id = v.fact_id
  left join recall f on v.fact_table = 'recall' and f.id = v.fact_id
  left join abnormal_finding a on v.fact_table = 'abnormal_finding' and a.id = v.fact_id`;
const EVENT = `v.id, ${PERSON}, v.kind, v.at, ${DEPARTMENT} as "departmentName", v.doctor_name as "doctorName",
  coalesce(s.main_diagnosis, o.post_diagnosis, o.pre_diagnosis) as "mainDiagnosis",
  coalesce(cs.group_name, c.package_name, x.item_name, m.title, f.item, a.item_name, (select string_agg(p.name, '；' order by p.main desc, p.rank) from surgery_procedure p where p.surgery_id = o.id)) as item,
  s.organization_name as "organizationName",
  coalesce(s.visit_no, c.checkup_no, o.surgery_no, x.exam_no, h.consultation_no, m.mission_no) as "sourceNo", v.visits, v.cases`;

type Found = Omit<DrillRow, 'age'> & { birthDate: string | null };

interface Whole {
  readonly rows: number;
  readonly visits: number;
  readonly cases: number;
  readonly people: number;
}

/** The rows that make a figure, under the figure's own conditions. */
@Injectable()
export class DrillQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly figures: FigureQueries,
  ) {}

  /** Throws Forbidden without the right to such records, NotFound for a department that is not the caller's. */
  rows(caller: Caller, query: DrillQuery): Promise<DrillPage> {
    mayOpen(caller, query);
    const offset = (query.page - 1) * query.pageSize;
    if (offset >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请缩小统计范围。', [{ field: 'page', message: '页码过大' }]);
    return this.db.asCaller(caller, async (em) => {
      await makeRoom(em, caller);
      const view = await this.figures.departments(em, query, query.to);
      const conditions = await conditionsOfRows(em, caller, query, view);
      const page = query.unit === 'people' ? conditions : await conditionsOfPage(em, caller, query, view);
      const [rows, whole] = await Promise.all([
        em.query(pageStatement(query, page, { limit: query.pageSize, offset }), page.values) as Promise<(Found & { whole?: Whole })[]>,
        query.unit === 'people' ? null : wholeOf(em, query, conditions),
      ]);
      const sums = whole ?? rows[0]?.whole ?? await wholeOf(em, query, conditions);
      if (sums.rows === 0) await mayAskFor(em, caller, query, view);
      const { rows: counted, ...figures } = sums;
      return { items: rows.map((row) => withAge({ ...row, whole: undefined })), total: query.unit === 'people' ? sums.people : counted, totalIsExact: true, ...figures };
    });
  }

  async export(caller: Caller, query: DrillQuery): Promise<StreamableFile> {
    mayOpen(caller, query);
    const { file } = await this.db.asCaller(caller, async (em) => {
      const view = await this.figures.departments(em, query, query.to);
      const conditions = await (query.unit === 'people' ? conditionsOfRows : conditionsOfPage)(em, caller, query, view);
      return exportList(em, {
        row: DrillRow,
        caller,
        title: `统计明细_${measureOf(query.measure).name}`,
        period: [query.from, query.to],
        filters: filterWords(query, view),
        words: STAT_WORDS,
        statement: pageStatement(query, conditions, null),
        values: conditions.values,
        finish: (found) => withAge(found as Found),
      });
    });
    return file;
  }
}

/** 人次 and 人数 are of the rows that add a 人次; what only adds a 例 stands beside them where 例数 are asked for. */
async function conditionsOfRows(em: EntityManager, caller: Caller, query: DrillQuery, view: DepartmentView): Promise<Conditions> {
  checkedPeriod(query);
  const conditions = figureConditions(caller, query, view);
  if (query.reportId) await addReported(em, conditions, query.reportId, query);
  return conditions.always(query.cases ? 'v.cases > 0' : 'v.visits > 0');
}

/** The same rows: the days once more as times, in whose order a page is read. */
async function conditionsOfPage(em: EntityManager, caller: Caller, query: DrillQuery, view: DepartmentView): Promise<Conditions> {
  const conditions = await conditionsOfRows(em, caller, query, view);
  if (!query.inHouse && !query.reportId) addPeriod(conditions, 'v.at', [query.from, query.to]);
  return conditions;
}

function mayOpen(caller: Caller, { measure, reportId }: DrillQuery): void {
  const { permissions } = caller;
  if (reportId) mustReadReports(caller);
  for (const needed of measureOf(measure).opens) if (!permissions.has(needed)) throw new Forbidden(PERMISSIONS[needed]);
}

/** A department outside the caller's answers like one that does not exist, unless something of his work is there that adds no 人次. */
async function mayAskFor(em: EntityManager, caller: Caller, query: DrillQuery, view: DepartmentView): Promise<void> {
  const { departmentCode: code, attribution } = query;
  const { allPeople, departments } = caller.scope;
  if (!code || allPeople || departments.includes(EVERYONE) || departments.includes(code)) return;
  const { where, values } = figureConditions(caller, query, view);
  const [found]: unknown[] = await em.query(`select 1 from ${eventsOf(attribution)} v where ${where} limit 1`, [...values]);
  if (!found) throw new NotFound('科室');
}

/** Columns that the events have themselves. */
const DRILL_SORTS_OF_EVENTS: ReadonlySet<string> = new Set(['v.at', 'v.level']);
const sorted = (column: string): string => (column === '"departmentName"' ? DEPARTMENT : column);

const PEOPLE = `v.beneficiary_id as id, ${PERSON}, v.kind, v.at, ${DEPARTMENT} as "departmentName", v.doctor_name as "doctorName", null as "mainDiagnosis", null as item,
  null as "organizationName", null as "sourceNo", v.visits, v.cases`;

/** One row an event, or one a person. The id decides between equals, in the same direction. `more`: further columns of events `v`. */
export function pageStatement({ unit, sort, attribution }: Pick<DrillQuery, 'unit' | 'sort' | 'attribution'>, conditions: Conditions, rows: PeoplePage['rows'], more = ''): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const column = (DRILL_SORTS as Readonly<Record<string, string>>)[sort.replace('-', '')]!;
  if (unit === 'people') return peopleStatement(attribution, conditions, PEOPLE, ROWS, { column, direction, rows });
  // The page is found first; what its records say is looked up for its rows alone.
  const limit = rows ? `limit ${rows.limit} offset ${rows.offset}` : '';
  return `select ${EVENT} ${more} from (select v.* from ${eventsOf(attribution)} v ${DRILL_SORTS_OF_EVENTS.has(column) ? '' : ROWS} where ${conditions.where}
      order by ${sorted(column)} ${direction}${column === 'v.at' ? '' : ' nulls last'}, v.id ${direction} ${limit}) v
    ${ROWS} ${RECORD} order by ${column} ${direction} nulls last, v.id ${direction}`;
}

/** Rows, sums and people of the whole figure. */
async function wholeOf(em: EntityManager, { attribution }: DrillQuery, { where, values }: Conditions): Promise<Whole> {
  const [whole]: [Whole] = await em.query(
    `select coalesce(sum(p.rows), 0)::integer as rows, coalesce(sum(p.visits), 0)::integer as visits, coalesce(sum(p.cases), 0)::integer as cases, count(*)::integer as people
     from (select count(*) as rows, sum(v.visits) as visits, sum(v.cases) as cases from ${eventsOf(attribution)} v where ${where} group by v.beneficiary_id) p`,
    [...values],
  );
  return whole;
}
