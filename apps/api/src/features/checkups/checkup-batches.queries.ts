import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import type { Page } from '../../platform/http/page.dto.js';
import { LISTED_UNIT, withAge } from '../../platform/http/person-row.dto.js';
import { type UnitBatchPeopleQuery, UnitBatchPersonRow, type UnitBatchQuery, UnitBatchRow, BATCH_SORTS, thisYear } from './checkup-batches.dto.js';
import { CHECKUP_WORDS } from './checkup-words.js';

const NO_UNIT = '（未登记单位）';
const UNIT_NOT_LISTED = '（机密对象，不列单位）';
/** Came, and at least one item was examined or is being examined. */
export const EXAMINED = `('examining', 'pending_summary', 'summarized', 'issued')`;
/** The unit of a person `b`, as 单位批次 lists it. */
export const UNIT_OF = `case when b.confidential then '${UNIT_NOT_LISTED}' else coalesce(nullif(btrim(b.work_unit), ''), '${NO_UNIT}') end`;
const WORDS = { ...CHECKUP_WORDS, attendance: { done: '已检', booked: '已预约', missing: '未检' } };

type Found = Omit<UnitBatchPersonRow, 'age'> & { birthDate: string | null };

/**
 * 单位批次: of each unit, who is due this year and who has come. Due is everybody in care now; done is who has had at least
 * one item examined at a check-up with a check-in date in the year; people are counted once, however often they came.
 */
@Injectable()
export class CheckupBatchQueries {
  constructor(private readonly db: ScopedDatabase) {}

  units(caller: Caller, query: UnitBatchQuery): Promise<Page<UnitBatchRow>> {
    const { statement, values } = unitsOf(query);
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [UnitBatchRow[], [{ total: number }]] = await Promise.all([
        em.query(`${statement} limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`, values),
        em.query(`select count(*) as total from (${statement}) units`, values),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  people(caller: Caller, query: UnitBatchPeopleQuery): Promise<Page<UnitBatchPersonRow>> {
    const { statement, values } = peopleOf(query);
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(`${statement} limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`, values),
        em.query(`select count(*) as total from (${statement}) people`, values),
      ]);
      return { items: rows.map(withAge), total: counted.total, totalIsExact: true };
    });
  }

  async exportUnits(caller: Caller, query: UnitBatchQuery): Promise<StreamableFile> {
    const year = query.year ?? thisYear();
    const { file } = await this.db.asCaller(caller, (em) =>
      exportList(em, {
        row: UnitBatchRow, caller, title: '体检单位批次', period: [`${year}-01-01`, `${year}-12-31`], words: WORDS, ...unitsOf(query),
        filters: `年度：${year}${query.workUnit ? `；单位：${query.workUnit}` : ''}`, finish: (found) => found as UnitBatchRow,
      }),
    );
    return file;
  }

  async exportPeople(caller: Caller, query: UnitBatchPeopleQuery): Promise<StreamableFile> {
    const year = query.year ?? thisYear();
    const states = query.attendance?.map((one) => WORDS.attendance[one as keyof typeof WORDS.attendance]).join('、');
    const { file } = await this.db.asCaller(caller, (em) =>
      exportList(em, {
        row: UnitBatchPersonRow, caller, title: '体检催检名单', period: [`${year}-01-01`, `${year}-12-31`], words: WORDS, ...peopleOf(query),
        filters: [`年度：${year}`, query.unit && `单位：${query.unit}`, states && `体检情况：${states}`].filter(Boolean).join('；'),
        finish: (found) => withAge(found as Found),
      }),
    );
    return file;
  }
}

/** Everybody due, once, with what became of it in the year. */
function dueOf(conditions: Conditions, query: Pick<UnitBatchQuery, 'year' | 'category' | 'careLevel'>): string {
  const year = conditions.bind(query.year ?? thisYear());
  conditions.always(`b.status = 'active'`);
  conditions.when(query.category, (bound) => `b.categories && ${bound}::text[]`).when(query.careLevel, (bound) => `b.care_level = any (${bound}::text[])`);
  const inYear = (states: string): string =>
    `(select max(c.checkup_date) from checkup c where c.beneficiary_id = b.id and c.deleted_at is null and c.status in ${states} and extract(year from c.checkup_date)::int = ${year}::int)`;
  return `select b.id, b.id as "beneficiaryId", b.name, b.name_sort, b.sex, b.birth_date as "birthDate", b.care_level as "careLevel", b.categories,
      ${UNIT_OF} as unit, ${year}::int as year, ${inYear(EXAMINED)} as "checkupDate",
      ${inYear(`('booked', 'registered')`)} as booked_for,
      (select max(c.checkup_date) from checkup c where c.beneficiary_id = b.id and c.deleted_at is null and c.status in ${EXAMINED}) as "lastDate"
    from beneficiary b where ${conditions.where}`;
}

function unitsOf(query: UnitBatchQuery): { statement: string; values: unknown[] } {
  const conditions = new Conditions();
  conditions.when(query.workUnit, (text) => `strpos(${LISTED_UNIT}, ${text}) > 0`);
  const due = dueOf(conditions, query);
  const direction = query.sort.startsWith('-') ? 'desc' : 'asc';
  const column = (BATCH_SORTS as Readonly<Record<string, string>>)[query.sort.replace('-', '')]!;
  const statement = `select unit, year, count(*)::int as due, count("checkupDate")::int as done,
      (count(*) filter (where "checkupDate" is null and booked_for is not null))::int as booked, (count(*) - count("checkupDate"))::int as missing,
      round(100.0 * count("checkupDate") / count(*), 1)::float8 as rate
    from (${due}) due group by unit, year order by ${column} ${direction}, unit`;
  return { statement, values: conditions.values };
}

function peopleOf(query: UnitBatchPeopleQuery): { statement: string; values: unknown[] } {
  const conditions = new Conditions();
  conditions.when(query.unit, (unit) => `${UNIT_OF} = ${unit}`);
  const due = dueOf(conditions, query);
  const of = `case when "checkupDate" is not null then array['done'] when booked_for is not null then array['booked', 'missing'] else array['missing'] end`;
  const wanted = query.attendance?.length ? `where ${of} && ${conditions.bind(query.attendance)}::text[]` : '';
  const statement = `select id, "beneficiaryId", name, sex, "birthDate", "careLevel", categories, unit, (${of})[1] as attendance,
      coalesce("checkupDate", booked_for) as "checkupDate", "lastDate"
    from (${due}) due ${wanted} order by unit, name_sort, id`;
  return { statement, values: conditions.values };
}
