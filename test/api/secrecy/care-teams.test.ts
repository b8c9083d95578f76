import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let bench: RosterBench;
let one: Visitor;
let other: Visitor;
let nurse: Visitor;
let clerk: Visitor;
const until = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + 20 * 86_400_000);
const idOf = async (username: string): Promise<string> =>
  (await hospital.database.query<{ id: string }>('select id from app_user where username = $1', [username]))[0]!.id;
const ask = async (by: Visitor, personId: string, username: string) =>
  by.post<{ id: string; code: string }>(`/beneficiaries/${personId}/care-team`, { userId: await idOf(username), until, reason: '住院期间责任护士' });
const classify = (by: Visitor, id: string, given: object = {}) =>
  by.post<{ code: string; changed: boolean }>(`/beneficiaries/${id}/classify`, { secrecy: 'V', aliasName: '保健零叁', reason: '按上级要求列为机密', ...given });

beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  one = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'A' });
  other = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'B' });
  nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N' });
  clerk = await hospital.signIn('OFFICE_STAFF');
  await bench.clear('t.hospital_leader.a');
  await bench.clear('t.hospital_leader.b');
});
afterAll(() => hospital.stop());

describe('the care team of a 机密 person', () => {
  it('R-85.a is named by one who opened him, confirmed by another cleared one, and sees him from then on', async () => {
    const secret = await bench.enrol({ name: '机密丁', aliasName: '保健零肆', secrecy: 'V' }, { department: '100110' });
    expect((await ask(one, secret.id, 't.nurse.100110.n')).body.code).toBe('OPENING_NEEDED');
    await bench.open('t.hospital_leader.a', secret.id);
    const asked = await ask(one, secret.id, 't.nurse.100110.n');
    expect(asked.status).toBe(200);
    expect((await one.post(`/confidential-matters/care-team/${asked.body.id}/approve`, {})).body['code']).toBe('SECOND_PERSON_NEEDED');
    expect((await other.get('/confidential-matters')).body.items).toMatchObject([{ kind: 'care-team', people: ['保健零肆'], mayDecide: true, isOwn: false }]);
    expect((await nurse.get(`/beneficiaries/${secret.id}`)).status).toBe(404);
    expect((await other.post(`/confidential-matters/care-team/${asked.body.id}/approve`, {})).status).toBe(204);
    expect((await nurse.get(`/beneficiaries/${secret.id}`)).body['name']).toBe('机密丁');
    const [read] = await hospital.database.query(`select reason from access_trail where actor = 't.nurse.100110.n' and outcome = 'allowed' and operation = 'GET /beneficiaries/:id' order by seq desc limit 1`);
    expect(read).toEqual({ reason: '机密：住院期间责任护士' });

    const [member] = (await one.get<{ items: { id: string; name: string }[] }>(`/beneficiaries/${secret.id}/care-team`)).body.items;
    expect((await one.post(`/beneficiaries/${secret.id}/care-team/${member!.id}/revoke`, { reason: '患者已出院' })).status).toBe(204);
    expect((await nurse.get(`/beneficiaries/${secret.id}`)).status).toBe(404);
  });

  it('S20 has no place for administrators, and its proposals are not there for whoever is not cleared', async () => {
    const secret = await bench.enrol({ name: '机密戊', secrecy: 'V' });
    await bench.open('t.hospital_leader.a', secret.id);
    await hospital.signIn('SYS_ADMIN');
    expect((await ask(one, secret.id, 't.sys_admin')).body.code).toBe('ROLE_CANNOT_CARE');
    const { body } = await ask(one, secret.id, 't.nurse.100110.n');
    const uncleared = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'C' });
    expect((await uncleared.get('/confidential-matters')).body).toMatchObject({ items: [], total: 0 });
    expect((await uncleared.post(`/confidential-matters/care-team/${body.id}/approve`, {})).status).toBe(404);
    const elsewhere = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '4001', staffNo: 'D' });
    await bench.clear('t.dept_director.4001.d');
    expect((await elsewhere.post(`/confidential-matters/care-team/${body.id}/approve`, {})).status).toBe(404);
  });
});

