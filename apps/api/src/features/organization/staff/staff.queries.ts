import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { exportList } from '../../../platform/http/export-list.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { STAFF_SORTS, type StaffQuery, StaffRow } from './staff.dto.js';

const COLUMNS = `s.id, a.username, s.name, s.staff_no as "staffNo", s.phone, s.email, d.name as "departmentName", s.department_code as "departmentCode",
  s.title, s.position, s.specialty, s.active and s.deleted_at is null as active, a.status as "accountStatus",
  case when s.source_system = 'local' then 'local' else 'his' end as origin`;
const ROWS = `staff s left join department d on d.code = s.department_code left join staff_accounts() a on a.staff_no = s.staff_no`;
const ACTIVE = 's.active and s.deleted_at is null';
const WORDS = { accountStatus: { active: '启用', pending: '待开通', disabled: '停用' }, origin: { his: 'HIS', local: '本系统' } };

/** Who works in the hospital. The list and its export are one statement. */
@Injectable()
export class StaffQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: StaffQuery): Promise<Page<StaffRow>> {
    const { where, values } = conditionsOf(query);
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [StaffRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ${COLUMNS} from ${ROWS} where ${where} order by ${orderOf(query)} limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          values,
        ),
        em.query(`select count(*) as total from ${ROWS} where ${where}`, values),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  detail(caller: Caller, id: string): Promise<StaffRow> {
    return this.db.asCaller(caller, async (em) => {
      const [found]: StaffRow[] = await em.query(`select ${COLUMNS} from ${ROWS} where s.id = $1`, [id]);
      if (!found) throw new NotFound('人员');
      return found;
    });
  }

  async export(caller: Caller, query: StaffQuery): Promise<StreamableFile> {
    const { where, values } = conditionsOf(query);
    const { file } = await this.db.asCaller(caller, async (em) =>
      exportList(em, {
        row: StaffRow, caller, title: '人员信息', period: [undefined, undefined], filters: await filterSentence(em, query), words: WORDS,
        statement: `select ${COLUMNS} from ${ROWS} where ${where} order by ${orderOf(query)}`, values,
        finish: (found) => found as StaffRow,
      }),
    );
    return file;
  }
}

function orderOf({ sort }: StaffQuery): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  return `${STAFF_SORTS[sort.replace('-', '') as keyof typeof STAFF_SORTS]} ${direction} nulls last, s.id ${direction}`;
}

function conditionsOf({ keyword, departmentCode, state, account, title }: StaffQuery): Conditions {
  return new Conditions()
    .when(keyword, (text) => `(strpos(s.name, ${text}) > 0 or starts_with(s.staff_no, ${text}) or starts_with(a.username, lower(${text})))`)
    .when(departmentCode, (codes) => `s.department_code = any (array(
      with recursive tree as (select unnest(${codes}::text[]) as code
        union select c.code from department c join tree t on c.parent_code = t.code) select code from tree))`)
    .when(state, (states) => `case when ${ACTIVE} then 'active' else 'left' end = any (${states}::text[])`)
    .when(account, (choices) => `case when a.username is null then 'without' else 'with' end = any (${choices}::text[])`)
    .when(title, (text) => `strpos(s.title, ${text}) > 0`);
}

async function filterSentence(em: EntityManager, { keyword, departmentCode, state, account, title }: StaffQuery): Promise<string> {
  const names: { name: string }[] = departmentCode ? await em.query('select name from department where code = any ($1) order by sort', [departmentCode]) : [];
  const parts = [
    ...(keyword ? [`姓名、工号或账号含“${keyword}”`] : []),
    ...(names.length ? [`科室：${names.map(({ name }) => name).join('、')}（含下级）`] : []),
    ...(state ? [`状态：${state.map((one) => (one === 'active' ? '在职' : '离职')).join('、')}`] : []),
    ...(account ? [account.map((one) => (one === 'with' ? '已开通账号' : '未开通账号')).join('、')] : []),
    ...(title ? [`职称含“${title}”`] : []),
  ];
  return parts.join('；') || '全部';
}
