import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { idCardOf, patientLike, RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let bench: RosterBench;
let clerk: Visitor;
let director: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

interface Change { field: string; before: string | null; after: string | null; changedBy: string; source: string }
const versionOf = async (id: string): Promise<number> => (await clerk.get<{ version: number }>(`/beneficiaries/${id}`)).body.version;
const changesOf = async (id: string, who = clerk): Promise<Change[]> =>
  (await who.get<{ items: Change[] }>(`/beneficiaries/${id}/changes?pageSize=100`)).body.items;

const ALL_FIELDS = {
  nation: '01', marital: '20', nationality: 'CHN', unitCode: '114403000000000000', unitDepartment: '办公室', position: '巡视员', rank: '厅局级正职',
  personCategories: ['离休', '院士'], keyCare: true, landline: '0755-82001234', email: 'zhang@example.cn', address: '广东省深圳市福田区某路 1 号',
  postcode: '518000', insuranceNo: 'YB1234567890', socialSecurityNo: '601234567', socialCardNo: 'A12345678', careCardNo: 'BJK00112233',
  allergies: '青霉素', pastHistory: '高血压 20 年', bloodAbo: '2', bloodRh: '2', careDoctorNo: 'D1', careNurseNo: 'N1', careDepartmentCode: '4001', note: '行动不便',
};

describe('changing a person by hand', () => {
  it('R-88.a keeps every field that the form has, hidden numbers masked', async () => {
    const { id } = await bench.enrol();
    const { status, body } = await clerk.patch(`/beneficiaries/${id}`, { version: await versionOf(id), ...ALL_FIELDS });
    expect({ status, changed: (body['changed'] as string[]).length }).toEqual({ status: 200, changed: Object.keys(ALL_FIELDS).length });
    const { body: person } = await clerk.get(`/beneficiaries/${id}`);
    expect(person).toMatchObject({
      ...ALL_FIELDS, landline: '075****1234', email: 'z****@example.cn', address: '广东省深圳市福田区****', insuranceNo: 'YB****7890',
      socialSecurityNo: '****67', socialCardNo: '****78', careCardNo: 'BJ****2233',
    });
    expect((person['fieldOrigins'] as { field: string; source: string }[]).find(({ field }) => field === 'rank')).toMatchObject({ source: 'manual' });
  });

  it('R-89.d answers 412 to whoever read an older version and 428 to whoever names none, and keeps what is there', async () => {
    const { id } = await bench.enrol();
    const version = await versionOf(id);
    expect((await clerk.patch(`/beneficiaries/${id}`, { version, workUnit: '甲单位' })).body).toMatchObject({ version: version + 1, changed: ['workUnit'] });
    const late = await director.patch(`/beneficiaries/${id}`, { version, workUnit: '乙单位' });
    expect({ status: late.status, code: late.body['code'] }).toEqual({ status: 412, code: 'STALE_VERSION' });
    expect((await director.patch(`/beneficiaries/${id}`, { workUnit: '乙单位' })).status).toBe(428);
    expect((await clerk.get(`/beneficiaries/${id}`)).body['workUnit']).toBe('甲单位');
  });

  it('R-89.a names what does not fit the id card, and takes no number that somebody else has', async () => {
    const holder = await bench.enrol({ insuranceNo: 'YB5550001' });
    const { id } = await bench.enrol();
    const version = await versionOf(id);
    const wrong = await clerk.patch<{ fields: object[] }>(`/beneficiaries/${id}`, { version, idCardNo: idCardOf('1951-02-03') });
    expect(wrong.status).toBe(400);
    const taken = await clerk.patch(`/beneficiaries/${id}`, { version, insuranceNo: holder.insuranceNo });
    expect({ status: taken.status, code: taken.body['code'] }).toEqual({ status: 409, code: 'DUPLICATE_PERSON' });
  });

  it('R-89.a warns of people alike while typing, and never of somebody who is hidden', async () => {
    const known = await bench.enrol({ name: '钱学勤', birthDate: '1939-09-09', phone: '13711112222' });
    await bench.enrol({ name: '钱学勤', birthDate: '1939-09-09', phone: '13711112222', secrecy: 'V' });
    const { body } = await clerk.post('/beneficiaries/duplicates', { name: '钱学勤', birthDate: '1939-09-09', phone: '137 1111 2222' });
    expect(body.items.map(({ beneficiaryId }) => beneficiaryId)).toEqual([known.id]);
    expect(String(body.items[0]!['alike']).split('、').toSorted()).toEqual(['姓名与出生日期相同', '手机相同'].toSorted());
  });

  it('R-92.b leaves a locked field as people wrote it, whatever the file says', async () => {
    const person = await bench.enrol({ workUnit: '甲单位', position: '处长' });
    await clerk.patch(`/beneficiaries/${person.id}`, { version: await versionOf(person.id), workUnit: '乙单位', lockedFields: ['workUnit'] });
    await bench.amend(person.id, { ...person, workUnit: '丙单位', position: '局长', origin: 'roster-file' });
    expect((await clerk.get(`/beneficiaries/${person.id}`)).body).toMatchObject({ workUnit: '乙单位', position: '局长', lockedFields: ['workUnit'] });
  });
});

describe('the history of a person', () => {
  it('R-89.c tells every field change with who, old and new, and masks numbers', async () => {
    const { id, phone: _ } = await bench.enrol({ phone: '13800001111', workUnit: '甲单位' });
    await clerk.patch(`/beneficiaries/${id}`, { version: await versionOf(id), phone: '13900002222', workUnit: '乙单位', careLevel: 'L1', careLevelFrom: '2025-01-01' });
    const changes = await changesOf(id);
    expect(changes).toEqual(expect.arrayContaining([
      expect.objectContaining({ field: '手机', before: '138****1111', after: '139****2222', changedBy: 't.office_staff.4001', source: 'manual' }),
      expect.objectContaining({ field: '单位', before: '甲单位', after: '乙单位' }),
      expect.objectContaining({ field: '保健级别', before: '二级保健', after: '一级保健' }),
      expect.objectContaining({ field: '级别记录', before: '二级保健 2020-01-01～长期', after: '二级保健 2020-01-01～2024-12-31' }),
      expect.objectContaining({ field: '档案', after: '建立档案', source: 'test' }),
    ]));
    expect(JSON.stringify(changes)).not.toMatch(/13800001111|13900002222/);
    // A file that says the same of his numbers leaves no line behind.
    expect(changes.filter(({ field }) => field === '证件号')).toHaveLength(1);
  });

  it('S33 is nobody\'s who does not see the person', async () => {
    const { id } = await bench.enrol({ secrecy: 'V' });
    expect((await clerk.get(`/beneficiaries/${id}/changes`)).status).toBe(404);
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D7' });
    const other = await bench.enrol();
    expect((await doctor.get(`/beneficiaries/${other.id}/changes`)).status).toBe(404);
  });
});

describe('taking somebody off the roster', () => {
  it('R-89.b/e hides him from lists and search unless 含已移出 is asked, keeps everything, and brings him back', async () => {
    const { id } = await bench.enrol({ name: '离册人' });
    expect((await clerk.post(`/beneficiaries/${id}/remove`, { reason: '不再符合条件' })).status).toBe(403);
    expect((await director.post(`/beneficiaries/${id}/remove`, { reason: '不再符合条件' })).status).toBe(204);
    const found = async (path: string) => (await clerk.get(path)).body.items.length;
    const name = encodeURIComponent('离册人');
    expect(await found(`/beneficiaries?keyword=${name}`)).toBe(0);
    expect(await found(`/beneficiaries?keyword=${name}&status=all`)).toBe(0);
    expect(await found(`/beneficiaries?keyword=${name}&withRemoved=true`)).toBe(1);
    expect(await found(`/search/people?q=${name}`)).toBe(0);
    expect(await found(`/search/people?q=${name}&withRemoved=true`)).toBe(1);
    expect((await clerk.get(`/beneficiaries/${id}`)).body).toMatchObject({ status: 'cancelled', statusReason: '不再符合条件' });
    expect((await director.post(`/beneficiaries/${id}/restore`, { reason: '复核后恢复' })).status).toBe(204);
    expect(await found(`/beneficiaries?keyword=${name}`)).toBe(1);
    expect(await changesOf(id)).toEqual(expect.arrayContaining([expect.objectContaining({ field: '管理状态', before: '移出名册', after: '在管' })]));
  });

  it('R-89 erases only who was never used', async () => {
    const unused = await bench.enrol();
    const used = await bench.enrol();
    await bench.resolve(patientLike(used, { patientId: 'HIS-ERASE' }));
    expect((await director.post(`/beneficiaries/${used.id}/erase`, { reason: '录入错误' })).status).toBe(409);
    expect((await director.post(`/beneficiaries/${unused.id}/erase`, { reason: '录入错误' })).status).toBe(204);
    expect((await director.get(`/beneficiaries/${unused.id}`)).status).toBe(404);
    expect(await hospital.database.query(`select action from change_log where table_name = 'beneficiary' and row_id = $1 order by seq`, [unused.id]))
      .toEqual([{ action: 'insert' }, { action: 'delete' }]);
  });

  it('R-88.d marks who died, and counts him no longer', async () => {
    const { id } = await bench.enrol({ name: '已故人' });
    const before = (await clerk.get<{ total: number }>('/beneficiaries/summary')).body.total;
    expect((await clerk.post(`/beneficiaries/${id}/status`, { status: 'deceased', reason: '家属告知' })).status).toBe(204);
    expect((await clerk.get<{ total: number }>('/beneficiaries/summary')).body.total).toBe(before - 1);
  });
});

describe('contacts and policies', () => {
  it('R-93.b R-88.c keeps several with rights and validity, masked, and says whose time is over', async () => {
    const { id } = await bench.enrol();
    const contact = { name: '张小明', relation: '子女', phone: '13612345678', seesAppointments: true, books: true, readsReports: false, validUntil: '2020-12-31' };
    expect((await clerk.post(`/beneficiaries/${id}/contacts`, contact)).status).toBe(200);
    const policy = { insurer: '某人寿', policyNo: 'PL2026000123', directBilling: true, validFrom: '2020-01-01' };
    expect((await clerk.post(`/beneficiaries/${id}/policies`, policy)).status).toBe(200);
    expect((await clerk.post(`/beneficiaries/${id}/policies`, { ...policy, policyNo: 'PL2019000999', validUntil: '2020-12-31' })).status).toBe(200);
    const { body: contacts } = await clerk.get(`/beneficiaries/${id}/contacts`);
    expect(contacts.items).toMatchObject([{ name: '张小明', phone: '136****5678', books: true, readsReports: false, expired: true }]);
    const { body: policies } = await clerk.get(`/beneficiaries/${id}/policies`);
    expect(policies.items).toMatchObject([{ policyNo: 'PL****0123', expired: false }, { policyNo: 'PL****0999', expired: true }]);
    const { body: roster } = await clerk.get(`/beneficiaries/${id}`);
    expect(roster['policyNo']).toEqual(['PL****0123']);
    const [first] = contacts.items as [{ id: string }];
    const { phone: _, ...again } = contact;
    expect((await clerk.put(`/beneficiaries/${id}/contacts/${first.id}`, { ...again, readsReports: true, version: 1 })).status).toBe(204);
    expect((await clerk.put(`/beneficiaries/${id}/contacts/${first.id}`, { ...again, version: 1 })).status).toBe(412);
    expect(await changesOf(id)).toEqual(expect.arrayContaining([expect.objectContaining({
      field: '联系人', before: '张小明 子女 136****5678 看预约、代预约 ～2020-12-31', after: '张小明 子女 136****5678 看预约、代预约、看报告 ～2020-12-31',
    })]));
    const stored = await hospital.database.query<{ all: string }>(`select string_agg(t::text, ' ') as all from (select phone_cipher from person_contact union all select policy_cipher from insurance_policy) t`);
    expect(stored[0]!.all).not.toMatch(/13612345678|PL2026000123/);
  });

  it('S34 a 机密 person\'s contacts and policies are hidden with him', async () => {
    const { id } = await bench.enrol();
    await clerk.post(`/beneficiaries/${id}/contacts`, { name: '某人', relation: '秘书', seesAppointments: false, books: false, readsReports: false });
    await hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [id]);
    expect((await clerk.get(`/beneficiaries/${id}/contacts`)).body.items).toEqual([]);
  });
});
