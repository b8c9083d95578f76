import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPeriod, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import type { Page } from '../../platform/http/page.dto.js';
import { MISSION_SORTS, type MissionQuery, MissionRow } from './mission.dto.js';

const COLUMNS = `m.id, m.mission_no as "missionNo", m.title, m.kind, m.issuer, m.status, m.received_at as "receivedAt", m.starts_at as "startsAt", m.ends_at as "endsAt",
  m.place, m.content, m.needs, m.reply, m.summary, m.revoke_reason as "revokeReason", m.replied_at as "repliedAt", m.done_at as "doneAt", m.version,
  staffed.names as "staffNames", staffed.staff, staffed.hours, coalesce(served.people, '[]') as people, coalesce(jsonb_array_length(served.people), 0) as "personCount",
  (select count(*)::integer from work_attachment a where a.mission_id = m.id and a.removed_at is null) as "attachmentCount"`;
const PARTS = `cross join lateral (select coalesce(string_agg(s.staff_name, '、' order by s.staff_no), '') as names,
    coalesce(round(sum(extract(epoch from s.ends_at - s.starts_at)) / 3600, 1), 0)::float8 as hours,
    coalesce(jsonb_agg(jsonb_build_object('staffNo', s.staff_no, 'name', s.staff_name, 'departmentCode', s.department_code, 'duty', s.duty,
      'startsAt', s.starts_at, 'endsAt', s.ends_at) order by s.staff_no), '[]') as staff from mission_staff s where s.mission_id = m.id) staffed
  cross join lateral (select jsonb_agg(jsonb_build_object('beneficiaryId', p.beneficiary_id, 'name', b.name, 'careLevel', p.snap_level) order by b.name_sort, b.id) as people
    from mission_person p join beneficiary b on b.id = p.beneficiary_id where p.mission_id = m.id) served`;

const STATUS_WORDS: Readonly<Record<string, string>> = { received: '待回复', replied: '已回复', executing: '执行中', done: '已完成', revoked: '已撤销' };

/** 保健任务, the latest first. */
@Injectable()
export class MissionQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: MissionQuery): Promise<Page<MissionRow>> {
    const { where, values } = conditionsOf(query);
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [MissionRow[], [{ total: number }]] = await Promise.all([
        em.query(`${statementOf(query, where)} limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`, values),
        em.query(`select count(*)::integer as total from mission m where ${where}`, values),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  /** The list as a file: how many people a mission was for, not who. */
  async export(caller: Caller, query: MissionQuery): Promise<StreamableFile> {
    const { where, values } = conditionsOf(query);
    const { file } = await this.db.asCaller(caller, async (em) => {
      const kinds: { code: string; name: string }[] = await em.query(`select code, name from dictionary_item where system = 'MISSION_KIND'`);
      const words = { kind: Object.fromEntries(kinds.map(({ code, name }) => [code, name])), status: STATUS_WORDS };
      return exportList(em, {
        row: MissionRow, caller, title: '保健任务', period: [query.from, query.to], filters: sentenceOf(query, words), words,
        statement: statementOf(query, where, SECRET), values, finish: (found) => inFile(found as MissionRow & Secret, caller),
      });
    });
    return file;
  }
}

function conditionsOf(query: MissionQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions();
  addPeriod(conditions, 'm.starts_at', [query.from, query.to]);
  return conditions
    .when(query.keyword, (text) => `(strpos(m.mission_no, ${text}) > 0 or strpos(m.title, ${text}) > 0)`)
    .when(query.kind, (some) => `m.kind = any (${some}::text[])`)
    .when(query.status, (some) => `m.status = any (${some}::text[])`)
    .when(query.staff, (text) => `exists (select 1 from mission_staff s where s.mission_id = m.id and (strpos(s.staff_name, ${text}) > 0 or s.staff_no = ${text}))`);
}

interface Secret {
  /** Its 机密 people; null: none. */
  readonly secretIds: readonly string[] | null;
}

const SECRET = `, (select array_agg(p.beneficiary_id) from mission_person p where p.mission_id = m.id and p.confidential) as "secretIds"`;

/** Of a mission for somebody 机密 a file tells that there was one, who of the staff went and how long; the rest where the hospital lets him leave the house. */
function inFile({ secretIds, ...row }: MissionRow & Secret, { scope }: Caller): MissionRow {
  const mayLeave = (id: string): boolean => scope.opened.some(({ beneficiaryId, sealed }) => beneficiaryId === id && !sealed);
  if (!secretIds || secretIds.every(mayLeave)) return row;
  return { ...row, missionNo: '机密', title: '涉及机密对象的任务', issuer: null, place: null, content: null, needs: null, reply: null, summary: null };
}

function statementOf({ sort }: MissionQuery, where: string, more = ''): string {
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const column = (MISSION_SORTS as Readonly<Record<string, string>>)[sort.replace('-', '')]!;
  return `select ${COLUMNS}${more} from mission m ${PARTS} where ${where} order by ${column} ${direction}, m.id ${direction}`;
}

function sentenceOf({ from, to, keyword, kind, status, staff }: MissionQuery, words: Readonly<Record<'kind' | 'status', Readonly<Record<string, string>>>>): string {
  const parts: (readonly [string, string | undefined])[] = [
    ['任务时间', from || to ? `${from ?? '最早'} 至 ${to ?? '今'}` : undefined], ['关键字', keyword],
    ['类别', kind?.map((one) => words.kind[one] ?? one).join('、')], ['状态', status?.map((one) => words.status[one] ?? one).join('、')], ['参与人员', staff],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}
