import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { addPersonKeyword, type FactList, factPage } from '../../../platform/database/fact-list.js';
import { addDepartment, addPeriod, addPersonKind, checkPeriod } from '../../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../platform/http/live-events.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { personColumns } from '../../../platform/http/person-row.dto.js';
import { BadInput, NotFound, Refusal } from '../../../platform/http/refusal.js';
import { FINDING_SORTS, type AbnormalFindingCounts, type AbnormalFindingHandling, type AbnormalFindingQuery, type AbnormalFindingRow } from './abnormal-finding.dto.js';

/** Findings with what they stand on: a report that was withdrawn or removed takes its findings along. */
const TABLE = `(select f.*, r.report_no, r.department_code, r.department_name, x.critical_notified_at, x.critical_notified_to, x.critical_handled_at
  from abnormal_finding f join lab_report r on r.id = f.report_id and r.deleted_at is null and r.status in ('final', 'corrected')
    left join lab_result x on x.report_id = f.report_id and x.result_no = f.result_no
  where f.void_at is null)`;
const LIST: Omit<FactList, 'columns'> = { table: TABLE, sorts: FINDING_SORTS, always: FINDING_SORTS.urgency };
const OPEN = `v.status <> 'closed'`;

const columnsFor = (me: string): string => `${personColumns('v.collected_at')}, v.report_id as "reportId", v.report_no as "reportNo", v.item_code as "itemCode",
  v.item_name as "itemName", v.collected_at as "collectedAt", v.value_text as text, v.unit, v.range_text as range, v.flag,
  v.department_name as "departmentName", v.kinds,
  (select jsonb_agg(jsonb_build_object('kind', one ->> 'kind', 'sentence', one ->> 'sentence')) from jsonb_array_elements(v.reasons) one) as reasons,
  v.status, v.owner_name as "ownerName", v.owner_id is not distinct from ${me}::uuid as mine, v.found_at as "foundAt",
  floor(extract(epoch from (case when v.status = 'closed' then v.status_at else now() end) - v.found_at) / 86400)::integer as "ageDays",
  v.status_by as "statusBy", v.status_at as "statusAt", v.note, v.critical_notified_at as "notifiedAt", v.critical_notified_to as "notifiedTo",
  v.critical_handled_at as "handledAt", v.version`;

/** 异常关注 of the people whom the caller sees. */
@Injectable()
export class AbnormalFindings {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: AbnormalFindingQuery): Promise<Page<AbnormalFindingRow>> {
    const conditions = conditionsOf(caller, query);
    conditions
      .when(query.kind, (bound) => `v.kinds && ${bound}::text[]`)
      .when(query.status ?? ['unread', 'known', 'in_progress'], (bound) => `v.status = any (${bound}::text[])`);
    // The account's own id is checked to be one before it is written into the statement.
    return factPage<AbnormalFindingRow>(this.db, caller, { ...LIST, columns: columnsFor(`'${uuidOf(caller)}'`) }, conditions, query);
  }

  counts(caller: Caller, query: AbnormalFindingQuery): Promise<AbnormalFindingCounts> {
    const { where, values } = conditionsOf(caller, query);
    const ofKind = (kind: string): string => `count(*) filter (where '${kind}' = any (v.kinds) and ${OPEN})::integer`;
    const ofStatus = (status: string): string => `count(*) filter (where v.status = '${status}')::integer`;
    return this.db.asCaller(caller, async (em) => {
      const [counts]: [AbnormalFindingCounts] = await em.query(
        `select ${ofKind('critical')} as critical, ${ofKind('change')} as change, ${ofKind('worsening')} as worsening, ${ofKind('new')} as fresh,
           ${ofStatus('unread')} as unread, ${ofStatus('known')} as known, ${ofStatus('in_progress')} as "inProgress", ${ofStatus('closed')} as closed,
           count(*) filter (where v.owner_id = '${uuidOf(caller)}' and ${OPEN})::integer as mine
         from ${TABLE} v where ${where}`,
        values,
      );
      return counts;
    });
  }

  /** Known, taken on by the caller, or closed with a note. Closed stays closed; a corrected result opens it again by itself. */
  async handle(caller: Caller, id: string, { status, note, version }: AbnormalFindingHandling): Promise<void> {
    if (status === 'closed' && !note) throw new BadInput('关闭前请写明处理结果。', [{ field: 'note', message: '请填写' }]);
    await this.db.asCaller(caller, async (em) => {
      const [held]: { version: number; status: string; beneficiaryId: string }[] = await em.query(
        `select version, status, beneficiary_id as "beneficiaryId" from abnormal_finding where id = $1 and void_at is null for update`,
        [id],
      );
      if (!held) throw new NotFound('异常关注');
      if (held.version !== version || held.status === 'closed') {
        throw new Refusal(412, 'STALE_VERSION', '此条在您打开之后已被处理或更新，请刷新后查看。');
      }
      await em.query(
        `update abnormal_finding set status = $2, note = coalesce($3, note), status_by = $4, status_at = now(), version = version + 1,
           owner_id = case when $2 = 'known' then owner_id else coalesce(case when $2 = 'in_progress' then $5::uuid end, owner_id, $5::uuid) end,
           owner_name = case when $2 = 'known' then owner_name else coalesce(case when $2 = 'in_progress' then $4 end, owner_name, $4) end
         where id = $1`,
        [id, status, note ?? null, caller.name, caller.userId],
      );
      await LiveEvents.announce(em, [{ topic: 'labs', beneficiaryId: held.beneficiaryId }]);
    });
  }
}

function conditionsOf(caller: Caller, query: AbnormalFindingQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions();
  addPeriod(conditions, 'v.collected_at', [query.from, query.to]);
  addPersonKeyword(conditions, query.keyword, ['v.report_no']);
  addPersonKind(conditions, query);
  addDepartment(conditions, query.departmentCode);
  conditions.when(query.item, (bound) => `(strpos(v.item_name, ${bound}) > 0 or v.item_code = upper(${bound}))`);
  if (query.owner === 'nobody') conditions.always('v.owner_id is null');
  if (query.owner === 'mine') conditions.and((bind) => `v.owner_id = ${bind(caller.userId)}::uuid`);
  if (query.owner === 'others') conditions.and((bind) => `v.owner_id <> ${bind(caller.userId)}::uuid`);
  return conditions;
}

function uuidOf({ userId }: Caller): string {
  if (!/^[0-9a-f-]{36}$/i.test(userId)) throw new Error('an account without an id');
  return userId;
}
