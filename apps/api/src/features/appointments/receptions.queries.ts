import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPeriod, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { withAge } from '../../platform/http/person-row.dto.js';
import { BadInput } from '../../platform/http/refusal.js';
import { RECEPTION_AT, RECEPTION_SORTS, type ReceptionQuery, ReceptionRow, type ReceptionSuggestion, type StaffChoice, type SuggestionQuery } from './reception.dto.js';

const PERSON = `v.beneficiary_id as "beneficiaryId", b.name, b.sex, b.birth_date as "birthDate", b.categories`;
const COLUMNS = `v.id, ${PERSON}, v.snap_level as "careLevel", v.kind, v.place, v.doctor_name as "doctorName", v.department_name as "departmentName",
  staffed.names as "staffNames", staffed.staff, v.planned_at as "plannedAt", v.started_at as "startedAt", v.ended_at as "endedAt",
  round(extract(epoch from v.ended_at - v.started_at) / 60)::int as minutes, v.status, v.key_care or v.snap_key_care as "keyCare", v.origin, v.note,
  v.started_at is not null and (v.created_at at time zone 'Asia/Shanghai')::date > (v.started_at at time zone 'Asia/Shanghai')::date as backfilled,
  v.dimensions, v.department_code as "departmentCode", v.cancel_reason as "cancelReason", v.version,
  (select count(*)::integer from work_attachment a where a.reception_id = v.id and a.removed_at is null) as "attachmentCount"`;
const FROM = `from reception v join beneficiary b on b.id = v.beneficiary_id cross join lateral (
    select coalesce(string_agg(s.staff_name, '、' order by s.staff_no), '') as names,
      coalesce(jsonb_agg(jsonb_build_object('staffNo', s.staff_no, 'name', s.staff_name, 'departmentCode', s.department_code) order by s.staff_no), '[]') as staff
    from reception_staff s where s.reception_id = v.id) staffed`;
const WORDS = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  status: { planned: '待接待', in_progress: '接待中', done: '已完成', cancelled: '已取消' },
  origin: { blank: '直接登记', visit: '就诊', registration: '挂号', checkup: '体检', appointment: '预约' },
} as const;

type Found = Omit<ReceptionRow, 'age'> & { birthDate: string | null };

/** 接待记录: who of our people was looked after by whom, the latest first. */
@Injectable()
export class ReceptionQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: ReceptionQuery): Promise<Page<ReceptionRow>> {
    const { where, values } = receptionConditions(caller, query);
    const offset = offsetOf(query);
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(`select ${COLUMNS} ${FROM} where ${where} order by ${orderOf(query)} limit ${query.pageSize} offset ${offset}`, values),
        em.query(`select count(*) as total from (select 1 from reception v join beneficiary b on b.id = v.beneficiary_id where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items: rows.map(withAge), total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  async export(caller: Caller, query: ReceptionQuery): Promise<StreamableFile> {
    const { where, values } = receptionConditions(caller, query);
    const { file } = await this.db.asCaller(caller, async (em) =>
      exportList(em, {
        row: ReceptionRow, caller, title: '接待记录', period: [query.from, query.to], filters: sentenceOf(query), words: { ...WORDS, kind: await kindsOf(em) },
        statement: `select ${COLUMNS} ${FROM} where ${where} order by ${orderOf(query)}`, values, finish: (found) => withAge(found as Found),
      }),
    );
    return file;
  }

  /** 漏登: visits, admissions and check-ups of our people without a reception of that day or of that very visit. */
  suggestions(caller: Caller, query: SuggestionQuery): Promise<Page<ReceptionSuggestion>> {
    checkPeriod(query.from, query.to, 'to');
    const conditions = new Conditions().always(`e.kind in ('outpatient', 'emergency', 'admission', 'checkup')`);
    const day = conditions.bind(query.from ?? null);
    conditions.always(`e.day >= coalesce(${day}::date, (now() at time zone 'Asia/Shanghai')::date - 6)`);
    conditions.when(query.to, (bound) => `e.day <= ${bound}::date`);
    conditions.always(`not exists (select 1 from reception r where r.beneficiary_id = e.beneficiary_id and r.status <> 'cancelled'
      and (r.origin_id = e.fact_id or (coalesce(r.started_at, r.planned_at) at time zone 'Asia/Shanghai')::date = e.day))`);
    const from = `from care_event e join beneficiary b on b.id = e.beneficiary_id where ${conditions.where}`;
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [(Omit<ReceptionSuggestion, 'age'> & { birthDate: string | null })[], [{ total: number }]] = await Promise.all([
        em.query(
          `select e.fact_id as id, ${PERSON.replace('v.', 'e.')}, e.snap_level as "careLevel", case e.fact_table when 'checkup' then 'checkup' else 'visit' end as origin,
             e.kind as what, e.at, e.department_code as "departmentCode", e.department_name as "departmentName", e.doctor_name as "doctorName"
           ${from} order by e.at desc, e.id limit ${query.pageSize} offset ${offsetOf(query)}`,
          conditions.values,
        ),
        em.query(`select count(*) as total ${from}`, conditions.values),
      ]);
      return { items: rows.map(withAge), total: counted.total, totalIsExact: true };
    });
  }

  /** Colleagues by name, initials or number. */
  staff(caller: Caller, q: string | undefined): Promise<StaffChoice[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select s.staff_no as "staffNo", s.name, d.name as "departmentName" from staff s left join department d on d.code = s.department_code
         where s.active and s.deleted_at is null and ($1 = '' or strpos(s.name, $1) > 0 or s.staff_no = $1 or starts_with(lower(s.staff_no), lower($1)))
         order by s.department_code is distinct from $2, s.name, s.staff_no limit 30`,
        [q ?? '', caller.departmentCode],
      ),
    );
  }
}