describe('setting and lifting 机密', () => {
  it('R-91.a needs the right, a clearance and a reason; both are on the log; it counts at the next request', async () => {
    const { id } = await bench.enrol({ name: '后来机密甲' });
    const director = await hospital.signIn('OFFICE_DIRECTOR');
    expect((await classify(clerk, id)).status).toBe(403);
    expect((await classify(director, id)).body.code).toBe('CLEARANCE_NEEDED');
    expect((await classify(one, id, { reason: '' })).status).toBe(400);
    expect((await clerk.get(`/beneficiaries/${id}`)).status).toBe(200);
    expect((await classify(one, id)).body).toMatchObject({ changed: true });
    expect([(await clerk.get(`/beneficiaries/${id}`)).status, (await one.get(`/beneficiaries/${id}`)).status]).toEqual([404, 403]);
    expect((await one.post(`/beneficiaries/${id}/declassify`, { reason: '不再需要保密' })).body).toMatchObject({ code: 'OPENING_NEEDED' });
    await bench.open('t.hospital_leader.a', id);
    expect((await one.post(`/beneficiaries/${id}/declassify`, { reason: '不再需要保密' })).status).toBe(200);
    expect((await clerk.get(`/beneficiaries/${id}`)).body).toMatchObject({ secrecy: 'N', name: '后来机密甲' });
    const log = await hospital.database.query(
      `select actor, before ->> 'secrecy' as before, after ->> 'secrecy' as after, after ->> 'secrecy_reason' as reason from change_log
       where table_name = 'beneficiary' and row_id = $1 and before ->> 'secrecy' <> after ->> 'secrecy' order by seq`, [id],
    );
    expect(log).toEqual([
      { actor: 't.hospital_leader.a', before: 'N', after: 'V', reason: '按上级要求列为机密' },
      { actor: 't.hospital_leader.a', before: 'V', after: 'N', reason: '不再需要保密' },
    ]);
  });

  it('S27 a head of department sets nobody outside his departments', async () => {
    const { id } = await bench.enrol({ name: '他科对象' }, { department: '100110' });
    const elsewhere = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '4001', staffNo: 'E' });
    await bench.clear('t.dept_director.4001.e');
    expect((await classify(elsewhere, id)).status).toBe(404);
    const own = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110', staffNo: 'F' });
    await bench.clear('t.dept_director.100110.f');
    expect((await classify(own, id)).body).toMatchObject({ changed: true });
  });

  it('R-91.a many at once need a second person, and change nothing before', async () => {
    const people = [await bench.enrol({ name: '批量甲' }), await bench.enrol({ name: '批量乙' })];
    const asked = await one.post<{ id: string }>('/confidential-matters/secrecy', { beneficiaryIds: people.map(({ id }) => id), secrecy: 'V', reason: '按名单整体列为机密' });
    expect(asked.status).toBe(200);
    expect((await clerk.get(`/beneficiaries/${people[0]!.id}`)).status).toBe(200);
    expect((await one.post(`/confidential-matters/secrecy/${asked.body.id}/approve`, {})).status).toBe(409);
    expect((await other.post(`/confidential-matters/secrecy/${asked.body.id}/approve`, {})).status).toBe(204);
    expect(await Promise.all(people.map(async ({ id }) => (await clerk.get(`/beneficiaries/${id}`)).status))).toEqual([404, 404]);
  });

  it('R-91.c S34 he stays 机密 when he leaves the roster, dies, is told of anew by a file or a source, and comes back', async () => {
    const person = await bench.enrol({ name: '机密己', secrecy: 'V' });
    await bench.open('t.hospital_leader.a', person.id);
    const director = await hospital.signIn('OFFICE_DIRECTOR', { staffNo: 'G' });
    await bench.clear('t.office_director.g');
    await hospital.database.query('update clearance set by_name = true where user_id = (select id from app_user where username = $1)', ['t.office_director.g']);
    await director.post('/confidential-openings', { beneficiaryId: person.id, reason: '办理移出手续' });
    const state = async () => (await hospital.database.query('select secrecy, confidential, status from beneficiary where id = $1', [person.id]))[0];
    expect((await director.post(`/beneficiaries/${person.id}/status`, { status: 'deceased', reason: '家属告知' })).status).toBe(204);
    expect(await state()).toEqual({ secrecy: 'V', confidential: true, status: 'deceased' });
    expect((await director.post(`/beneficiaries/${person.id}/remove`, { reason: '按规定移出' })).status).toBe(204);
    expect((await clerk.get('/beneficiaries?status=all&withRemoved=true')).body.items.map(({ id }) => id)).not.toContain(person.id);
    expect((await director.post(`/beneficiaries/${person.id}/restore`, { reason: '误操作恢复' })).status).toBe(204);
    await bench.amend(person.id, { ...person, secrecy: 'N', workUnit: '新单位' });
    expect(await state()).toEqual({ secrecy: 'V', confidential: true, status: 'active' });
  });
});
