import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { sheetRows } from '../../support/workbook.js';
import { addStaff } from './staff-rows.js';

let hospital: TestHospital;
let administrator: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  administrator = await hospital.signIn('SYS_ADMIN');
});
afterAll(() => hospital.stop());

const erase = async (id: string): Promise<{ status: number; code: string; detail: string }> => {
  const answer = await fetch(`${hospital.url}/api/v1/staff/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${administrator.token}` } });
  const text = await answer.text();
  return { status: answer.status, ...(text ? (JSON.parse(text) as { code: string; detail: string }) : { code: '', detail: '' }) };
};
const create = (staffNo: string, more: object = {}) =>
  administrator.post<{ id: string }>('/staff', { staffNo, name: '外聘专家', departmentCode: '100105', phone: '13800138000', email: 'z@example.com', ...more });

describe('staff', () => {
  it('R-79.a has account, name, number, phone, mail and department, with and without an account', async () => {
    await addStaff(hospital.database, { staffNo: 'P-1', name: '王医生' });
    await addStaff(hospital.database, { staffNo: 'P-2', name: '无账号' });
    await administrator.post('/users', { username: 'wang.p', name: '王医生', staffNo: 'P-1', departmentCode: '100105' });
    expect((await administrator.get('/staff?keyword=P-')).body.items).toMatchObject([
      { username: 'wang.p', accountStatus: 'active', name: '王医生', staffNo: 'P-1', phone: null, email: null, departmentName: '内分泌科', origin: 'his' },
      { username: null, accountStatus: null, staffNo: 'P-2' },
    ]);
    expect((await administrator.get('/staff?keyword=P-&account=without')).body.items.map(({ staffNo }) => staffNo)).toEqual(['P-2']);
  });

  it('R-79.a numbers are unique, phones and addresses have their form', async () => {
    expect((await create('U-1')).status).toBe(200);
    for (const [more, field] of [[{}, 'staffNo'], [{ staffNo: 'U-2', phone: '123' }, 'phone'], [{ staffNo: 'U-2', email: 'x' }, 'email']] as const) {
      const answer = await create('U-1', more);
      expect([answer.status, (answer.body as unknown as { fields: { field: string }[] }).fields[0]!.field]).toEqual([400, field]);
    }
  });

  it('R-79.b the phone is masked for who may only read', async () => {
    await create('K-1');
    const director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
    expect((await director.get('/staff?keyword=K-1')).body.items).toMatchObject([{ phone: '138****8000', email: 'z***@example.com' }]);
    expect((await administrator.get('/staff?keyword=K-1')).body.items).toMatchObject([{ phone: '13800138000' }]);
    const { bytes } = await director.download('/staff/export?keyword=K-1');
    expect(JSON.stringify(sheetRows(bytes))).not.toContain('13800138000');
  });

  it('R-79.c an account that is closed leaves the person among the staff', async () => {
    const { body } = await administrator.post<{ id: string }>('/users', { username: 'gone.soon', name: '王医生', staffNo: 'Z-1', departmentCode: '100105' });
    await addStaff(hospital.database, { staffNo: 'Z-1', name: '赵医生' });
    await administrator.post(`/users/${body.id}/close`, { reason: '不再使用' });
    expect((await administrator.get('/staff?keyword=Z-1')).body.items).toMatchObject([{ name: '赵医生', username: null, active: true }]);
  });

  it('R-79 what the HIS says of somebody is read-only here, his phone is ours and outlives the next sync', async () => {
    const id = await addStaff(hospital.database, { staffNo: 'H-1', name: '孙医生' });
    const facts = { name: '孙医生', departmentCode: '100105', title: null, position: null };
    expect((await administrator.patch(`/staff/${id}`, { ...facts, name: '别名' })).body).toMatchObject({ code: 'SOURCE_OWNED' });
    expect((await administrator.post(`/staff/${id}/leave`)).body).toMatchObject({ code: 'SOURCE_OWNED' });
    expect((await administrator.patch(`/staff/${id}`, { ...facts, phone: '13700137000', specialty: '糖尿病' })).status).toBe(204);
    const log = await hospital.database.query(`select actor, after ->> 'phone' as phone from change_log where table_name = 'staff' and row_id = $1`, [id]);
    expect(log).toEqual([{ actor: 't.sys_admin', phone: '13700137000' }]);
  });

  it('R-80.a is not deleted while something refers to him, and 离职 is offered', async () => {
    const { body } = await create('R-1');
    await administrator.post('/users', { username: 'r.one', name: '外聘专家', staffNo: 'R-1', departmentCode: '100105' });
    const refused = await erase(body.id);
    expect(refused).toMatchObject({ status: 409, code: 'STAFF_IN_USE', detail: expect.stringMatching(/用户账号.*离职/) });
    expect((await administrator.post(`/staff/${body.id}/leave`)).status).toBe(204);
    expect((await administrator.get('/staff?keyword=R-1&state=left')).body.items).toMatchObject([{ active: false }]);
    const { body: free } = await create('R-2');
    expect((await erase(free.id)).status).toBe(204);
    expect((await administrator.get(`/staff/${free.id}`)).status).toBe(404);
  });

  it('R-80.b the file holds the rows of the list', async () => {
    const { body } = await administrator.get('/staff?sort=-staffNo&pageSize=100');
    const { status, bytes } = await administrator.download('/staff/export?sort=-staffNo');
    expect(status).toBe(200);
    const rows = sheetRows(bytes).slice(5);
    expect(rows.slice(0, -1).map((row) => row[2])).toEqual(body.items.map(({ staffNo }) => staffNo));
    expect(rows.at(-1)!.slice(0, 2)).toEqual(['合计', `${body.total} 条`]);
  });

  it('R-80.c who lacks the right is refused', async () => {
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100105', staffNo: 'D1' });
    for (const path of ['/staff', '/staff/export']) expect((await doctor.get(path)).status, path).toBe(403);
    const director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
    expect((await director.post('/staff', { staffNo: 'X', name: 'X' })).status).toBe(403);
  });
});