function offsetOf({ page, pageSize }: { page: number; pageSize: number }): number {
  const offset = (page - 1) * pageSize;
  if (offset >= EXACT_TOTAL) throw new BadInput('只能翻到前 10,000 条，请增加筛选条件。', [{ field: 'page', message: '页码过大' }]);
  return offset;
}

/** Levels go by the standing that was noted with the record. */
export function receptionConditions(caller: Caller, query: ReceptionQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions();
  addPeriod(conditions, RECEPTION_AT, [query.from, query.to]);
  const staff = (sql: string): string => `exists (select 1 from reception_staff s where s.reception_id = v.id and ${sql})`;
  if (query.keyCare) conditions.always('(v.key_care or v.snap_key_care)');
  if (query.mine) conditions.and((bind) => staff(`s.staff_no = ${bind(caller.staffNo ?? '')}`));
  return conditions
    .when(query.keyword, (text) => `(strpos(b.name, ${text}) > 0
      or v.beneficiary_id in (select beneficiary_id from person_token where kind in ('pinyin', 'initials') and starts_with(token, lower(${text}))))`)
    .when(query.category, (some) => `v.snap_type = any (${some}::text[])`)
    .when(query.careLevel, (some) => `v.snap_level = any (${some}::text[])`)
    .when(query.kind, (some) => `v.kind = any (${some}::text[])`)
    .when(query.status, (some) => `v.status = any (${some}::text[])`)
    .when(query.staff, (text) => staff(`(strpos(s.staff_name, ${text}) > 0 or s.staff_no = ${text})`))
    .when(query.place, (text) => `strpos(v.place, ${text}) > 0`)
    .when(query.doctor, (text) => `strpos(v.doctor_name, ${text}) > 0`);
}

function orderOf({ sort }: ReceptionQuery): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  return `${(RECEPTION_SORTS as Readonly<Record<string, string>>)[sort.replace('-', '')]!} ${direction} nulls last, v.id ${direction}`;
}

async function kindsOf(em: EntityManager): Promise<Record<string, string>> {
  const rows: { code: string; name: string }[] = await em.query(`select code, name from dictionary_item where system = 'RECEPTION_KIND'`);
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]));
}

function sentenceOf(query: ReceptionQuery): string {
  const word = (field: keyof typeof WORDS, codes: readonly string[] | undefined): string | undefined =>
    codes?.map((code) => (WORDS[field] as Readonly<Record<string, string>>)[code] ?? code).join('、');
  const parts: (readonly [string, string | undefined])[] = [
    ['接待日期', query.from || query.to ? `${query.from ?? '最早'} 至 ${query.to ?? '今'}` : undefined],
    ['关键字', query.keyword], ['对象类型', word('categories', query.category)], ['保健级别', word('careLevel', query.careLevel)],
    ['接待类型', query.kind?.join('、')], ['状态', word('status', query.status)], ['接待人员', query.staff], ['就诊地点', query.place],
    ['就诊医生', query.doctor], ['重要保健', query.keyCare ? '仅重要保健' : undefined], ['范围', query.mine ? '仅本人' : undefined],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}
