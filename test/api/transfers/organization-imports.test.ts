import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { sheetRows } from '../../support/workbook.js';
import { commit, csv, preview, send, settled } from './uploads.js';

/** Seven steps, each of them a job of its own. */
const WAIT = 120_000;

let hospital: TestHospital;
let admin: Visitor;
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  admin = await hospital.signIn('SYS_ADMIN');
  await hospital.database.query(
    `insert into staff (source_system, source_key, source_version, source_rank, content_hash, staff_no, name, title)
     values ('his', 'H100', now(), 0, '', 'H100', '院内甲', '主任医师')`,
  );
});
afterAll(() => hospital.stop());

const take = async (kind: string, ...rows: string[][]) => commit(admin, await preview(hospital, admin, kind, csv(...rows)));
async function undo(id: string) {
  expect((await admin.post(`/imports/${id}/undo`, { reason: '导错文件' })).status).toBe(200);
  return settled(admin, id);
}
const reasons = async (id: string): Promise<string[]> =>
  (await admin.get<{ items: { message: string }[] }>(`/imports/${id}/rows?outcome=failed`)).body.items.map(({ message }) => message);

describe('importing departments, staff, accounts and meanings of codes', () => {
  it('R-99.a each has a template with the sheet of explanations, for whoever may write it by hand and nobody else', async () => {
    const kinds = (await admin.get<{ items: { kind: string }[] }>('/imports/kinds')).body.items.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['department', 'staff', 'user', 'code-map']));
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
    for (const kind of ['department', 'staff', 'user', 'code-map']) {
      const { bytes } = await admin.download(`/imports/template?kind=${kind}`);
      expect(await preview(hospital, admin, kind, bytes)).toMatchObject({ added: 0, failed: 0, ignored: [] });
      expect((await send(hospital, doctor, kind, bytes)).status).toBe(403);
    }
  });

  it('R-99.b R-99.d departments may stand below departments of the same file; the same file again changes nothing; all of it is taken back', async () => {
    const head = ['科室编码', '科室名称', '上级科室编码', '类别', '需处理就诊', '顺序'];
    // Chains of seven; the last rows stand far below those that they name.
    const parentOf = (i: number): string => (i === 0 ? '' : i % 7 ? `I${i - 1}` : 'I0');
    const rows = Array.from({ length: 120 }, (_, i) => [`I${i}`, `导入科${i}`, parentOf(i), '临床', i % 2 ? '是' : '', '']);
    const before = await hospital.database.query('select code, name, parent_code, kind, handles_visits, sort from department order by code');
    const looked = await preview(hospital, admin, 'department', csv(head, ...rows));
    expect(looked).toMatchObject({ added: 120, failed: 0 });
    expect(await hospital.database.query('select code, name, parent_code, kind, handles_visits, sort from department order by code')).toEqual(before);
    const done = await commit(admin, looked);
    expect(done).toMatchObject({ added: 120, failed: 0 });
    expect(await hospital.database.query(`select parent_code, handles_visits from department where code = 'I119'`)).toEqual([{ parent_code: 'I0', handles_visits: true }]);
    expect(await take('department', head, ...rows)).toMatchObject({ added: 0, changed: 0, unchanged: 120 });
    const moved = await take('department', head, ['I1', '改名科', 'I5', '', '否', '7']);
    expect(await reasons(moved.id)).toEqual([expect.stringContaining('下级科室')]);
    const renamed = await take('department', head, ['I1', '改名科', '', '医技', '', '7']);
    expect(renamed).toMatchObject({ changed: 1 });
    expect(await undo(renamed.id)).toMatchObject({ state: 'undone', message: '已全部撤销。' });
    expect(await undo(done.id)).toMatchObject({ state: 'undone', message: '已全部撤销。' });
    expect(await hospital.database.query('select code, name, parent_code, kind, handles_visits, sort from department order by code')).toEqual(before);
  }, WAIT);

  it('R-79 R-99.e staff come in by the rules of the page: of somebody from the HIS only what is ours is changed', async () => {
    const head = ['工号', '姓名', '职称', '手机', '专业'];
    const done = await take('staff', head, ['L1', '本地甲', '医师', '13800000001', ''], ['H100', '院内甲', '', '13800000002', '心血管'], ['H100X', '错号', '', '123', '']);
    expect(done).toMatchObject({ added: 1, changed: 1, failed: 1 });
    const sheet = sheetRows((await admin.download(`/imports/${done.id}/errors`)).bytes);
    expect(sheet[1]!.slice(-2)).toEqual(['手机', expect.stringContaining('格式不正确')]);
    expect(await hospital.database.query(`select name, title, phone, specialty from staff where staff_no = 'H100'`)).toEqual([{ name: '院内甲', title: '主任医师', phone: '13800000002', specialty: '心血管' }]);
    const renamed = await take('staff', head, ['H100', '改名', '', '', '']);
    expect(await reasons(renamed.id)).toEqual([expect.stringContaining('以 HIS 为准')]);
    await hospital.database.query(`update staff set phone = '13900000000' where staff_no = 'L1'`);
    expect(await undo(done.id)).toMatchObject({ message: expect.stringContaining('有 1 行') });
    expect(await hospital.database.query(`select staff_no, phone from staff where staff_no in ('L1', 'H100') order by 1`)).toEqual([{ staff_no: 'H100', phone: null }, { staff_no: 'L1', phone: '13900000000' }]);
  });

  it('R-71 R-81 accounts from a file have no password and no role and wait for a person; nothing in a file gives a right', async () => {
    const head = ['账号', '姓名', '工号', '主科室编码', '手机', '角色', '状态'];
    const done = await take('user', head, ['dao.ru', '导入用户', 'U1', '100110', '13800000003', 'SYS_ADMIN', 'active'], ['t.sys_admin', '改管理员', '', '100110', '', '', '']);
    expect(done).toMatchObject({ added: 1, failed: 1, ignored: ['角色', '状态'] });
    const made = async () => hospital.database.query(
      `select status, password_hash, (select count(*)::int from user_role r where r.user_id = u.id) as roles from app_user u where username = 'dao.ru'`);
    expect(await made()).toEqual([{ status: 'pending', password_hash: 'pending', roles: 0 }]);
    for (const password of ['pending', '', 'dao.ru']) expect((await hospital.stranger.post('/auth/login', { username: 'dao.ru', password })).status).not.toBe(200);
    expect(await undo(done.id)).toMatchObject({ message: '已全部撤销。' });
    expect(await made()).toEqual([]);
    const again = await take('user', head, ['dao.ru', '导入用户', 'U1', '100110', '', '', '']);
    const [user] = await hospital.database.query<{ id: string }>(`select id from app_user where username = 'dao.ru'`);
    expect((await admin.post(`/users/${user!.id}/reset-password`, { reason: '开通' })).status).toBe(200);
    expect(await undo(again.id)).toMatchObject({ message: expect.stringContaining('有 1 行') });
    expect(await made()).toMatchObject([{ status: 'active' }]);
  });

  it('R-99 meanings of codes come in by the rules of the page, and go back to what they were', async () => {
    await hospital.database.query(`insert into source (id, connector_id, name, system, host) values ('his', 'demo-his', 'HIS', 'HIS', 'nowhere:1')`);
    const head = ['数据源', '代码表', '来源代码', '对应'];
    const first = await take('code-map', head, ['HIS', 'ward', 'W1', '100110'], ['HIS', 'ward', 'W2', '100105'], ['没有的', 'ward', 'W3', 'x']);
    expect(first).toMatchObject({ added: 2, failed: 1 });
    const second = await take('code-map', head, ['HIS', 'ward', 'W1', '100110'], ['HIS', 'ward', 'W2', '100110']);
    expect(second).toMatchObject({ unchanged: 1, changed: 1 });
    await undo(second.id);
    const stored = () => hospital.database.query(`select code, target from code_mapping where source_system = 'his' and table_name = 'ward' order by code`);
    expect(await stored()).toEqual([{ code: 'W1', target: '100110' }, { code: 'W2', target: '100105' }]);
    await undo(first.id);
    expect(await stored()).toEqual([{ code: 'W1', target: null }, { code: 'W2', target: null }]);
  });
});
