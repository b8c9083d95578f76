import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, stay } from '../../support/facts.js';
import { patientLike, RosterBench } from '../../support/people.js';
import { sheetRows } from '../../support/workbook.js';

let hospital: TestHospital;
let bench: RosterBench;
let secret: Awaited<ReturnType<RosterBench['enrol']>>;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  secret = await bench.enrol({ name: '龙藏渊', aliasName: '保健零壹', secrecy: 'V', workUnit: '机密单位', phone: '13700007777', careCardNo: 'GB-V-0001' }, { department: '100110' });
  await bench.enrol({ name: '龙普通', workUnit: '普通单位' }, { department: '100110' });
  await insertRows(hospital.database, 'visit', [stay(secret, { bed_no: '99', confidential: true })]);
  await bench.resolve(patientLike(secret, { patientId: 'V1', careCardNo: null }));
});
afterAll(() => hospital.stop());

const ROLES = ['HOSPITAL_LEADER', 'OFFICE_DIRECTOR', 'OFFICE_STAFF', 'DEPT_DIRECTOR', 'HEAD_NURSE', 'DOCTOR', 'NURSE', 'GUIDE', 'SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR'];
const PATHS = [
  '/beneficiaries?status=all', '/beneficiaries?keyword=龙', '/beneficiaries?workUnit=机密', '/beneficiaries?keyword=13700007777', '/beneficiaries/summary?status=all',
  '/search/people?q=龙藏', '/search/people?q=lzy', '/search/people?q=保健零', '/search/people?q=7777', '/search/people?q=99', '/search/people?q=GBV0001',
  '/match-candidates', '/match-candidates?status=settled',
];

async function traces(visitor: Visitor): Promise<string[]> {
  const answers = await Promise.all(PATHS.map(async (path) => [path, JSON.stringify((await visitor.get(path)).body)] as const));
  const file = await visitor.download('/beneficiaries/export?status=all');
  const own = await visitor.get(`/beneficiaries/${secret.id}`);
  return [
    ...answers.filter(([, text]) => /龙藏渊|保健零壹|机密单位|7777"/.test(text) || text.includes(secret.id)).map(([path]) => path),
    ...(file.status === 200 && JSON.stringify(sheetRows(file.bytes)).includes('龙藏渊') ? ['export'] : []),
    ...(own.status === 200 ? ['detail'] : []),
  ];
}

describe('a 机密 person', () => {
  it.each(ROLES)('R-85.a leaves no trace for %s without a clearance', async (role) => {
    const visitor = await hospital.signIn(role, { departmentCode: '100110', staffNo: `S-${role}` });
    expect(await traces(visitor)).toEqual([]);
    if (role.startsWith('OFFICE') || role === 'HOSPITAL_LEADER') {
      expect((await visitor.get('/beneficiaries?status=all')).body.total).toBe(1);
      expect((await visitor.get('/beneficiaries/summary?status=all')).body.total).toBe(1);
    }
  });

  it('R-85.a a clearance opens him to the director of his department, and to no role that may not have one', async () => {
    const director = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110', staffNo: 'C1' });
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '100110', staffNo: 'C2' });
    await bench.clear('t.dept_director.100110.c1');
    await bench.clear('t.office_staff.100110.c2');
    expect((await director.get(`/beneficiaries/${secret.id}`)).body).toMatchObject({ status: 403, code: 'OPENING_NEEDED' });
    expect((await director.get('/search/people?q=lzy')).body.items).toMatchObject([{ name: '保健零壹', needsOpening: true, workUnit: null, age: null, bed: null }]);
    expect((await director.get('/beneficiaries?keyword=龙')).body.items).toMatchObject([{ name: '保健零壹', phone: null, workUnit: null }, { name: '龙普通' }]);
    await director.post('/confidential-openings', { beneficiaryId: secret.id, reason: '查房前了解病情' });
    expect((await director.get(`/beneficiaries/${secret.id}`)).body['name']).toBe('龙藏渊');
    expect((await director.get('/search/people?q=lzy')).body.items).toMatchObject([{ name: '保健零壹', needsOpening: false, age: expect.any(Number) }]);
    expect((await clerk.get(`/beneficiaries/${secret.id}`)).status).toBe(404);
  });

  it('S33 "hidden" and "does not exist" are the same answer', async () => {
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001', staffNo: 'C3' });
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const ask of [(id: string) => clerk.get(`/beneficiaries/${id}`), (id: string) => clerk.post(`/beneficiaries/${id}/reveal`, { field: 'phone', reason: '核对号码' })]) {
      const hidden = await ask(secret.id);
      const absent = await ask(nobody);
      expect({ ...hidden.body, errorNo: '', status: hidden.status }).toEqual({ ...absent.body, errorNo: '', status: 404 });
    }
  });

  it('R-85.a is not proposed to anybody without a clearance, and not linked by id card alone', async () => {
    const [row] = await hospital.database.query('select confidential, rule, status from match_candidate where patient_id = $1', ['V1']);
    expect(row).toEqual({ confidential: true, rule: 'R1', status: 'open' });
    expect(await hospital.database.query('select 1 from patient_link where patient_id = $1', ['V1'])).toEqual([]);
  });

  it('R-85.a a clearance alone shows no patient who may be he, and decides nothing about one; an opening does', async () => {
    const director = await hospital.signIn('OFFICE_DIRECTOR', { staffNo: 'M1' });
    const username = 't.office_director.m1';
    await bench.clear(username);
    await hospital.database.query('update clearance set by_name = true where user_id = (select id from app_user where username = $1)', [username]);
    const [pair] = await hospital.database.query<{ id: string }>(`select id from match_candidate where patient_id = 'V1'`);
    const enrol = (id: string) => director.post(`/match-candidates/${id}/confirm`, { enrol: { category: ['vip'] } });
    expect((await director.get('/beneficiaries?keyword=龙藏')).body.items).toMatchObject([{ needsOpening: true }]);
    expect((await director.get('/match-candidates')).body).toMatchObject({ items: [], total: 0 });
    const [hidden, absent] = [await enrol(pair!.id), await enrol('00000000-0000-4000-8000-000000000000')];
    expect({ ...hidden.body, errorNo: '', status: hidden.status }).toEqual({ ...absent.body, errorNo: '', status: 404 });
    await bench.open(username, secret.id);
    expect((await director.get('/match-candidates')).body.items).toMatchObject([{ id: pair!.id, roster: { name: '龙藏渊' } }]);
  });

  it('R-85.d disappears for others at the next request when he becomes 机密', async () => {
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001', staffNo: 'C4' });
    const person = await bench.enrol({ name: '后来机密' });
    await bench.resolve(patientLike(person, { patientId: 'V2' }));
    expect((await clerk.get(`/beneficiaries/${person.id}`)).status).toBe(200);
    await bench.amend(person.id, { ...person, secrecy: 'V' });
    expect((await clerk.get(`/beneficiaries/${person.id}`)).status).toBe(404);
    expect((await clerk.get('/search/people?q=后来')).body.items).toEqual([]);
    const [row] = await hospital.database.query('select confidential from patient_link where patient_id = $1', ['V2']);
    expect(row).toEqual({ confidential: true });
  });
});
