import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound, Refusal } from '../../platform/http/refusal.js';
import type { DutyLogCancel, DutyLogChange, DutyLogInput, KeptDutyLog } from './duty-log.dto.js';

interface Held extends KeptDutyLog {
  readonly startedAt: Date;
  readonly staffNo: string;
}

const KEPT = 'id, status, version';
/** Who may be entered: everybody active, for whoever does not see the whole house himself and his own departments. */
const COLLEAGUE = `select distinct on (s.staff_no) s.staff_no, s.name, s.department_code from staff s
  where s.staff_no = $1 and s.active and s.deleted_at is null and ((select scope_flag('all_people')) or s.staff_no = (select scope_staff())
    or '@everyone' = any ((select scope_departments())::text[]) or s.department_code = any ((select scope_departments())::text[])) order by s.staff_no`;

/** 体检现场工作量 as it is entered and put right. */
@Injectable()
export class DutyLogService {
  constructor(private readonly db: ScopedDatabase) {}

  add(caller: Caller, input: DutyLogInput): Promise<KeptDutyLog> {
    checkTimes(input);
    return this.db.asCaller(caller, async (em) => {
      await mustBeOpen(em, caller, input.startedAt);
      const [made]: KeptDutyLog[] = await em.query(
        `insert into duty_log (staff_no, staff_name, department_code, started_at, ended_at, head_count, place, note, created_by, created_by_name)
         select c.staff_no, c.name, c.department_code, $2, $3, $4, $5, $6, $7, $8 from (${COLLEAGUE}) c returning ${KEPT}`,
        [input.staffNo, input.startedAt, input.endedAt, input.headCount, input.place ?? null, input.note ?? null, caller.username, caller.name],
      );
      return made ?? unknownColleague();
    });
  }

  /** Whoever was entered keeps the department that he had then. */
  change(caller: Caller, id: string, input: DutyLogChange): Promise<KeptDutyLog> {
    checkTimes(input);
    return this.db.asCaller(caller, async (em) => {
      const held = await hold(em, caller, id, input.version);
      await mustBeOpen(em, caller, input.startedAt);
      if (held.staffNo !== input.staffNo) {
        const [, moved]: [unknown, number] = await em.query(
          `update duty_log set staff_no = c.staff_no, staff_name = c.name, department_code = c.department_code from (${COLLEAGUE}) c where duty_log.id = $2`,
          [input.staffNo, id],
        );
        if (!moved) unknownColleague();
      }
      const [changed]: [KeptDutyLog[], number] = await em.query(
        `update duty_log set started_at = $2, ended_at = $3, head_count = $4, place = $5, note = $6, version = version + 1, updated_at = now()
         where id = $1 returning ${KEPT}`,
        [id, input.startedAt, input.endedAt, input.headCount, input.place ?? null, input.note ?? null],
      );
      return changed[0]!;
    });
  }

  cancel(caller: Caller, id: string, { version, reason }: DutyLogCancel): Promise<KeptDutyLog> {
    return this.db.asCaller(caller, async (em) => {
      await hold(em, caller, id, version);
      const [changed]: [KeptDutyLog[], number] = await em.query(
        `update duty_log set status = 'cancelled', cancel_reason = $2, version = version + 1, updated_at = now() where id = $1 returning ${KEPT}`, [id, reason]);
      return changed[0]!;
    });
  }
}

async function hold(em: EntityManager, caller: Caller, id: string, version: number): Promise<Held> {
  const [held]: Held[] = await em.query(`select ${KEPT}, started_at as "startedAt", staff_no as "staffNo" from duty_log where id = $1 for update`, [id]);
  if (!held) throw new NotFound('体检现场登记');
  if (held.version !== version) throw new Refusal(412, 'STALE_VERSION', '这条登记在您打开之后已被他人修改。请刷新后再操作。');
  if (held.status === 'cancelled') throw new Conflict('DUTY_LOG_CLOSED', '已作废的登记不能再修改。');
  await mustBeOpen(em, caller, held.startedAt);
  return held;
}

/** What a locked report counts is changed only by who may unlock it. */
async function mustBeOpen(em: EntityManager, caller: Caller, at: Date | string): Promise<void> {
  if (caller.permissions.has('report:lock')) return;
  const [{ locked }]: [{ locked: boolean }] = await em.query('select reception_locked($1) as locked', [at]);
  if (locked) throw new Conflict('MONTH_LOCKED', '该月的工作报告已锁定，不能再登记或修改当月的工作量。如确需更正，请联系有解锁权的人员。');
}

function unknownColleague(): never {
  throw new BadInput('没有这位在职人员，或不在您的数据范围内，请重新选择。', [{ field: 'staffNo', message: '请从列表中选择' }]);
}

function checkTimes({ startedAt, endedAt }: DutyLogInput): void {
  const [from, to] = [Date.parse(startedAt), Date.parse(endedAt)];
  if (to <= from) throw new BadInput('结束时间应晚于开始时间。', [{ field: 'endedAt', message: '应晚于开始时间' }]);
  if (to - from > 86_400_000) throw new BadInput('一次登记不能超过 24 小时，请分次登记。', [{ field: 'endedAt', message: '超过 24 小时' }]);
  if (to > Date.now()) throw new BadInput('结束时间不能晚于现在。', [{ field: 'endedAt', message: '不能晚于现在' }]);
}
