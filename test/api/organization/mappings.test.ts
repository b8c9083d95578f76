import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addStaff } from './staff-rows.js';

let hospital: TestHospital;
let administrator: Visitor;
const ids: Record<string, string> = {};

beforeAll(async () => {
  hospital = await startHospital();
  administrator = await hospital.signIn('SYS_ADMIN');
  await addStaff(hospital.database, { staffNo: 'S-1', name: '周医生' });
  await addStaff(hospital.database, { staffNo: 'S-2', name: '吴医生' });
  await addStaff(hospital.database, { staffNo: 'S-3', name: '郑重名' });
  await addStaff(hospital.database, { staffNo: 'S-4', name: '郑重名', departmentCode: '100106' });
  await addStaff(hospital.database, { staffNo: 'S-5', name: '没有账号' });
  for (const [username, name, staffNo] of [['zhou', '周医生', 'S-1'], ['wu', '吴医生', null], ['zheng', '郑重名', null]] as const) {
    const { body } = await administrator.post<{ id: string }>('/users', { username, name, staffNo, departmentCode: '100105' });
    ids[username] = body.id;
  }
});
afterAll(() => hospital.stop());

const confirm = (username: string, code: string, source = 'his') => administrator.post('/user-mappings', { items: [{ userId: ids[username], source, code }] });

describe('codes of the staff in other systems', () => {
  it('R-72.b suggests with a confidence, the surest first, nothing where names are ambiguous, and writes nothing', async () => {
    const { body } = await administrator.get('/user-mappings/suggestions');
    expect(body.items).toMatchObject([
      { username: 'zhou', code: 'S-1', confidence: 98, because: '工号和姓名相同' },
      { username: 'wu', code: 'S-2', confidence: 75, because: '姓名和科室相同' },
    ]);
    expect(await hospital.database.query('select 1 from user_staff_code')).toEqual([]);
  });

  it('R-72.a a code belongs to one account at most, and the conflict says to whom', async () => {
    expect((await confirm('zhou', 'S-1')).status).toBe(204);
    const answer = await confirm('wu', 'S-1');
    expect([answer.status, answer.body['detail']]).toEqual([409, expect.stringContaining('周医生（zhou）')]);
    expect((await confirm('zhou', 'S-1')).status).toBe(204);
    expect((await confirm('zhou', 'L77', 'lis')).status).toBe(204);
    expect((await administrator.get(`/users/${ids['zhou']!}`)).body['codes']).toMatchObject([{ source: 'his', code: 'S-1', name: '周医生' }, { source: 'lis', code: 'L77', name: null }]);
  });

  it('R-72 lists what has no partner on either side', async () => {
    const { body } = await administrator.get<{ staff: { code: string }[]; users: { username: string }[]; staffTotal: number }>('/user-mappings/unmapped');
    expect(body.staff.map(({ code }) => code)).toEqual(['S-2', 'S-3', 'S-4', 'S-5']);
    expect(body.staffTotal).toBe(4);
    expect(body.users.map(({ username }) => username)).toEqual(expect.arrayContaining(['wu', 'zheng']));
    expect(body.users.map(({ username }) => username)).not.toContain('zhou');
  });

  it('R-72.d without its mapping a code is free again; what the source wrote stays', async () => {
    expect((await administrator.post('/user-mappings/remove', { userId: ids['zhou'], source: 'his', code: 'S-1' })).status).toBe(204);
    expect((await administrator.post('/user-mappings/remove', { userId: ids['zhou'], source: 'his', code: 'S-1' })).status).toBe(404);
    expect((await confirm('wu', 'S-1')).status).toBe(204);
    expect(await hospital.database.query(`select name from staff where staff_no = 'S-1'`)).toEqual([{ name: '周医生' }]);
  });
});
