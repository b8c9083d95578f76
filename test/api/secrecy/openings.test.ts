import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor, visitor } from '../../support/app.js';
import { insertRows, stay } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';
import { makeAccount, postAuth } from '../auth/account.js';

let hospital: TestHospital;
let bench: RosterBench;
let leader: Visitor;
let watcher: Visitor;
let doctor: Visitor;
let secret: { id: string };
const open = (by: Visitor, reason = '节前慰问了解病情') => by.post<{ id: string; validUntil: string; code: string; mayCopy: boolean }>('/confidential-openings', { beneficiaryId: secret.id, reason });
const emergency = (by: Visitor, number: string) => by.post<{ id: string; beneficiaryId: string; validUntil: string; code: string }>('/confidential-openings/emergency', { number, reason: '夜间突发胸痛需查既往史' });
const set = async (name: string, value: unknown): Promise<void> => {
  const administrator = await hospital.signIn('SYS_ADMIN');
  expect((await administrator.put(`/parameters/${name}`, { value, version: 0, reason: '测试' })).status).toBe(204);
};

beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  secret = await bench.enrol({ name: '机密乙', aliasName: '保健零贰', secrecy: 'V', phone: '13700002222' }, { department: '100110' });
  await insertRows(hospital.database, 'visit', [stay({ id: secret.id, name: '' }, { confidential: true, medical_record_no: 'BA777001', inpatient_no: 'ZY777001' })]);
  leader = await hospital.signIn('HOSPITAL_LEADER');
  watcher = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'W1' });
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '4001', staffNo: 'E1' });
  await bench.clear('t.hospital_leader');
  await bench.clear('t.hospital_leader.w1');
});
afterAll(() => hospital.stop());

describe('opening a 机密 person', () => {
  it('S28 asks for a fresh proof and a reason, and opens nobody before', async () => {
    await hospital.database.query(`update session set fresh_at = now() - interval '6 minutes'`);
    expect((await open(leader)).body.code).toBe('REAUTH_REQUIRED');
    await hospital.database.query('update session set fresh_at = now()');
    expect((await open(leader, '看')).status).toBe(400);
    expect((await leader.get(`/beneficiaries/${secret.id}`)).status).toBe(403);
  });

  it('R-85.b every read in it is on the trail with the reason; the others are told at once, without a name', async () => {
    const { body } = await open(leader);
    expect(Date.parse(body.validUntil) - Date.now()).toBeGreaterThan(25 * 60_000);
    for (const path of ['', '/visits', '/changes']) expect((await leader.get(`/beneficiaries/${secret.id}${path}`)).status).toBe(200);
    const trail = await hospital.database.query<{ reason: string }>(
      `select reason from access_trail where beneficiary_ids @> array[$1::uuid] and outcome = 'allowed' and action in ('view', 'search') and actor = 't.hospital_leader' order by seq desc limit 3`, [secret.id],
    );
    expect(trail.map(({ reason }) => reason)).toEqual(Array(3).fill('机密：节前慰问了解病情'));
    const told = (await watcher.get<{ items: { title: string; body: string }[] }>('/notices')).body.items;
    expect(told[0]).toMatchObject({ title: '机密档案被打开' });
    expect(told[0]!.body).toContain('节前慰问了解病情');
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`机密乙|保健零贰|${secret.id}`));
    expect((await doctor.get('/notices')).body.items).toEqual([]);
    expect((await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'U1' }).then((one) => one.get('/notices'))).body.items).toEqual([]);
  });

  it('R-85.b is told to the account that the parameter names', async () => {
    const owner = await hospital.signIn('OFFICE_STAFF', { staffNo: 'P1' });
    await owner.get('/me');
    await set('confidential.privacyOwner', 't.office_staff.p1');
    await open(leader, '隐私负责人测试');
    expect((await owner.get<{ items: { body: string }[] }>('/notices')).body.items[0]!.body).toContain('隐私负责人测试');
  });

  it('R-85.b opens for this session alone, and not longer than it lasts', async () => {
    const account = await makeAccount(hospital, 'two.desks', 'HOSPITAL_LEADER');
    await bench.clear('two.desks');
    const [here, there] = await Promise.all([1, 2].map(async () => visitor(hospital.url, (await postAuth(hospital, '/login', account)).body.accessToken!)));
    await open(here!);
    expect((await here!.get(`/beneficiaries/${secret.id}`)).status).toBe(200);
    expect((await there!.get(`/beneficiaries/${secret.id}`)).status).toBe(403);
    await open(leader);
    await hospital.database.query(`update confidential_opening set opened_at = now() - interval '31 minutes', valid_until = now() - interval '1 second' where ended_at is null`);
    expect((await leader.get(`/beneficiaries/${secret.id}`)).status).toBe(403);
  });

  it('R-85.b is closed by whoever opened it', async () => {
    const { body } = await open(leader);
    expect((await leader.get<{ items: object[] }>('/confidential-openings/own')).body.items).toMatchObject([{ id: body.id, mayCopy: false }]);
    expect((await watcher.post(`/confidential-openings/${body.id}/end`)).status).toBe(404);
    expect((await leader.post(`/confidential-openings/${body.id}/end`)).status).toBe(204);
    expect((await leader.get(`/beneficiaries/${secret.id}`)).status).toBe(403);
  });

  it('S33 whoever may not open is answered as for somebody who is not there', async () => {
    const clerk = await hospital.signIn('OFFICE_DIRECTOR');
    const [hidden, absent] = await Promise.all([secret.id, randomUUID()].map((beneficiaryId) => clerk.post('/confidential-openings', { beneficiaryId, reason: '例行核对资料' })));
    expect({ ...hidden!.body, errorNo: '' }).toEqual({ ...absent!.body, errorNo: '' });
    expect(hidden!.status).toBe(404);
  });

  it('R-85.b the record of openings is for cleared leaders: who, why, how much was read', async () => {
    const { body } = await open(leader, '统计读取次数');
    await leader.get(`/beneficiaries/${secret.id}`);
    const { items } = (await watcher.get('/confidential-openings')).body;
    expect(items.find(({ id }) => id === body.id)).toMatchObject({ shownAs: '保健零贰', username: 't.hospital_leader', reason: '统计读取次数', kind: 'clearance', reads: 2 });
    expect((await watcher.get<{ items: { operation: string }[] }>(`/confidential-openings/${body.id}/reads`)).body.items.map(({ operation }) => operation)).toEqual(['POST /confidential-openings', 'GET /beneficiaries/:id']);
    const uncleared = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'U2' });
    expect((await uncleared.get('/confidential-openings')).body).toMatchObject({ items: [], total: 0 });
    expect((await uncleared.get(`/confidential-openings/${body.id}/reads`)).status).toBe(404);
  });
});

