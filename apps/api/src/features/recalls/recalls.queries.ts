import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPersonKind, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import { BadInput } from '../../platform/http/refusal.js';
import { RECALL_SORTS, type RecallCounts, type RecallQuery, RecallRow } from './recall.dto.js';

const TODAY = `(now() at time zone 'Asia/Shanghai')::date`;
const TERM = `case when v.status <> 'open' then null when v.due_date < ${TODAY} then 'overdue'
  when v.due_date < date_trunc('week', ${TODAY}::timestamp)::date + 7 then 'week'
  when v.due_date < (date_trunc('month', ${TODAY}::timestamp) + interval '1 month')::date then 'month' else 'later' end`;
const COLUMNS = `${personColumns('v.created_at')}, v.item, v.advice, v.due_date as "dueDate", v.status, ${TERM} as term, v.origin,
  v.checkup_id as "checkupId", v.method, v.result, v.handled_by_name as "handledByName", v.handled_at as "handledAt",
  v.created_by_name as "createdByName", v.version`;
const FROM = 'from recall v join beneficiary b on b.id = v.beneficiary_id';
const WORDS = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  status: { open: '待处理', done: '已完成', cancelled: '已取消' },
  term: { overdue: '逾期', week: '本周', month: '本月', later: '以后' },
  method: { phone: '电话', sms: '短信', visit: '门诊', other: '其他' },
  origin: { checkup: '体检小结', manual: '人工安排' },
} as const;

type Found = Omit<RecallRow, 'age'> & { birthDate: string | null };

/** 复查与随访: who has to look again at what, the most urgent first. */
@Injectable()
export class RecallQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: RecallQuery): Promise<Page<RecallRow>> {
    const { where, values } = conditionsOf(query);
    const offset = (query.page - 1) * query.pageSize;
    if (offset >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请增加筛选条件。', [{ field: 'page', message: '页码过大' }]);
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(`select ${COLUMNS} ${FROM} where ${where} order by ${orderOf(query)} limit ${query.pageSize} offset ${offset}`, values),
        em.query(`select count(*) as total from (select 1 ${FROM} where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items: rows.map(withAge), total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  async counts(caller: Caller): Promise<RecallCounts> {
    const [counts]: [RecallCounts] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select count(*) filter (where term = 'overdue')::int as overdue, count(*) filter (where term = 'week')::int as week,
           count(*) filter (where term = 'month')::int as month, count(*) filter (where term = 'later')::int as later
         from (select ${TERM} as term ${FROM} where v.status = 'open') open`,
      ),
    );
    return counts;
  }

  async export(caller: Caller, query: RecallQuery): Promise<StreamableFile> {
    const { where, values } = conditionsOf(query);
    const { file } = await this.db.asCaller(caller, (em) =>
      exportList(em, {
        row: RecallRow, caller, title: '复查与随访', period: [query.from, query.to], filters: sentenceOf(query), words: WORDS,
        statement: `select ${COLUMNS} ${FROM} where ${where} order by ${orderOf(query)}`, values, finish: (found) => withAge(found as Found),
      }),
    );
    return file;
  }
}

function conditionsOf(query: RecallQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions();
  addPersonKind(conditions, query);
  return conditions
    .when(query.keyword, (text) => `(strpos(b.name, ${text}) > 0
      or v.beneficiary_id in (select beneficiary_id from person_token where kind in ('pinyin', 'initials') and starts_with(token, lower(${text}))))`)
    .when(query.from, (day) => `v.due_date >= ${day}::date`)
    .when(query.to, (day) => `v.due_date <= ${day}::date`)
    .when(query.item, (text) => `strpos(v.item, ${text}) > 0`)
    .when(query.status, (some) => `v.status = any (${some}::text[])`)
    .when(query.term, (some) => `${TERM} = any (${some}::text[])`);
}

function orderOf({ sort }: RecallQuery): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  return `${(RECALL_SORTS as Readonly<Record<string, string>>)[sort.replace('-', '')]!} ${direction} nulls last, v.id ${direction}`;
}

function sentenceOf(query: RecallQuery): string {
  const word = (field: keyof typeof WORDS, codes: readonly string[] | undefined): string | undefined =>
    codes?.map((code) => (WORDS[field] as Readonly<Record<string, string>>)[code] ?? code).join('、');
  const parts: (readonly [string, string | undefined])[] = [
    ['应复查日期', query.from || query.to ? `${query.from ?? '最早'} 至 ${query.to ?? '今后'}` : undefined],
    ['关键字', query.keyword], ['对象类型', word('categories', query.category)], ['保健级别', word('careLevel', query.careLevel)],
    ['复查项目', query.item], ['状态', word('status', query.status)], ['期限', word('term', query.term)],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}
