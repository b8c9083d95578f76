import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { packWorkbook } from '../../support/packed-workbook.js';
import { idCardOf, RosterBench } from '../../support/people.js';
import { sheetRows, unpack } from '../../support/workbook.js';
import { commit, csv, preview, send, settled } from './uploads.js';

const HEAD = ['姓名', '性别', '对象类型', '保健级别', '证件号', '单位'];

let hospital: TestHospital;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

const person = (name: string, card = idCardOf('1950-06-15'), unit = '市发展研究院'): string[] => [name, '男', '干保', 'L2', card, unit];
/** Oracle: everything that the roster says of anybody. */
const roster = async (): Promise<unknown[]> => hospital.database.query('select name, work_unit, care_level, secrecy, status from beneficiary order by name, id');
const people = async (name: string) => hospital.database.query<{ id: string; work_unit: string; secrecy: string }>('select id, work_unit, secrecy from beneficiary where name = $1', [name]);

describe('importing the roster', () => {
  it('R-99.a G-I.a the template has its sheet of explanations, lists to choose from, marks and an example that is never taken', async () => {
    const { bytes, status } = await clerk.download('/imports/template?kind=roster');
    expect(status).toBe(200);
    const parts = unpack(bytes);
    expect(parts.get('xl/workbook.xml')).toContain('name="说明"');
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<formula1>"男,女,未知,未说明"</formula1>');
    const [head, example] = sheetRows(bytes);
    expect(head).toEqual(expect.arrayContaining(['姓名*', '性别*', '证件号']));
    expect(head).not.toEqual(expect.arrayContaining([expect.stringMatching(/密级|机密|角色|状态/)]));
    expect(String(example!.find((cell) => cell))).toMatch(/^（示例）/);
    expect(await preview(hospital, clerk, 'roster', bytes)).toMatchObject({ state: 'previewed', added: 0, failed: 0, ignored: [] });
  });

  it('R-99.a G-I.b the preview says what would happen and writes nothing', async () => {
    const [before, log] = [await roster(), await hospital.database.query('select count(*) from change_log')];
    const batch = await preview(hospital, clerk, 'roster', csv(HEAD, person('预检甲'), person('预检乙', '440305195006150000'), ['预检丙', '男', '干保', 'L7', '', '']));
    expect(batch).toMatchObject({ state: 'previewed', added: 1, changed: 0, failed: 2, message: expect.stringContaining('尚未写入') });
    expect(await roster()).toEqual(before);
    expect(await hospital.database.query('select count(*) from change_log')).toEqual(log);
    const { items } = (await clerk.get<{ items: { line: number; columns: string[]; message: string }[] }>(`/imports/${batch.id}/rows?outcome=failed`)).body;
    expect(items).toMatchObject([{ line: 3, columns: ['证件号'] }, { line: 4, columns: ['保健级别'], message: expect.stringContaining('不在可选范围内') }]);
    expect(JSON.stringify(items)).not.toContain('440305195006150000');
  });

  it('R-99.c G-I.c the file of mistakes has the rows as they were sent with columns and reasons; corrected it is taken', async () => {
    const card = idCardOf('1951-01-02');
    const batch = await preview(hospital, clerk, 'roster', csv(HEAD, person('改错甲'), ['改错乙', '男', '干保', '一等', card, '原单位']));
    const { bytes } = await clerk.download(`/imports/${batch.id}/errors`);
    const rows = sheetRows(bytes);
    expect(rows[0]).toEqual([...HEAD, '错误列', '错误原因']);
    expect(rows.slice(1)).toEqual([['改错乙', '男', '干保', '一等', card, '原单位', '保健级别', expect.stringContaining('不在可选范围内')]]);
    const corrected = await packWorkbook({ rows: [rows[0]!.map(String), rows[1]!.map((cell) => (cell === '一等' ? 'L2' : String(cell)))] });
    const again = await preview(hospital, clerk, 'roster', corrected);
    expect(again).toMatchObject({ added: 1, failed: 0, ignored: [] });
    expect(await commit(clerk, again)).toMatchObject({ state: 'committed', added: 1 });
    expect(await people('改错乙')).toMatchObject([{ work_unit: '原单位' }]);
  });

  it('R-99.d G-I.d the same file twice changes nothing; order of columns, marks and spaces do not matter', async () => {
    const card = idCardOf('1952-03-04');
    const first = csv(HEAD, person('两次甲', card));
    await commit(clerk, await preview(hospital, clerk, 'roster', first));
    const log = await hospital.database.query('select max(seq) from change_log');
    expect(await commit(clerk, await preview(hospital, clerk, 'roster', first))).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const shuffled = csv([' 单 位', '证件号 ', '性别 *', '姓名*', '对象类型', '保健级别'], ['  市发展研究院 ', ` ${card}`, '男', '两次甲\u3000', ' 干保', 'L2']);
    expect(await commit(clerk, await preview(hospital, clerk, 'roster', shuffled))).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    expect(await hospital.database.query('select max(seq) from change_log')).toEqual(log);
    expect(await commit(clerk, await preview(hospital, clerk, 'roster', csv(HEAD, person('两次甲', card, '新单位'))))).toMatchObject({ changed: 1 });
    expect(await people('两次甲')).toMatchObject([{ work_unit: '新单位' }]);
  });

  it('R-99.d dates that a spreadsheet counts as numbers and numbers that it keeps as text are right', async () => {
    const card = idCardOf('1953-05-06');
    const file = await packWorkbook({
      formats: ['yyyy-mm-dd'],
      rows: [[...HEAD, '级别起始', '手机'], [...person('日期甲', card), { v: '45292', s: 1 }, { v: '13812345678' }]],
    });
    expect(await commit(clerk, await preview(hospital, clerk, 'roster', file))).toMatchObject({ added: 1, failed: 0 });
    const [row] = await hospital.database.query(`select care_level_from::text as day from beneficiary where name = '日期甲'`);
    expect(row).toEqual({ day: '2024-01-01' });
    expect((await clerk.get(`/beneficiaries?keyword=13812345678`)).body.total).toBe(1);
  });

  it('G-I.e S47 all or nothing writes nothing when one row is wrong; otherwise the right ones are written', async () => {
    const file = csv(HEAD, person('整批甲'), ['整批乙', '男', '干保', 'L9X', '', '']);
    const batch = await preview(hospital, clerk, 'roster', file);
    const before = await roster();
    expect(await commit(clerk, batch, 'all')).toMatchObject({ state: 'previewed', message: expect.stringContaining('整批没有写入') });
    expect(await roster()).toEqual(before);
    expect(await commit(clerk, batch, 'each')).toMatchObject({ state: 'committed', added: 1, failed: 1 });
    expect(await people('整批甲')).toHaveLength(1);
  });

  it('R-88.a R-88.c a policy of a commercial insurer comes with its row, once, and goes again with it', async () => {
    const [card, other] = [idCardOf('1954-07-08'), idCardOf('1954-07-09')];
    const head = [...HEAD, '商业保单号', '保险公司'];
    await commit(clerk, await preview(hospital, clerk, 'roster', csv(HEAD, person('保单旧', other))));
    const file = csv(head, [...person('保单新', card), 'PA 2026 0001', '平安人寿'], [...person('保单旧', other), 'PA20260002', '平安人寿'], [...person('保单缺'), 'PA20260003', '']);
    const looked = await preview(hospital, clerk, 'roster', file);
    expect(looked).toMatchObject({ added: 1, changed: 1, failed: 1 });
    expect((await clerk.get<{ items: { columns: string[]; message: string }[] }>(`/imports/${looked.id}/rows?outcome=failed`)).body.items).toMatchObject([{ columns: ['保险公司'], message: '保险公司请填写保险公司' }]);
    const done = await commit(clerk, looked);
    const policies = async (name: string) => (await clerk.get(`/beneficiaries/${(await people(name))[0]!.id}/policies`)).body.items.map(({ insurer }) => insurer);
    expect([await policies('保单新'), await policies('保单旧')]).toEqual([['平安人寿'], ['平安人寿']]);
    expect(await commit(clerk, await preview(hospital, clerk, 'roster', file))).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect((await clerk.get('/beneficiaries?keyword=保单新')).body.items).toMatchObject([{ policyNo: [expect.stringContaining('*')] }]);
    expect((await clerk.post(`/imports/${done.id}/undo`, { reason: '导错文件' })).status).toBe(200);
    expect(await settled(clerk, done.id)).toMatchObject({ message: '已全部撤销。' });
    expect([await people('保单新'), await policies('保单旧')]).toEqual([[], []]);
  });

  it('R-99.e G-I.g an import is taken back within its time; what somebody changed since stays', async () => {
    const [kept, changed] = [idCardOf('1954-01-01'), idCardOf('1954-01-02')];
    await commit(clerk, await preview(hospital, clerk, 'roster', csv(HEAD, person('撤销旧', kept, '老单位'))));
    const batch = await commit(clerk, await preview(hospital, clerk, 'roster', csv(HEAD, person('撤销旧', kept, '导入单位'), person('撤销新'), person('撤销后改', changed))));
    expect(batch).toMatchObject({ added: 2, changed: 1, undoUntil: expect.any(String) });
    await hospital.database.query(`update beneficiary set work_unit = '后来改', version = version + 1 where name = '撤销后改'`);
    expect((await clerk.post(`/imports/${batch.id}/undo`, { reason: '导错文件' })).status).toBe(200);
    expect(await settled(clerk, batch.id)).toMatchObject({ state: 'undone', message: expect.stringContaining('有 1 行') });
    expect(await people('撤销旧')).toMatchObject([{ work_unit: '老单位' }]);
    expect(await people('撤销新')).toEqual([]);
    expect(await people('撤销后改')).toMatchObject([{ work_unit: '后来改' }]);
    expect((await clerk.post(`/imports/${batch.id}/undo`, { reason: '再来一次' })).status).toBe(409);
  });

  it('S34 S47 a column that would make somebody 机密 or change his standing means nothing and is named', async () => {
    const card = idCardOf('1955-01-01');
    await commit(clerk, await preview(hospital, clerk, 'roster', csv(HEAD, person('密级甲', card))));
    await hospital.database.query(`update beneficiary set secrecy = 'R' where name = '密级甲'`);
    const batch = await preview(hospital, clerk, 'roster', csv([...HEAD, '密级', '状态', '角色'], [...person('密级甲', card, '某单位'), 'V', 'cancelled', 'SYS_ADMIN']));
    expect(batch).toMatchObject({ changed: 1, ignored: ['密级', '状态', '角色'] });
    await commit(clerk, batch);
    expect(await hospital.database.query(`select secrecy, confidential, status from beneficiary where name = '密级甲'`)).toEqual([{ secrecy: 'R', confidential: false, status: 'active' }]);
  });

  it('S33 S47 a number of somebody 机密 answers as one that may be taken, and he stays as he is', async () => {
    const card = idCardOf('1956-01-01');
    const { id } = await new RosterBench(hospital).enrol({ name: '机密甲', idCardNo: card, birthDate: '1956-01-01', secrecy: 'V', workUnit: '原处' });
    const [{ roster_no }] = (await hospital.database.query<{ roster_no: string }>('select roster_no from beneficiary where id = $1', [id])) as [{ roster_no: string }];
    const batch = await preview(hospital, clerk, 'roster', csv(['保健编号', ...HEAD], ['', ...person('不相干', card)], [roster_no, ...person('改名', '')], ['BJ999999', ...person('改名', '')]));
    expect(batch).toMatchObject({ added: 0, changed: 0, failed: 3 });
    const { items } = (await clerk.get<{ items: { message: string }[] }>(`/imports/${batch.id}/rows`)).body;
    expect(items[0]!.message).toContain('号码可能已登记');
    expect(items[1]!.message).toBe(items[2]!.message);
    await commit(clerk, batch);
    expect(await hospital.database.query('select name, work_unit from beneficiary where id = $1', [id])).toEqual([{ name: '机密甲', work_unit: '原处' }]);
  });

  it('G-I.d two rows for the same person are one too many', async () => {
    const card = idCardOf('1957-01-01');
    const batch = await preview(hospital, clerk, 'roster', csv(HEAD, person('重复甲', card), person('重复乙', card.toLowerCase())));
    expect(batch).toMatchObject({ added: 1, failed: 1 });
    expect((await clerk.get(`/imports/${batch.id}/rows?outcome=failed`)).body.items[0]).toMatchObject({ line: 3, message: '与第 2 行重复' });
  });
});