describe('an emergency', () => {
  beforeEach(() => hospital.database.query('delete from emergency_try'));

  it('R-85.c is off unless the hospital turned it on', async () => {
    expect((await emergency(doctor, 'BA777001')).body.code).toBe('EMERGENCY_OFF');
    await set('confidential.breakGlass', true);
  });

  it('S39 a number that is unknown, not whole, or of an ordinary patient is answered alike', async () => {
    const ordinary = await bench.enrol({ name: '普通乙' });
    await insertRows(hospital.database, 'visit', [stay({ id: ordinary.id, name: '' }, { medical_record_no: 'BA888001' })]);
    const answers = [];
    for (const number of ['BA999999', 'BA77700', 'ba777001', 'BA888001']) answers.push(await emergency(doctor, number));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify({ ...body, errorNo: '', status }))).size).toBe(1);
    expect(answers[0]!.status).toBe(404);
    expect((await doctor.get(`/beneficiaries/${secret.id}`)).status).toBe(404);
  });

  it('S39 opens one person for an hour at most to whoever has his number in hand, tells at once, and goes into no file', async () => {
    const { status, body } = await emergency(doctor, 'BA777001');
    expect({ status, beneficiaryId: body.beneficiaryId }).toEqual({ status: 200, beneficiaryId: secret.id });
    expect(Date.parse(body.validUntil) - Date.now()).toBeLessThanOrEqual(3_600_000);
    expect((await doctor.get(`/beneficiaries/${secret.id}`)).body['name']).toBe('机密乙');
    expect((await doctor.get<{ items: object[] }>(`/beneficiaries/${secret.id}/visits`)).body.items).toHaveLength(1);
    expect((await watcher.get<{ items: { title: string; level: string }[] }>('/notices')).body.items[0]).toMatchObject({ title: '紧急访问：机密档案被打开', level: 'error' });
    const file = await doctor.download('/beneficiaries/export');
    expect(file.status).toBe(403);
    const another = await bench.enrol({ name: '机密丙', secrecy: 'V' });
    await insertRows(hospital.database, 'visit', [stay({ id: another.id, name: '' }, { confidential: true, medical_record_no: 'BA777002' })]);
    await emergency(doctor, 'BA777002');
    expect([(await doctor.get(`/beneficiaries/${secret.id}`)).status, (await doctor.get(`/beneficiaries/${another.id}`)).status]).toEqual([404, 200]);
  });

  it('S39 is judged by somebody else afterwards, and ends when it was not one', async () => {
    const { body } = await emergency(doctor, 'ZY777001');
    expect((await doctor.get('/confidential-openings')).status).toBe(403);
    const waiting = (await watcher.get('/confidential-openings?review=open')).body.items;
    expect(waiting.find(({ id }) => id === body.id)).toMatchObject({ kind: 'emergency', mayReview: true });
    expect((await watcher.post(`/confidential-openings/${body.id}/review`, { decision: 'unjustified' })).status).toBe(400);
    expect((await watcher.post(`/confidential-openings/${body.id}/review`, { decision: 'unjustified', note: '非危急情况' })).status).toBe(204);
    expect((await watcher.post(`/confidential-openings/${body.id}/review`, { decision: 'justified' })).status).toBe(409);
    expect((await doctor.get(`/beneficiaries/${secret.id}`)).status).toBe(404);
  });

  it('S39 is tried five times an hour, even at once', async () => {
    const statuses = (await Promise.all(Array.from({ length: 8 }, (_, i) => emergency(doctor, `BA55500${i}`)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    expect((await emergency(doctor, 'BA777001')).status).toBe(429);
  });
});
