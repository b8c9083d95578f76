import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson } from '../../support/facts.js';
import { REASON, RightsBench } from './rights-bench.js';

let hospital: TestHospital;
let bench: RightsBench;
let nurse: Visitor;
let nurseId: string;
beforeAll(async () => {
  hospital = await startHospital();
  bench = await RightsBench.open(hospital);
  nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N1' });
  nurseId = await bench.userId('t.nurse.100110.n1');
  await addPerson(hospital.database, { name: '本科甲', access: [{ department: '100110' }] });
  await addPerson(hospital.database, { name: '机密丙', secrecy: 'V', access: [{ department: '100110' }] });
});
afterAll(() => hospital.stop());

interface Explained {
  permissions: string[];
  rights: { permission: string; effective: boolean; because: string[] }[];
  overrides: { id: string; permission: string; effect: string; expired: boolean }[];
  people: number;
  roles: { code: string; scope: string }[];
}
const explained = async (): Promise<Explained> => (await bench.sys.get<Explained>(`/users/${nurseId}/effective-permissions`)).body;
const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

describe('what one account may beyond its roles, or may not in spite of them', () => {
  it('R-84.a a personal denial beats the role, from the next request on, and is lifted by two', async () => {
    expect((await nurse.get('/lab-reports')).status).toBe(200);
    expect((await bench.sys.post(`/users/${nurseId}/denials`, { permission: 'lab:read', reason: REASON })).body['outcome']).toBe('applied');
    expect((await nurse.get('/lab-reports')).status).toBe(403);
    const { rights, overrides } = await explained();
    expect(rights.find(({ permission }) => permission === 'lab:read')).toMatchObject({
      effective: false, because: ['角色：护士', expect.stringContaining('单独禁止：长期，t.sys_admin，测试需要')],
    });
    const lifted = await bench.sys.post(`/users/${nurseId}/overrides/${overrides[0]!.id}/lift`, { reason: REASON });
    expect(lifted.body['outcome']).toBe('pending');
    expect((await nurse.get('/lab-reports')).status).toBe(403);
    expect((await bench.approve(lifted)).status).toBe(204);
    expect((await nurse.get('/lab-reports')).status).toBe(200);
  });

  it('R-84.a a personal grant counts when a second person agreed, and a denial beats it too', async () => {
    const asked = await bench.sys.post(`/users/${nurseId}/grants`, { permission: 'visit:export', validUntil: inAnHour(), reason: REASON });
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(403);
    expect((await bench.approve(asked)).status).toBe(204);
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(200);
    await bench.sys.post(`/users/${nurseId}/denials`, { permission: 'visit:export', validUntil: inAnHour(), reason: REASON });
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(403);
    await hospital.database.query(`delete from user_override where effect = 'deny'`);
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(200);
  });

  it('R-84.a a grant ends by itself: the session that used it is refused, nobody touches anything', async () => {
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(200);
    await hospital.database.query(`update user_override set valid_until = now() + interval '1500 milliseconds' where permission = 'visit:export'`);
    await nurse.download('/outpatient-visits/export');
    await new Promise((done) => setTimeout(done, 1_700));
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(403);
    expect((await explained()).overrides).toContainEqual(expect.objectContaining({ permission: 'visit:export', expired: true }));
    expect((await bench.sys.post(`/users/${nurseId}/grants`, { permission: 'visit:export', validUntil: '2020-01-01T00:00:00Z', reason: REASON })).status).toBe(400);
  });

  it('R-84.d says why: by which role, which grant, which scope; and how many people, 机密 ones never counted', async () => {
    const { permissions, rights, people, roles } = await explained();
    expect(rights.find(({ permission }) => permission === 'visit:read')).toMatchObject({ effective: true, because: ['角色：护士'] });
    expect(permissions).toContain('visit:read');
    expect(roles).toEqual([expect.objectContaining({ code: 'NURSE', scope: '本科室' })]);
    expect(people).toBe(1);
    const { body: own } = await nurse.get<Explained>('/me/permissions');
    expect(own).toMatchObject({ permissions, people });
    expect(JSON.stringify(await bench.sys.get(`/users/${nurseId}/effective-permissions`))).not.toMatch(/本科甲|机密丙/);
    expect((await nurse.get(`/users/${nurseId}/effective-permissions`)).status).toBe(403);
  });

  it('R-84.c the pages and shortcuts are drawn from the same rights: what was denied is gone from what the session says of itself', async () => {
    await bench.sys.post(`/users/${nurseId}/denials`, { permission: 'registration:read', reason: REASON });
    expect((await nurse.get('/me')).body['permissions']).not.toContain('registration:read');
    expect((await nurse.get('/registrations')).status).toBe(403);
  });
});
