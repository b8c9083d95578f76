import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { COMPOSED } from '../../platform/database/preparing-client.js';
import { askedQuery } from '../../platform/query/asked-query.js';
import { addQuery } from '../../platform/query/compile-query.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import { BadInput } from '../../platform/http/refusal.js';
import { ABNORMAL, CRITICAL, checkupConditions, SUMMARY_STATUS } from './checkup-conditions.js';
import { CHECKUP_SORTS, type CheckupChoices, CheckupListRow, type CheckupQuery, type CheckupSearch } from './checkup-list.dto.js';
import { CHECKUP_FIELDS } from './checkup-query-fields.js';
import { CHECKUP_WORDS, checkupSentence } from './checkup-words.js';

const COLUMNS = `${personColumns(`v.checkup_date::timestamp at time zone 'Asia/Shanghai'`)},
  v.checkup_date as "checkupDate", v.package_name as "packageName", v.checkup_no as "checkupNo",
  coalesce(v.work_unit, b.work_unit) as "workUnit", v.status, v.revision, counted.done as "doneCount", counted.missing as "missingCount",
  counted.abnormal as "abnormalCount", counted.critical as "criticalCount", ${SUMMARY_STATUS} as "summaryStatus",
  coalesce((select s.content_hash <> checkup_content(v.id) from checkup_summary s where s.checkup_id = v.id order by s.edition desc limit 1), false) as "summaryOutdated"`;
/** The items of a row, counted once. */
const COUNTED = `cross join lateral (select
    count(*) filter (where i.state = 'done')::int as done, count(*) filter (where i.state <> 'done')::int as missing,
    count(*) filter (where i.state = 'done' and ${ABNORMAL})::int as abnormal, count(*) filter (where i.state = 'done' and ${CRITICAL})::int as critical
  from checkup_item i where i.checkup_id = v.id) counted`;
const FROM = 'from checkup v join beneficiary b on b.id = v.beneficiary_id';

/** The filters of a GET, or of a POST that brings its own nested query. */
type Asked = CheckupQuery & Partial<Pick<CheckupSearch, 'query'>>;
type Found = Omit<CheckupListRow, 'age'> & { birthDate: string | null };

/** 体检记录: the check-ups of everybody whom the caller sees, the newest first. */
@Injectable()
export class CheckupListQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: Asked): Promise<Page<CheckupListRow>> {
    const offset = (query.page - 1) * query.pageSize;
    if (offset >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请增加筛选条件。', [{ field: 'page', message: '页码过大' }]);
    const conditions = checkupConditions(query);
    return this.db.asCaller(caller, async (em) => {
      const asked = await askedQuery(em, 'checkups', query);
      addQuery(conditions, caller, CHECKUP_FIELDS, asked);
      const { where, values } = conditions;
      const mark = asked ? COMPOSED : '';
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(
          `${mark}with page as materialized (select v.id ${FROM} where ${where} order by ${orderOf(query.sort)} limit ${query.pageSize} offset ${offset})
           select ${COLUMNS} from page join checkup v using (id) join beneficiary b on b.id = v.beneficiary_id ${COUNTED} order by ${orderOf(query.sort)}`,
          values,
        ),
        em.query(`${mark}select count(*) as total from (select 1 ${FROM} where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items: rows.map(withAge), total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  async export(caller: Caller, query: CheckupQuery): Promise<StreamableFile> {
    const conditions = checkupConditions(query);
    const { file } = await this.db.asCaller(caller, async (em) => {
      const asked = await askedQuery(em, 'checkups', query);
      addQuery(conditions, caller, CHECKUP_FIELDS, asked);
      const { where, values } = conditions;
      return exportList(em, {
        row: CheckupListRow,
        caller,
        title: '体检记录',
        period: query.from || query.to ? [query.from, query.to] : yearsOf(query),
        filters: await checkupSentence(em, query, { fields: CHECKUP_FIELDS, asked }),
        words: CHECKUP_WORDS,
        statement: `select ${COLUMNS} ${FROM} ${COUNTED} where ${where} order by ${orderOf(query.sort)}`,
        values,
        finish: (found) => withAge(found as Found),
      });
    });
    return file;
  }

  choices(caller: Caller): Promise<CheckupChoices> {
    return this.db.asCaller(caller, async (em) => {
      const [years, packages]: [{ year: string }[], { name: string }[]] = await Promise.all([
        em.query(`select distinct extract(year from checkup_date)::int::text as year from checkup where deleted_at is null order by 1 desc`),
        em.query(`select distinct package_name as name from checkup where deleted_at is null and package_name is not null order by 1 limit 200`),
      ]);
      return { years: years.map(({ year }) => year), packages: packages.map(({ name }) => name) };
    });
  }
}

/** The id decides between equals, so that pages neither repeat nor skip. */
function orderOf(sort: string): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const column = (CHECKUP_SORTS as Readonly<Record<string, string>>)[sort.replace('-', '')]!;
  return `${column} ${direction} nulls last, v.id ${direction}`;
}

function yearsOf({ year }: CheckupQuery): [string | undefined, string | undefined] {
  const years = year?.toSorted() ?? [];
  return [years[0] && `${years[0]}-01-01`, years.length ? `${years.at(-1)}-12-31` : undefined];
}
