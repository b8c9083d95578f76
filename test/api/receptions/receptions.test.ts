import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit, type Person } from '../../support/facts.js';
import { staffRow } from '../../support/staff.js';

interface Kept { id: string; status: string; version: number; overlaps: { staffName: string }[] }

const WARD = '100105';
let hospital: TestHospital;
let nurse: Visitor;
let clerk: Visitor;
let person: Person;

beforeAll(async () => {
  hospital = await startHospital();
  nurse = await hospital.signIn('NURSE', { departmentCode: WARD, staffNo: 'N1' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  await insertRows(hospital.database, 'staff', [staffRow('N1', '护士甲', WARD), staffRow('N2', '护士乙', WARD), staffRow('D1', '医生丙', '100110')]);
  person = await addPerson(hospital.database, { name: '接待对象甲', care_level: 'L2', access: [{ department: WARD }] });
  await insertRows(hospital.database, 'care_identity', [{ beneficiary_id: person.id, care_level: 'L2', valid_from: '2020-01-01', confidential: false, origin: 'manual' }]);
});
afterAll(() => hospital.stop());

const input = (more: Record<string, unknown> = {}): Record<string, unknown> => ({ beneficiaryId: person.id, kind: 'CLINIC', staffNos: ['N1'], keyCare: false, ...more });
const add = (more: Record<string, unknown> = {}, who = nurse) => who.post<Kept>('/receptions', input(more));
const step = (kept: { id: string; version: number }, act: string, more: object = {}) => nurse.post<Kept>(`/receptions/${kept.id}/${act}`, { version: kept.version, ...more });
const one = async (id: string) => (await clerk.get('/receptions?pageSize=100')).body.items.find((row) => row['id'] === id)!;

/** An hour ago, or the beginning of the hospital's day where that was yesterday. */
function earlierToday(): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format();
  return new Date(Math.max(Date.now() - 3_600_000, Date.parse(`${day}T00:00:00+08:00`))).toISOString();
}

/** A booking of the person for this very hour; answers with its id. */
async function addBooking(status: string): Promise<string> {
  const id = randomUUID();
  await hospital.database.query(
    `insert into appointment (id, source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
       appointment_no, kind, item_name, department_code, department_name, doctor_name, appointed_at, status, priority, fee_waived)
     values ($1::uuid, 'BOOKING', $1::uuid::text, now(), 1, $1::uuid::text, 'HIS', 'x', $2, false, 'YY' || left($1::uuid::text, 8), 'outpatient', '普通门诊', $3, '内分泌科', '李医生', now(), $4, false, false)`,
    [id, person.id, WARD, status]);
  return id;
}

describe('接待记录', () => {
  it('R-63.a shows person, place, doctor, time and state; begin and end are the server’s', async () => {
    const { body: made } = await add({ place: '三楼诊室', doctorName: '李医生', staffNos: ['N1', 'N2'] });
    expect(made.status).toBe('planned');
    const before = Date.now();
    const { body: begun } = await step(made, 'start');
    const { body: ended } = await step(begun, 'finish');
    const row = await one(made.id);
    expect(row).toMatchObject({ name: '接待对象甲', careLevel: 'L2', kind: 'CLINIC', place: '三楼诊室', doctorName: '李医生', staffNames: '护士甲、护士乙', status: 'done', origin: 'blank', backfilled: false });
    for (const at of ['startedAt', 'endedAt']) expect(Math.abs(Date.parse(String(row[at])) - before)).toBeLessThan(60_000);
    expect((await step(ended, 'start')).status).toBe(409);
    expect((await step(begun, 'finish')).status).toBe(412);
  });

  it('R-62.a a booking becomes a reception at one click, with its fields, once; each says how the other stands', async () => {
    const [booked, called] = await Promise.all(['confirmed', 'cancelled'].map((status) => addBooking(status)));
    const today = async (who = nurse) => (await who.get('/appointments/today?pageSize=100')).body.items;
    expect((await today()).find(({ id }) => id === booked)).toMatchObject({ name: '接待对象甲', status: 'confirmed', receptionStatus: null });
    const begun = await nurse.post<Kept>(`/appointments/${booked}/start-reception`);
    expect([begun.status, begun.body.status]).toEqual([200, 'in_progress']);
    expect(await one(begun.body.id)).toMatchObject({ kind: 'CLINIC', place: '内分泌科', doctorName: '李医生', staffNames: '护士甲', origin: 'appointment', careLevel: 'L2' });
    expect(await nurse.post(`/appointments/${booked}/start-reception`)).toMatchObject({ status: 409, body: { code: 'RECEPTION_EXISTS' } });
    expect(await nurse.post(`/appointments/${called}/start-reception`)).toMatchObject({ status: 409, body: { code: 'APPOINTMENT_OVER' } });
    await step(begun.body, 'finish');
    expect((await today()).find(({ id }) => id === booked)).toMatchObject({ status: 'confirmed', receptionStatus: 'done' });
    expect((await nurse.get(`/beneficiaries/${person.id}/appointments`)).body.items.find(({ id }) => id === booked)).toMatchObject({ receptionStatus: 'done' });
    // Nobody of another department sees the booking or begins from it.
    const other = await hospital.signIn('NURSE', { departmentCode: '100101', staffNo: 'N9' });
    expect((await today(other)).map(({ id }) => id)).not.toContain(booked);
    expect((await other.post(`/appointments/${booked}/start-reception`)).status).toBe(404);
  });

  it('R-62.b a visit of a roster person without a reception is suggested until one is entered for it, once', async () => {
    const at = earlierToday();
    const visit = outpatientVisit(person, { started_at: at, seen_at: at, registered_at: at });
    const other = await addPerson(hospital.database, { name: '未登记者', access: [{ department: WARD }] });
    const missed = outpatientVisit(other, { started_at: at, seen_at: at, registered_at: at });
    await insertRows(hospital.database, 'visit', [visit, missed]);
    const suggested = async (): Promise<unknown[]> => (await nurse.get('/receptions/suggestions?pageSize=100')).body.items.map(({ id }) => id);
    // Somebody has looked after the first one today already.
    expect(await suggested()).toEqual([missed.id]);
    const answers = await Promise.all([1, 2].map(() => add({ beneficiaryId: other.id, origin: 'visit', originId: missed.id })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect(await suggested()).toEqual([]);
  });

  it('R-62.c warns of a colleague who is with somebody else at that time, and keeps it all the same', async () => {
    const times = (from: number, to: number) => ({ startedAt: `2026-02-03T0${from}:00:00+08:00`, endedAt: `2026-02-03T0${to}:00:00+08:00` });
    expect((await add({ staffNos: ['D1'], ...times(1, 3) })).body.overlaps).toEqual([]);
    expect((await add({ staffNos: ['D1', 'N2'], ...times(2, 4) })).body).toMatchObject({ status: 'done', overlaps: [{ staffName: '医生丙' }] });
    expect((await add({ staffNos: ['N1'], ...times(2, 4) })).body.overlaps).toEqual([]);
    expect((await add({ staffNos: ['D1'], ...times(5, 6) })).body.overlaps).toEqual([]);
  });

  it('R-62.d records of a locked month are changed only by who may unlock it', async () => {
    const { body: made } = await add({ startedAt: '2026-01-10T09:00:00+08:00', endedAt: '2026-01-10T10:00:00+08:00' });
    await insertRows(hospital.database, 'work_report', [{ kind: 'month', period: '2026-01', from_day: '2026-01-01', to_day: '2026-01-31', status: 'locked', figures: {}, texts: {}, made_by: 't', changed_by: 't' }]);
    expect((await step(made, 'cancel', { reason: '误登' })).body).toMatchObject({ code: 'MONTH_LOCKED' });
    expect((await add({ startedAt: '2026-01-31T23:00:00+08:00', endedAt: '2026-01-31T23:30:00+08:00' })).status).toBe(409);
    expect((await add({ startedAt: '2026-02-01T00:00:00+08:00', endedAt: '2026-02-01T00:30:00+08:00' })).status).toBe(200);
    const director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
    expect((await director.post(`/receptions/${made.id}/cancel`, { version: made.version, reason: '误登' })).status).toBe(200);
  });

  it('keeps the level of that day, whatever becomes of the person later', async () => {
    const { body: made } = await add({ startedAt: '2026-02-10T09:00:00+08:00', endedAt: '2026-02-10T10:00:00+08:00' });
    await hospital.database.query(`update care_identity set valid_until = '2026-02-28' where beneficiary_id = $1`, [person.id]);
    await insertRows(hospital.database, 'care_identity', [{ beneficiary_id: person.id, care_level: 'L1', valid_from: '2026-03-01', confidential: false, origin: 'manual' }]);
    expect(await one(made.id)).toMatchObject({ careLevel: 'L2', backfilled: true });
    const { body: later } = await add({ startedAt: '2026-03-02T09:00:00+08:00', endedAt: '2026-03-02T10:00:00+08:00' });
    expect(await one(later.id)).toMatchObject({ careLevel: 'L1' });
  });

  it('R-63.c filters by level, kind, state, staff, place, doctor and day, and holds nothing of people whom one does not see', async () => {
    const all = (await clerk.get('/receptions?pageSize=100')).body.items;
    const filters: Record<string, (row: Record<string, unknown>) => boolean> = {
      'careLevel=L1': (row) => row['careLevel'] === 'L1', 'kind=CLINIC': (row) => row['kind'] === 'CLINIC', 'status=cancelled': (row) => row['status'] === 'cancelled',
      'staff=D1': (row) => String(row['staffNames']).includes('医生丙'), [`place=${encodeURIComponent('三楼')}`]: (row) => String(row['place']).includes('三楼'),
      [`doctor=${encodeURIComponent('李')}`]: (row) => String(row['doctorName']).includes('李'),
      'from=2026-02-01&to=2026-02-03': (row) => String(row['startedAt']) >= '2026-01-31T16' && String(row['startedAt']) < '2026-02-03T16',
    };
    const names = Object.keys(filters);
    for (const [index, a] of names.entries())
      for (const b of ['', ...names.slice(index + 1)]) {
        const expected = all.filter((row) => filters[a]!(row) && (!b || filters[b]!(row))).map(({ id }) => id);
        expect((await clerk.get(`/receptions?pageSize=100&${a}&${b}`)).body.items.map(({ id }) => id), `${a} ${b}`).toEqual(expected);
      }
    const stranger = await hospital.signIn('NURSE', { departmentCode: '100101', staffNo: 'N9' });
    expect((await stranger.get('/receptions')).body.total).toBe(0);
    expect((await stranger.get('/receptions/suggestions')).body.total).toBe(0);
    expect((await stranger.post('/receptions', input())).status).toBe(404);
  });
});

describe('保健任务', () => {
  const mission = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    missionNo: 'RW-1', title: '会议保障', kind: 'CONFERENCE', receivedAt: '2026-04-01T09:00:00+08:00', startsAt: '2026-04-30T20:00:00+08:00', endsAt: '2026-05-01T08:00:00+08:00',
    staff: [{ staffNo: 'N1' }, { staffNo: 'D1', duty: '随行医生', startsAt: '2026-04-30T20:00:00+08:00', endsAt: '2026-05-01T02:00:00+08:00' }], beneficiaryIds: [person.id], ...more,
  });

  it('goes from received to done, each step once and with its words', async () => {
    const { body: made } = await clerk.post<Kept>('/missions', mission());
    expect((await clerk.post('/missions', mission())).body).toMatchObject({ code: 'MISSION_EXISTS' });
    const act = (kept: Kept, what: string, text?: string) => clerk.post<Kept>(`/missions/${kept.id}/${what}`, { version: kept.version, text });
    expect((await act(made, 'reply')).status).toBe(400);
    const { body: replied } = await act(made, 'reply', '可派两人');
    expect((await act(replied, 'finish', '完成')).body).toMatchObject({ code: 'WRONG_STATE' });
    const { body: going } = await act(replied, 'execute');
    const { body: done } = await act(going, 'finish', '顺利完成');
    expect(done.status).toBe('done');
    expect((await clerk.get('/missions')).body.items).toMatchObject([{ missionNo: 'RW-1', staffNames: '医生丙、护士甲', personCount: 1, hours: 18, reply: '可派两人', summary: '顺利完成', people: [{ name: '接待对象甲', careLevel: 'L1' }] }]);
    expect((await act(done, 'revoke', '上级撤销')).status).toBe(409);
  });

  it('whoever took part sees it, other colleagues do not; one for a secret person is there for nobody else', async () => {
    expect((await nurse.get('/missions')).body.total).toBe(1);
    const other = await hospital.signIn('NURSE', { departmentCode: WARD, staffNo: 'N2' });
    expect((await other.get('/missions')).body.total).toBe(0);
    const secret = await addPerson(hospital.database, { name: '密级对象', secrecy: 'V' });
    await insertRows(hospital.database, 'mission', [{ mission_no: 'RW-2', title: '密', kind: 'TRAVEL', received_at: '2026-04-01T00:00:00Z', starts_at: '2026-04-02T00:00:00Z', ends_at: '2026-04-02T05:00:00Z', created_by: 't', created_by_name: 't' }]);
    await hospital.database.query(
      `insert into mission_person (mission_id, beneficiary_id, confidential, snap_type, snap_level, snap_category, snap_key_care)
       select id, $1, true, 'cadre', 'L1', '{}', false from mission where mission_no = 'RW-2'`, [secret.id]);
    expect((await clerk.get('/missions')).body.items.map(({ missionNo }) => missionNo)).toEqual(['RW-1']);
  });
});
