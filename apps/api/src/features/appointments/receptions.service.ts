import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { BadInput, Conflict, NotFound, Refusal } from '../../platform/http/refusal.js';
import type { KeptReception, NewReception, ReceptionChange, ReceptionOverlap, ReceptionStep } from './reception.dto.js';
import { noteStaff } from './staff-on-duty.js';

type Kept = Omit<KeptReception, 'overlaps'>;
interface Held extends Kept {
  readonly startedAt: Date | null;
}

/** From which states, what is written, and its further values from $2 on. */
interface Step {
  readonly from: readonly string[];
  readonly set: string;
  readonly values?: readonly unknown[];
}

const KEPT = 'id, beneficiary_id as "beneficiaryId", status, version';
/** The person's standing at a moment. */
const STANDING = (at: string): string => `b.primary_category, case when b.primary_category = 'vip' then null
  else level_held(b.id, ((${at}) at time zone 'Asia/Shanghai')::date) end, b.person_categories, b.key_care`;

/** Receptions as they are entered, begun, finished and put right. Times of steps are the server's. */
@Injectable()
export class ReceptionService {
  constructor(private readonly db: ScopedDatabase) {}

  add(caller: Caller, input: NewReception): Promise<KeptReception> {
    const times = timesOf(input);
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, input.beneficiaryId);
      await this.mustBeOpen(em, caller, times.startedAt ?? null);
      const [made]: Kept[] = await em.query(
        `insert into reception (beneficiary_id, confidential, kind, status, place, department_code, department_name, doctor_name, planned_at, started_at, ended_at,
           key_care, dimensions, note, origin, origin_id, appointment_id, snap_type, snap_level, snap_category, snap_key_care, created_by, created_by_name)
         select b.id, b.confidential, $2, $3, $4, $5, (select name from department where code = $5), $6, $7, $8, $9, $10, $11, $12, $13, $14,
           case when $13 = 'appointment' then $14::uuid end, ${STANDING('coalesce($8::timestamptz, $7::timestamptz, now())')}, $15, $16
         from beneficiary b where b.id = $1
         on conflict do nothing returning ${KEPT}`,
        [input.beneficiaryId, input.kind, times.endedAt ? 'done' : times.startedAt ? 'in_progress' : 'planned', input.place ?? null, input.departmentCode ?? null,
          input.doctorName ?? null, input.plannedAt ?? null, times.startedAt, times.endedAt, input.keyCare, input.dimensions, input.note ?? null,
          input.origin, input.originId ?? null, caller.username, caller.name],
      );
      if (!made) throw new Conflict('RECEPTION_EXISTS', '这次就诊已有接待记录。请刷新后在列表中查看。');
      await noteStaff(em, made.id, input.staffNos);
      return this.told(em, made);
    });
  }

  change(caller: Caller, id: string, input: ReceptionChange): Promise<KeptReception> {
    const times = timesOf(input);
    return this.db.asCaller(caller, async (em) => {
      const held = await this.hold(em, caller, id, input.version);
      if (held.status === 'cancelled') throw new Conflict('RECEPTION_CLOSED', '已取消的接待不能修改。');
      if (held.status === 'planned' && times.startedAt) throw new BadInput('请点“开始”记录开始时间。', [{ field: 'startedAt', message: '由系统记录' }]);
      await this.mustBeOpen(em, caller, times.startedAt ?? null);
      const [changed]: [Kept[], number] = await em.query(
        `update reception set kind = $2, place = $3, department_code = $4, department_name = (select name from department where code = $4), doctor_name = $5,
           planned_at = $6, started_at = coalesce($7, started_at), ended_at = case when status = 'done' then coalesce($8, ended_at) end,
           key_care = $9, dimensions = $10, note = $11, version = version + 1, updated_at = now() where id = $1 returning ${KEPT}`,
        [id, input.kind, input.place ?? null, input.departmentCode ?? null, input.doctorName ?? null, input.plannedAt ?? null, times.startedAt, times.endedAt,
          input.keyCare, input.dimensions, input.note ?? null],
      );
      await noteStaff(em, id, input.staffNos);
      return this.told(em, changed[0]!);
    });
  }

  /** Notes the moment, and the person's standing at it. */
  start(caller: Caller, id: string, { version }: ReceptionStep): Promise<KeptReception> {
    return this.step(caller, id, version, {
      from: ['planned'],
      set: `status = 'in_progress', started_at = now(),
        (snap_type, snap_level, snap_category, snap_key_care) = (select ${STANDING('now()')} from beneficiary b where b.id = reception.beneficiary_id)`,
    });
  }

  finish(caller: Caller, id: string, { version }: ReceptionStep): Promise<KeptReception> {
    return this.step(caller, id, version, { from: ['in_progress'], set: `status = 'done', ended_at = now()` });
  }

  cancel(caller: Caller, id: string, { version, reason }: ReceptionStep): Promise<KeptReception> {
    if (!reason) throw new BadInput('取消接待需要说明原因。', [{ field: 'reason', message: '请填写原因' }]);
    return this.step(caller, id, version, { from: ['planned', 'in_progress', 'done'], set: `status = 'cancelled', cancel_reason = $2`, values: [reason] });
  }

  private step(caller: Caller, id: string, version: number, { from, set, values = [] }: Step): Promise<KeptReception> {
    return this.db.asCaller(caller, async (em) => {
      const held = await this.hold(em, caller, id, version);
      if (!from.includes(held.status)) throw new Conflict('WRONG_STATE', '这条接待的状态已经变化，不能进行此操作。请刷新后查看。');
      const [changed]: [Kept[], number] = await em.query(
        `update reception set ${set}, version = version + 1, updated_at = now() where id = $1 returning ${KEPT}`, [id, ...values]);
      return this.told(em, changed[0]!);
    });
  }

  private async hold(em: EntityManager, caller: Caller, id: string, version: number): Promise<Held> {
    const [held]: Held[] = await em.query(`select ${KEPT}, started_at as "startedAt" from reception where id = $1 for update`, [id]);
    if (!held) throw new NotFound('接待记录');
    if (held.version !== version) throw new Refusal(412, 'STALE_VERSION', '这条接待在您打开之后已被他人修改。请刷新后再操作。');
    await this.mustBeOpen(em, caller, held.startedAt);
    return held;
  }

  /** What a locked report counts is changed only by who may unlock it. */
  private async mustBeOpen(em: EntityManager, caller: Caller, at: Date | string | null): Promise<void> {
    if (at === null || caller.permissions.has('report:lock')) return;
    const [{ locked }]: [{ locked: boolean }] = await em.query('select reception_locked($1) as locked', [at]);
    if (locked) throw new Conflict('MONTH_LOCKED', '该月的工作报告已锁定，不能再登记或修改当月的接待。如确需更正，请联系有解锁权的人员。');
  }

  /** Colleagues who look after somebody else at that time; of people whom the caller does not see as well, but never who they are. */
  private async told(em: EntityManager, kept: Kept): Promise<KeptReception> {
    const overlaps: ReceptionOverlap[] = await em.query('select staff_name as "staffName", begins as "from", ends as "to" from reception_overlaps($1)', [kept.id]);
    await LiveEvents.announce(em, [{ topic: 'appointments', beneficiaryId: kept.beneficiaryId }]);
    return { ...kept, overlaps };
  }
}

function timesOf({ startedAt, endedAt }: { startedAt?: string | null; endedAt?: string | null }): { startedAt: string | null; endedAt: string | null } {
  const [from, to] = [startedAt ?? null, endedAt ?? null];
  if (to && !from) throw new BadInput('填写了结束时间，请同时填写开始时间。', [{ field: 'startedAt', message: '请填写开始时间' }]);
  if (from && to && Date.parse(to) <= Date.parse(from)) throw new BadInput('结束时间应晚于开始时间。', [{ field: 'endedAt', message: '应晚于开始时间' }]);
  if ([from, to].some((at) => at && Date.parse(at) > Date.now())) throw new BadInput('开始和结束时间不能晚于现在。', [{ field: 'endedAt', message: '不能晚于现在' }]);
  return { startedAt: from, endedAt: to };
}
