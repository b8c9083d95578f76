import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaffChangesJob } from '../../../apps/api/src/features/organization/provisioning/staff-changes.job.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addStaff } from './staff-rows.js';

let hospital: TestHospital;
let administrator: Visitor;
let security: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  administrator = await hospital.signIn('SYS_ADMIN');
  security = await hospital.signIn('SEC_ADMIN');
});
afterAll(() => hospital.stop());

const follow = () => hospital.app.get(StaffChangesJob, { strict: false }).follow();
const account = async (username: string) => (await administrator.get(`/users?keyword=${username}`)).body.items[0];

describe('accounts that follow the staff of the HIS', () => {
  it('R-73.a somebody new gets an account with the default role that nobody can use before a person lets it in', async () => {
    await addStaff(hospital.database, { staffNo: 'V-1', name: '新医生', departmentCode: '100105', title: '主治医师' });
    await addStaff(hospital.database, { staffNo: 'V-2', name: '新护士', departmentCode: '100105', title: '护师' });
    await addStaff(hospital.database, { staffNo: 'V-3', name: '别科医生', departmentCode: '2001', title: '主治医师' });
    expect((await security.post('/provisioning-rules', { departmentCode: '1001', title: '主治医师', roleCode: 'DOCTOR', enabled: true })).status).toBe(204);
    expect((await security.get('/provisioning-rules/preview')).body).toMatchObject({ total: 1, items: [{ staffNo: 'V-1', roleName: '医生' }] });
    expect(await account('v-1')).toBeUndefined();
    expect(await follow()).toEqual({ made: 1, disabled: 0 });
    const made = await account('v-1');
    expect(made).toMatchObject({ name: '新医生', status: 'pending', roles: ['医生'], departmentCode: '100105' });
    expect((await hospital.stranger.post('/auth/login', { username: 'v-1', password: 'pending' })).status).toBe(401);
    expect(await follow()).toEqual({ made: 0, disabled: 0 });
    const { status, body } = await administrator.post<{ oneTimeSecret: string }>(`/users/${String(made!['id'])}/reset-password`, { reason: '核实身份后开通' });
    expect(status).toBe(200);
    expect((await hospital.stranger.post('/auth/login', { username: 'v-1', password: body.oneTimeSecret })).status).toBe(200);
  });

  it('R-73 of several rules the nearest department wins, then the one that names the title', async () => {
    await security.post('/provisioning-rules', { departmentCode: null, title: null, roleCode: 'GUIDE', enabled: true });
    await security.post('/provisioning-rules', { departmentCode: '100105', title: '护师', roleCode: 'NURSE', enabled: true });
    const { body } = await security.get('/provisioning-rules/preview');
    expect(body.items).toMatchObject([{ staffNo: 'V-2', roleName: '护士' }, { staffNo: 'V-3', roleName: '导医' }]);
  });

  it.each(['HOSPITAL_LEADER', 'OFFICE_DIRECTOR', 'DEPT_DIRECTOR', 'SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR', 'NO_SUCH'])('R-73.c never starts anybody as %s', async (roleCode) => {
    expect((await security.post('/provisioning-rules', { roleCode, enabled: true })).status).toBe(400);
    expect((await security.get('/provisioning-rules/roles')).body.items.map(({ code }) => code)).not.toContain(roleCode);
  });

  it('R-73.c a role that was widened after its rule was made is given to nobody any more', async () => {
    await hospital.database.query(`insert into role_permission values ('NURSE', 'visit:export')`);
    expect((await security.get('/provisioning-rules/preview')).body.items).toMatchObject([{ staffNo: 'V-2', roleName: '导医' }, { staffNo: 'V-3' }]);
    await hospital.database.query(`delete from role_permission where permission = 'visit:export' and role_code = 'NURSE'`);
  });

  it('R-73.b who leaves the HIS is out at the next request, and stands on the list for review', async () => {
    await addStaff(hospital.database, { staffNo: 'Q-1', name: '离职者' });
    const leaver = await hospital.signIn('DOCTOR', { departmentCode: '100105', staffNo: 'Q-1' });
    expect((await leaver.get('/me')).status).toBe(200);
    await hospital.database.query(`update staff set active = false where staff_no = 'Q-1'`);
    expect((await follow()).disabled).toBe(1);
    expect((await leaver.get('/me')).status).toBe(401);
    expect((await administrator.get('/users?left=true')).body.items).toMatchObject([{ staffNo: 'Q-1', status: 'disabled', statusReason: 'left-hospital' }]);
  });

  it('R-73.b a list of staff that empties all at once shuts nobody out', async () => {
    for (let at = 0; at < 12; at += 1) {
      await addStaff(hospital.database, { staffNo: `E-${at}`, name: '全体' });
      await administrator.post('/users', { username: `e-${at}`, name: '全体', staffNo: `E-${at}`, departmentCode: '100105' });
    }
    await hospital.database.query(`update staff set active = false where staff_no like 'E-%'`);
    expect((await follow()).disabled).toBe(0);
    expect(await account('e-0')).toMatchObject({ status: 'active' });
  });

  it('R-73 S20 only the security administrator sets default roles', async () => {
    expect((await administrator.get('/provisioning-rules')).status).toBe(403);
    expect((await administrator.post('/provisioning-rules', { roleCode: 'NURSE', enabled: true })).status).toBe(403);
    expect((await security.get('/users')).status).toBe(403);
  });
});