describe('who imports', () => {
  it('S47 needs the right to write what the file is about, at every step; an import is its operator\'s own', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    expect((await nurse.get('/imports/kinds')).body.items).toEqual([]);
    expect((await send(hospital, nurse, 'roster', csv(HEAD))).status).toBe(403);
    expect((await nurse.get('/imports/template?kind=roster')).status).toBe(403);
    const batch = await preview(hospital, clerk, 'roster', csv(HEAD, person('旁人甲')));
    const other = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
    for (const path of ['', '/rows', '/errors']) expect((await other.get(`/imports/${batch.id}${path}`)).status, path).toBe(404);
    expect((await other.post(`/imports/${batch.id}/commit`, { mode: 'each' })).status).toBe(404);
    await hospital.database.query(`update user_role set role_code = 'NURSE' where user_id = (select id from app_user where username = 't.office_staff.4001')`);
    await hospital.database.query(`update app_user set rights_version = rights_version + 1 where username = 't.office_staff.4001'`);
    expect((await clerk.post(`/imports/${batch.id}/commit`, { mode: 'each' })).status).toBe(403);
    await hospital.database.query(`update user_role set role_code = 'OFFICE_STAFF' where user_id = (select id from app_user where username = 't.office_staff.4001')`);
    await hospital.database.query(`update app_user set rights_version = rights_version + 1 where username = 't.office_staff.4001'`);
  });

  it('R-99 dictionaries are imported by their administrator, by the rules of their page, and taken back', async () => {
    const admin = await hospital.signIn('SYS_ADMIN');
    await admin.post('/dictionary-types', { id: 'TRANSPORT', name: '来院方式', standard: '', reason: '测试' });
    const head = ['字典', '代码', '名称', '顺序', '使用中'];
    const file = csv(head, ['来院方式', 'CAR', '自驾', '1', '是'], ['TRANSPORT', 'BUS', '公交', '2', '是'], ['没有这个', 'X', 'X', '', ''], ['SEX', '7', '新性别', '', '']);
    const batch = await preview(hospital, admin, 'dictionary', file);
    expect(batch).toMatchObject({ added: 2, failed: 2 });
    const done = await commit(admin, batch);
    const items = () => hospital.database.query(`select code, name from dictionary_item where system = 'TRANSPORT' order by sort`);
    expect(await items()).toEqual([{ code: 'CAR', name: '自驾' }, { code: 'BUS', name: '公交' }]);
    expect(await preview(hospital, admin, 'dictionary', file)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    await admin.post(`/imports/${done.id}/undo`, { reason: '测试' });
    expect(await settled(admin, done.id)).toMatchObject({ state: 'undone' });
    expect(await items()).toEqual([]);
  });
});
