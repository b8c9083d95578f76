import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPeriod, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import type { Page } from '../../platform/http/page.dto.js';
import { DUTY_SORTS, type DutyLogQuery, DutyLogRow } from './duty-log.dto.js';

const COLUMNS = `v.id, v.staff_no as "staffNo", v.staff_name as "staffName", coalesce(d.name, v.department_code) as "departmentName", v.started_at as "startedAt",
  v.ended_at as "endedAt", v.head_count as "headCount", round(extract(epoch from v.ended_at - v.started_at) / 3600, 1)::float8 as hours, v.place, v.note, v.status,
  v.cancel_reason as "cancelReason", (v.created_at at time zone 'Asia/Shanghai')::date > (v.started_at at time zone 'Asia/Shanghai')::date as backfilled,
  v.created_by_name as "createdByName", v.version`;
const FROM = 'from duty_log v left join department d on d.code = v.department_code';
const WORDS = { status: { kept: '有效', cancelled: '已作废' } };

/** 体检现场工作量, the latest first. */
@Injectable()
export class DutyLogQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: DutyLogQuery): Promise<Page<DutyLogRow>> {
    const { where, values } = conditionsOf(query);
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [DutyLogRow[], [{ total: number }]] = await Promise.all([
        em.query(`select ${COLUMNS} ${FROM} where ${where} order by ${orderOf(query)} limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`, values),
        em.query(`select count(*)::integer as total from duty_log v where ${where}`, values),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  async export(caller: Caller, query: DutyLogQuery): Promise<StreamableFile> {
    const { where, values } = conditionsOf(query);
    const { file } = await this.db.asCaller(caller, (em) =>
      exportList(em, {
        row: DutyLogRow, caller, title: '体检现场工作量', period: [query.from, query.to], filters: sentenceOf(query), words: WORDS,
        statement: `select ${COLUMNS} ${FROM} where ${where} order by ${orderOf(query)}`, values, finish: (found) => found as DutyLogRow,
      }),
    );
    return file;
  }
}

function conditionsOf(query: DutyLogQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions();
  addPeriod(conditions, 'v.started_at', [query.from, query.to]);
  return conditions
    .when(query.staff, (text) => `(strpos(v.staff_name, ${text}) > 0 or v.staff_no = ${text})`)
    .when(query.status, (some) => `v.status = any (${some}::text[])`);
}

function orderOf({ sort }: DutyLogQuery): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  return `${(DUTY_SORTS as Readonly<Record<string, string>>)[sort.replace('-', '')]!} ${direction}, v.id ${direction}`;
}

function sentenceOf({ from, to, staff, status }: DutyLogQuery): string {
  const parts: (readonly [string, string | undefined])[] = [
    ['日期', from || to ? `${from ?? '最早'} 至 ${to ?? '今'}` : undefined], ['人员', staff],
    ['状态', status?.map((one) => (WORDS.status as Readonly<Record<string, string>>)[one] ?? one).join('、')],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}
