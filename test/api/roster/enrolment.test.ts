import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RosterFileService } from '../../../apps/api/src/features/roster/roster-file.service.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { idCardOf, RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let bench: RosterBench;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

const form = (given: object = {}) => ({ name: '李建国', sex: '1', birthDate: '1948-03-09', idCardNo: idCardOf('1948-03-09'), category: ['cadre'], careLevel: 'L1', ...given });

describe('putting somebody on the roster', () => {
  it('keeps him with a number of its own, and asks the sources for his history', async () => {
    const { status, body } = await clerk.post<{ id: string }>('/beneficiaries', form({ phone: '13800001234' }));
    expect(status).toBe(200);
    const { body: person } = await clerk.get(`/beneficiaries/${body.id}`);
    expect(person).toMatchObject({ rosterNo: expect.stringMatching(/^BJ\d{6}$/), name: '李建国', careLevel: 'L1', phone: '138****1234', isNew: true });
    expect(await hospital.database.query('select 1 from change_log where row_id = $1 and actor = $2', [body.id, 't.office_staff.4001'])).not.toEqual([]);
  });

  it('keeps numbers unreadable in the database', async () => {
    const idCardNo = idCardOf('1951-01-02');
    await clerk.post('/beneficiaries', form({ birthDate: '1951-01-02', idCardNo }));
    const rows = await hospital.database.query<{ all: string }>(
      `select string_agg(t::text, ' ') as all from (select * from beneficiary_identifier) t union all select string_agg(t::text, ' ') from person_token t
       union all select string_agg(coalesce(after::text, ''), ' ') from change_log`);
    for (const { all } of rows) expect(all).not.toContain(idCardNo);
  });

  it('answers 409 to the same number in another spelling, and makes one person of two clicks', async () => {
    const idCardNo = idCardOf('1949-10-01');
    const twice = await Promise.all([1, 2].map(() => clerk.post('/beneficiaries', form({ birthDate: '1949-10-01', idCardNo }))));
    expect(twice.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    const spelled = idCardNo.replace(/(\d{6})(\d{8})/, '$1 $2 ').toLowerCase();
    const { status, body } = await clerk.post('/beneficiaries', form({ name: '别人', birthDate: '1949-10-01', idCardNo: spelled }));
    expect({ status, code: body['code'] }).toEqual({ status: 409, code: 'DUPLICATE_PERSON' });
  });

  it('S33 answers alike whether the holder of the number may be seen or not', async () => {
    const hidden = await bench.enrol({ name: '机密甲', secrecy: 'V', birthDate: '1944-04-04' });
    const known = await bench.enrol({ name: '普通甲', birthDate: '1944-04-04' });
    const [one, other] = await Promise.all(
      [hidden, known].map(({ idCardNo }) => clerk.post('/beneficiaries', form({ birthDate: '1944-04-04', idCardNo }))));
    expect(one!.status).toBe(409);
    expect({ ...one!.body, errorNo: '' }).toEqual({ ...other!.body, errorNo: '' });
  });

  it('names every wrong field in Chinese', async () => {
    const { status, body } = await clerk.post<{ fields: { field: string; message: string }[] }>('/beneficiaries',
      form({ sex: '2', birthDate: '1948-03-10', category: ['vip'] }));
    expect(status).toBe(400);
    expect(body.fields).toEqual([
      { field: 'birthDate', message: '出生日期与身份证号不一致' }, { field: 'sex', message: '性别与身份证号不一致' },
      { field: 'careLevel', message: '只有干保对象才有保健级别' },
    ]);
  });

  it('R-05.f takes somebody without id card who has another strong number, and nobody who has none', async () => {
    const foreigner = form({ name: 'John Anderson', idCardNo: undefined, category: ['vip'], careLevel: undefined });
    expect((await clerk.post('/beneficiaries', { ...foreigner, insuranceNo: 'YB88001' })).status).toBe(200);
    const { status, body } = await clerk.post<{ fields: object[] }>('/beneficiaries', foreigner);
    expect(status).toBe(400);
    expect(body.fields).toEqual([{ field: 'idCardNo', message: '证件号、医保号、社保电脑号、保健卡号至少填写一项' }]);
  });

  it('lets nobody enrol who may only read', async () => {
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
    expect((await doctor.post('/beneficiaries', form())).status).toBe(403);
  });

  it('R-10.d keeps earlier levels with the time they held for', async () => {
    const person = await bench.enrol({ careLevel: 'L3', careLevelFrom: '2019-01-01' });
    expect(await bench.amend(person.id, { ...person, careLevel: 'L2', careLevelFrom: '2024-07-01' })).toBe(true);
    const { body } = await clerk.get(`/beneficiaries/${person.id}`);
    expect(body['levels']).toEqual([
      { careLevel: 'L2', from: '2024-07-01', until: null }, { careLevel: 'L3', from: '2019-01-01', until: '2024-06-30' },
    ]);
  });

  it('S34 does not make a 机密 person ordinary by an amendment from outside', async () => {
    const person = await bench.enrol({ secrecy: 'V' });
    await bench.amend(person.id, { ...person, secrecy: 'N', workUnit: '新单位' });
    expect(await hospital.database.query('select secrecy, work_unit from beneficiary where id = $1', [person.id])).toEqual([{ secrecy: 'V', work_unit: '新单位' }]);
  });
});

describe("the office's file", () => {
  const HEADER = '保健编号,姓名,性别,出生日期,证件类型,证件号,对象类型,主类型,保健级别,级别起始,密级,单位,手机,状态,备注';
  const load = (bytes: Buffer) => {
    const path = join(mkdtempSync(join(tmpdir(), 'cadre-roster-')), 'roster.csv');
    writeFileSync(path, bytes);
    return hospital.app.get(RosterFileService, { strict: false }).load(path, { demo: true });
  };

  it('R-05.a is read once, and reading it again changes nothing', async () => {
    const card = idCardOf('1955-05-05');
    const csv = `\uFEFF${HEADER}\r\nBJ9001,王芳,女,1956-06-06,01,${idCardOf('1956-06-06', '2')},CADRE|VIP,CADRE,L1,2018-01-01,N,"市委, 办公厅",13900005678,ACTIVE,\r\n`
      + `BJ9002,赵强,男,1955-05-05,01,${card},VIP,VIP,,,N,,,ACTIVE,演示数据\r\n`;
    expect(await load(Buffer.from(csv))).toEqual({ added: 2, changed: 0, unchanged: 0, refused: [] });
    expect(await load(Buffer.from(csv))).toEqual({ added: 0, changed: 0, unchanged: 2, refused: [] });
    expect(await load(Buffer.from(csv.replace('13900005678', '13900009999')))).toEqual({ added: 0, changed: 1, unchanged: 1, refused: [] });
    const [row] = await hospital.database.query('select work_unit, categories, care_level from beneficiary where roster_no = $1', ['BJ9001']);
    expect(row).toEqual({ work_unit: '市委, 办公厅', categories: ['cadre', 'vip'], care_level: 'L1' });
  });

  it('takes the good rows and names every bad one with its line and all its reasons, also from a GBK file', async () => {
    const csv = `${HEADER}\n`
      + `BJ9101,"孙\n悟",男,1950-01-01,01,${idCardOf('1950-01-01')},CADRE,CADRE,L2,2018-01-01,N,单位,,ACTIVE,\n`
      + `BJ9102,钱二,男,1950-02-30,01,${idCardOf('1950-02-03')},CADRE,CADRE,L7,,N,,,ACTIVE,\n`
      + `,周三,男,1950-02-03,01,${idCardOf('1950-02-03')},CADRE,CADRE,,,N,,,ACTIVE,\n`;
    const { added, refused } = await load(iconv.encode(csv, 'gbk'));
    expect(added).toBe(1);
    expect(refused).toEqual([
      { line: 4, reason: '出生日期“1950-02-30”不是有效日期；保健级别“L7”不在可选范围内' },
      { line: 5, reason: '保健编号为空' },
    ]);
  });

  it('refuses a number that somebody else on the roster has', async () => {
    const holder = await bench.enrol({ insuranceNo: 'YB70001' });
    const csv = `${HEADER},医保号\nBJ9201,吴四,男,1950-02-03,01,${idCardOf('1950-02-03')},CADRE,CADRE,,,N,,,ACTIVE,,YB-70001\n`;
    const { added, refused } = await load(Buffer.from(csv));
    expect(added).toBe(0);
    const [{ roster_no }] = await hospital.database.query<{ roster_no: string }>('select roster_no from beneficiary where id = $1', [holder.id]) as [{ roster_no: string }];
    expect(refused).toEqual([{ line: 2, reason: expect.stringContaining(roster_no) }]);
  });

  it('S52 enrols somebody whose name has a rare character, and finds him by it', async () => {
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    const { status } = await clerk.post('/beneficiaries', {
      name: '𠮷野', sex: '1', birthDate: '1955-05-05', idType: '01', idCardNo: idCardOf('1955-05-05'), category: ['vip'],
    });
    expect(status).toBe(200);
    const { body } = await clerk.get(`/search/people?q=${encodeURIComponent('𠮷野')}`);
    expect(body.items.map((one) => one['name'])).toEqual(['𠮷野']);
  });
});
