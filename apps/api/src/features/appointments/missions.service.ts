import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound, Refusal } from '../../platform/http/refusal.js';
import type { KeptMission, MISSION_ACTS, MissionInput, MissionStep } from './mission.dto.js';

type Act = (typeof MISSION_ACTS)[number];
const KEPT = 'id, status, version';
/** From which state an act goes on, what it writes, and what its text is called where one is needed. */
const ACTS: Readonly<Record<Act, { from: readonly string[]; set: string; needs?: string }>> = {
  reply: { from: ['received'], set: `status = 'replied', reply = $2, replied_at = now()`, needs: '回复内容' },
  execute: { from: ['received', 'replied'], set: `status = 'executing', content = coalesce($2, content)` },
  finish: { from: ['executing'], set: `status = 'done', summary = $2, done_at = now()`, needs: '任务总结' },
  revoke: { from: ['received', 'replied', 'executing'], set: `status = 'revoked', revoke_reason = $2, revoked_at = now()`, needs: '撤销原因' },
};

/** Missions as they are received, answered, carried out, or taken back by who gave them. */
@Injectable()
export class MissionService {
  constructor(private readonly db: ScopedDatabase) {}

  add(caller: Caller, input: MissionInput): Promise<KeptMission> {
    checkTimes(input);
    return this.db.asCaller(caller, async (em) => {
      await mustBeOpen(em, caller, input.startsAt);
      const [made]: KeptMission[] = await em.query(
        `insert into mission (mission_no, title, kind, issuer, received_at, starts_at, ends_at, place, content, needs, created_by, created_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning ${KEPT}`,
        [...fieldsOf(input), caller.username, caller.name],
      );
      if (!made) throw new Conflict('MISSION_EXISTS', '已有相同任务号的保健任务。请核对任务号。');
      await noteParts(em, made.id, input);
      return made;
    });
  }

  change(caller: Caller, id: string, input: MissionInput): Promise<KeptMission> {
    checkTimes(input);
    return this.db.asCaller(caller, async (em) => {
      const held = await hold(em, caller, id, input.version);
      if (held.status === 'revoked') throw new Conflict('MISSION_REVOKED', '已撤销的任务不能修改。');
      await mustBeOpen(em, caller, input.startsAt);
      const [changed]: [KeptMission[], number] = await em.query(
        `update mission set mission_no = $2, title = $3, kind = $4, issuer = $5, received_at = $6, starts_at = $7, ends_at = $8, place = $9, content = $10,
           needs = $11, version = version + 1, updated_at = now() where id = $1 returning ${KEPT}`,
        [id, ...fieldsOf(input)],
      );
      await noteParts(em, id, input);
      return changed[0]!;
    });
  }

  step(caller: Caller, id: string, act: Act, { version, text }: MissionStep): Promise<KeptMission> {
    const { from, set, needs } = ACTS[act];
    if (needs && !text) throw new BadInput(`请填写${needs}。`, [{ field: 'text', message: `请填写${needs}` }]);
    return this.db.asCaller(caller, async (em) => {
      const held = await hold(em, caller, id, version);
      if (!from.includes(held.status)) throw new Conflict('WRONG_STATE', '任务的状态已经变化，不能进行此操作。请刷新后查看。');
      const [changed]: [KeptMission[], number] = await em.query(`update mission set ${set}, version = version + 1, updated_at = now() where id = $1 returning ${KEPT}`, [id, text ?? null]);
      return changed[0]!;
    });
  }
}

async function hold(em: EntityManager, caller: Caller, id: string, version: number | undefined): Promise<KeptMission> {
  const [held]: (KeptMission & { startsAt: Date })[] = await em.query(`select ${KEPT}, starts_at as "startsAt" from mission where id = $1 for update`, [id]);
  if (!held) throw new NotFound('保健任务');
  if (held.version !== version) throw new Refusal(412, 'STALE_VERSION', '这项任务在您打开之后已被他人修改。请刷新后再操作。');
  await mustBeOpen(em, caller, held.startsAt);
  return held;
}

async function mustBeOpen(em: EntityManager, caller: Caller, at: Date | string): Promise<void> {
  if (caller.permissions.has('report:lock')) return;
  const [{ locked }]: [{ locked: boolean }] = await em.query('select reception_locked($1) as locked', [at]);
  if (locked) throw new Conflict('MONTH_LOCKED', '该月的工作报告已锁定，不能再登记或修改当月的任务。如确需更正，请联系有解锁权的人员。');
}

/** Staff with their department of now, people with their standing of the day on which it begins; who was noted before keeps both. */
async function noteParts(em: EntityManager, id: string, { staff, beneficiaryIds, startsAt, endsAt }: MissionInput): Promise<void> {
  const rows = staff.map((one) => ({ staff_no: one.staffNo, duty: one.duty, starts_at: one.startsAt ?? startsAt, ends_at: one.endsAt ?? endsAt }));
  if (rows.some((one) => Date.parse(one.ends_at) <= Date.parse(one.starts_at))) {
    throw new BadInput('参与人员的结束时间应晚于开始时间。', [{ field: 'staff', message: '请核对起止时间' }]);
  }
  await em.query('delete from mission_staff where mission_id = $1 and staff_no <> all ($2)', [id, rows.map((one) => one.staff_no)]);
  await em.query(
    `insert into mission_staff (mission_id, staff_no, staff_name, department_code, duty, starts_at, ends_at)
     select $1, n.staff_no, s.name, s.department_code, n.duty, n.starts_at, n.ends_at
     from jsonb_to_recordset($2) as n (staff_no text, duty text, starts_at timestamptz, ends_at timestamptz)
       join (select distinct on (staff_no) staff_no, name, department_code from staff where deleted_at is null order by staff_no, active desc) s using (staff_no)
     on conflict (mission_id, staff_no) do update set duty = excluded.duty, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
    [id, JSON.stringify(rows)],
  );
  await em.query('delete from mission_person where mission_id = $1 and beneficiary_id <> all ($2)', [id, beneficiaryIds]);
  await em.query(
    `insert into mission_person (mission_id, beneficiary_id, confidential, snap_type, snap_level, snap_category, snap_key_care)
     select $1, b.id, b.confidential, b.primary_category, case when b.primary_category = 'vip' then null
       else level_held(b.id, ($3::timestamptz at time zone 'Asia/Shanghai')::date) end, b.person_categories, b.key_care
     from beneficiary b where b.id = any ($2) on conflict do nothing`,
    [id, beneficiaryIds, startsAt],
  );
  const [counted]: [{ staff: number; people: number }] = await em.query(
    `select (select count(*)::int from mission_staff where mission_id = $1) as staff, (select count(*)::int from mission_person where mission_id = $1 and beneficiary_id = any ($2)) as people`,
    [id, beneficiaryIds],
  );
  if (counted.staff !== rows.length) throw new BadInput('参与人员中有不存在的工号，请重新选择。', [{ field: 'staff', message: '请从列表中选择' }]);
  if (counted.people !== beneficiaryIds.length) throw new NotFound('保健对象');
}

const fieldsOf = (input: MissionInput): unknown[] => [
  input.missionNo, input.title, input.kind, input.issuer ?? null, input.receivedAt, input.startsAt, input.endsAt, input.place ?? null, input.content ?? null, input.needs ?? null,
];

function checkTimes({ startsAt, endsAt }: MissionInput): void {
  if (Date.parse(endsAt) <= Date.parse(startsAt)) throw new BadInput('结束时间应晚于开始时间。', [{ field: 'endsAt', message: '应晚于开始时间' }]);
}
