import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let director: Visitor;
let security: Visitor;
let leader: Visitor;
let secret: { id: string };
const day = (offset: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + offset * 86_400_000);
const idOf = async (username: string): Promise<string> =>
  (await hospital.database.query<{ id: string }>('select id from app_user where username = $1', [username]))[0]!.id;
const ask = async (by: Visitor, username: string, given: object = {}) =>
  by.post<{ id: string; code: string }>('/clearances/proposals', { userId: await idOf(username), until: day(30), reason: '分管干部保健工作', ...given });
const approve = (by: Visitor, id: string) => by.post(`/clearances/proposals/${id}/approve`, { note: '已核对任职文件' });
const seesHim = async (visitor: Visitor): Promise<number> => (await visitor.get(`/beneficiaries/${secret.id}`)).status;

beforeAll(async () => {
  hospital = await startHospital();
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  security = await hospital.signIn('SEC_ADMIN');
  leader = await hospital.signIn('HOSPITAL_LEADER');
  secret = await new RosterBench(hospital).enrol({ name: '机密甲', secrecy: 'V' }, { department: '100110' });
});
afterAll(() => hospital.stop());

describe('a clearance is given by two, for a third, for a time', () => {
  it('R-81.b one asks, another approves, and it holds from the next request', async () => {
    const asked = await ask(director, 't.hospital_leader');
    expect(asked.status).toBe(200);
    expect(await seesHim(leader)).toBe(404);
    expect((await security.get('/clearances/proposals')).body.items).toMatchObject([{ id: asked.body.id, username: 't.hospital_leader', state: 'open', mayDecide: true }]);
    expect((await approve(security, asked.body.id)).status).toBe(204);
    expect(await seesHim(leader)).toBe(403);
    const { items } = (await security.get('/clearances')).body;
    expect(items).toMatchObject([{ username: 't.hospital_leader', state: 'valid', takesEffect: true, reason: '分管干部保健工作', grantedByName: 't.office_director.4001', approvedByName: 't.sec_admin' }]);
  });

  it('R-81.b is over at once when it is taken back, with who and why', async () => {
    const [{ id }] = (await director.get<{ items: [{ id: string }] }>('/clearances')).body.items;
    expect((await director.post(`/clearances/${id}/revoke`, { reason: '调离分管岗位' })).status).toBe(204);
    expect(await seesHim(leader)).toBe(404);
    expect((await security.get('/clearances?state=ended')).body.items).toMatchObject([{ id, revokedByName: 't.office_director.4001', revokeReason: '调离分管岗位' }]);
    expect((await director.post(`/clearances/${id}/revoke`, { reason: '再次撤销' })).status).toBe(404);
    const log = await hospital.database.query(`select actor, action from change_log where table_name = 'clearance' and row_id = $1 order by seq`, [id]);
    expect(log).toEqual([{ actor: 't.sec_admin', action: 'insert' }, { actor: 't.office_director.4001', action: 'update' }]);
  });

  it('R-81.b ends by itself', async () => {
    const { body } = await ask(director, 't.hospital_leader');
    await approve(security, body.id);
    expect(await seesHim(leader)).toBe(403);
    await hospital.database.query(`update clearance set valid_until = now() where valid_until > now()`);
    expect(await seesHim(leader)).toBe(404);
  });

  it('R-81.c nobody asks for himself, and whoever asked does not approve', async () => {
    expect((await ask(leader, 't.hospital_leader')).body).toMatchObject({ status: 409, code: 'ONESELF' });
    const administrator = await hospital.signIn('SYS_ADMIN');
    expect((await ask(administrator, 't.sys_admin')).body).toMatchObject({ status: 409 });
    expect((await ask(administrator, 't.sec_admin')).body).toMatchObject({ status: 409, code: 'ROLE_CANNOT_BE_CLEARED' });
    expect((await ask(director, 't.sys_admin')).body).toMatchObject({ status: 409, code: 'ROLE_CANNOT_BE_CLEARED' });
    // Somebody who holds both rights: an account with both roles, made past every rule.
    await hospital.database.query(`with more as (insert into user_role (user_id, role_code) select id, 'OFFICE_DIRECTOR' from app_user where username = 't.sec_admin')
      update app_user set rights_version = rights_version + 1 where username = 't.sec_admin'`);
    const { body } = await ask(security, 't.hospital_leader');
    expect((await approve(security, body.id)).body).toMatchObject({ status: 409, code: 'SECOND_PERSON_NEEDED' });
    expect((await security.post(`/clearances/proposals/${body.id}/withdraw`)).status).toBe(204);
    await hospital.database.query(`with less as (delete from user_role where role_code = 'OFFICE_DIRECTOR' and user_id = (select id from app_user where username = 't.sec_admin'))
      update app_user set rights_version = rights_version + 1 where username = 't.sec_admin'`);
    expect(await hospital.database.query('select 1 from clearance where granted_by = approved_by or user_id in (granted_by, approved_by)')).toEqual([]);
  });

  it('R-81.c S20 whoever administers the system neither approves nor reads who is cleared', async () => {
    const administrator = await hospital.signIn('SYS_ADMIN');
    expect((await administrator.get('/clearances')).status).toBe(403);
    const { body } = await ask(director, 't.hospital_leader');
    expect((await approve(administrator, body.id)).status).toBe(403);
    expect((await approve(director, body.id)).status).toBe(403);
    expect((await security.post(`/clearances/proposals/${body.id}/reject`, {})).status).toBe(400);
    expect((await security.post(`/clearances/proposals/${body.id}/reject`, { note: '理由不足' })).status).toBe(204);
    expect((await approve(security, body.id)).status).toBe(404);
  });

  it('R-85.e the head of the care office is cleared by name, as the list shows', async () => {
    expect((await director.get(`/beneficiaries/${secret.id}`)).status).toBe(404);
    const { body } = await ask(leader, 't.office_director.4001');
    expect((await approve(security, body.id)).status).toBe(204);
    expect((await security.get('/clearances')).body.items).toMatchObject([{ username: 't.office_director.4001', byName: true, takesEffect: true }]);
    expect(await seesHim(director)).toBe(403);
  });

  it.each([{ until: day(-1) }, { until: day(10), from: day(20) }, { until: day(400) }, { from: day(-2) }])('R-81.b refuses the period %j', async (period) => {
    expect((await ask(director, 't.hospital_leader', period)).status).toBe(400);
  });

  it('R-81.b two who approve at the same time make one clearance', async () => {
    const { body } = await ask(director, 't.hospital_leader');
    const other = await hospital.signIn('SEC_ADMIN', { staffNo: 'S2' });
    const statuses = (await Promise.all([approve(security, body.id), approve(other, body.id)])).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([204, 404]));
    expect(await hospital.database.query(`select 1 from clearance where valid_until > now() and user_id = (select id from app_user where username = 't.hospital_leader')`)).toHaveLength(1);
  });
});
