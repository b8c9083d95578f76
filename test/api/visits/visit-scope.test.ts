import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addLabReport, addPerson, diagnosis, insertRows, measured, outpatientVisit, type Person, stay } from '../../support/facts.js';
import { sheetRows } from '../../support/workbook.js';

interface Lines { items: Record<string, unknown>[]; total: number }
const UNSEEN = ['/visits', '/timeline', '/lab-matrix', '/lab-series?items=CREA', '/lab-reports', '/checkups'];

let hospital: TestHospital;
let secret: Person;
let secretVisit: string;
let secretReport: string;
let ours: Person;
let elsewhere: string;

beforeAll(async () => {
  hospital = await startHospital();
  const { database } = hospital;
  ours = await addPerson(database, { name: '王芳', access: [{ department: '100105' }, { staff: 'D7' }, { department: '@today' }] });
  const other = await addPerson(database, { name: '陈立', access: [{ department: '100101' }] });
  secret = await addPerson(database, { name: '机密甲', secrecy: 'V', access: [{ department: '100105' }, { staff: 'D7' }] });
  const today = new Date().toISOString();
  const mine = outpatientVisit(ours, { visit_no: 'OURS', department_code: '100105', doctor_code: 'D7' });
  const away = outpatientVisit(ours, { visit_no: 'AWAY', department_code: '100101', doctor_code: 'D8', started_at: today, seen_at: today });
  const hiddenStay = stay(secret, { visit_no: 'SECRET-STAY', department_code: '100105', confidential: true });
  const hiddenVisit = outpatientVisit(secret, { visit_no: 'SECRET', department_code: '100105', doctor_code: 'D7', confidential: true });
  await insertRows(database, 'visit', [mine, away, outpatientVisit(other, { visit_no: 'OTHER', department_code: '100101' }), hiddenVisit]);
  await insertRows(database, 'visit', [hiddenStay, stay(ours, { visit_no: 'OUR-STAY', department_code: '100105' })]);
  await insertRows(database, 'visit_diagnosis', [diagnosis(away, { name: '痛风' })]);
  secretVisit = hiddenVisit.id;
  elsewhere = away.id;
  secretReport = (await addLabReport(database, secret, { confidential: true, results: [measured('CREA', '88')] })).id;
});
afterAll(() => hospital.stop());

const numbers = async (visitor: Visitor, path: string): Promise<string[]> =>
  (await visitor.get<Lines>(path)).body.items.map((row) => String(row['visitNo'])).sort((a, b) => a.localeCompare(b));
const officeStaff = (): Promise<Visitor> => hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
const doctor = (): Promise<Visitor> => hospital.signIn('DOCTOR', { departmentCode: '100105', staffNo: 'D7' });

describe('who sees which visits', () => {
  it('R-10.c shows a doctor the visits of his department and his own, and counts no others', async () => {
    const visitor = await doctor();
    expect(await numbers(visitor, '/outpatient-visits')).toEqual(['OURS']);
    expect((await visitor.get<Lines>('/outpatient-visits')).body.total).toBe(1);
    expect(await numbers(visitor, '/outpatient-visits?departmentCode=100101')).toEqual([]);
  });

  it('opens what another department did for a person the doctor sees', async () => {
    const visitor = await doctor();
    expect((await visitor.get(`/visits/${elsewhere}`)).body).toMatchObject({ visitNo: 'AWAY', diagnoses: [{ name: '痛风' }] });
    expect(await numbers(visitor, `/beneficiaries/${ours.id}/visits`)).toEqual(['AWAY', 'OUR-STAY', 'OURS']);
  });

  it('shows a guide the visits of today, without diagnoses and results', async () => {
    const guide = await hospital.signIn('GUIDE', { departmentCode: '4001' });
    const { body } = await guide.get<Lines>('/outpatient-visits');
    expect(body.items).toMatchObject([{ visitNo: 'AWAY', mainDiagnosis: null, abnormalCount: null }]);
    expect(JSON.stringify(body)).not.toContain('痛风');
    const { body: detail } = await guide.get(`/visits/${elsewhere}`);
    expect(JSON.stringify(detail)).not.toMatch(/痛风|高血压/);
    expect((await guide.get('/outpatient-visits?diagnosis=痛风')).status).toBe(403);
    expect((await guide.get(`/beneficiaries/${ours.id}/lab-matrix`)).status).toBe(403);
    expect((await guide.download('/outpatient-visits/export')).status).toBe(403);
  });

  it.each([['OFFICE_DIRECTOR', {}], ['OFFICE_STAFF', {}], ['HOSPITAL_LEADER', {}], ['DEPT_DIRECTOR', { departmentCode: '100105' }], ['DOCTOR', { departmentCode: '100105', staffNo: 'D7' }]] as const)(
    'R-23.d R-29.d keeps a 机密 person from %s in lists, counts, exports, search and by address',
    async (role, where) => {
      const visitor = await hospital.signIn(role, where);
      const answers = await Promise.all(
        ['/outpatient-visits?pageSize=100', '/inpatient-visits?pageSize=100', '/outpatient-visits?keyword=机密甲', '/outpatient-visits?keyword=SECRET'].map((path) => visitor.get(path)),
      );
      for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/机密甲|SECRET/);
      expect(answers[2]!.body.total).toBe(0);
      expect((await visitor.get('/inpatient-visits/counts')).body).toEqual({ inHospital: 1, discharged: 0, cancelled: 0 });
      for (const path of UNSEEN) expect((await visitor.get(`/beneficiaries/${secret.id}${path}`)).status, path).toBe(404);
      expect((await visitor.get(`/visits/${secretVisit}`)).status).toBe(404);
      expect((await visitor.get(`/lab-reports/${secretReport}`)).status).toBe(404);
      if (role === 'DOCTOR') return;
      const { bytes } = await visitor.download('/outpatient-visits/export');
      expect(JSON.stringify(sheetRows(bytes))).not.toMatch(/机密甲|SECRET/);
    },
  );

  it('R-85.a shows a 机密 person to the leader who holds a personal clearance and has opened him', async () => {
    const leader = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'CLEARED' });
    const [{ id: userId }] = (await hospital.database.query<{ id: string }>(`select id from app_user where staff_no = 'CLEARED'`)) as [{ id: string }];
    await hospital.database.query(
      `insert into clearance (user_id, valid_from, valid_until, reason, granted_by, approved_by)
       values ($1, now() - interval '1 hour', now() + interval '1 hour', 'test', gen_random_uuid(), gen_random_uuid())`, [userId]);
    expect(await numbers(leader, '/outpatient-visits?keyword=机密甲')).toEqual([]);
    await hospital.database.query(
      `insert into confidential_opening (beneficiary_id, user_id, session_id, kind, reason, valid_until)
       select $2, $1, id, 'clearance', 'test', now() + interval '30 minutes' from session where user_id = $1`, [userId, secret.id]);
    expect(await numbers(leader, '/outpatient-visits?keyword=机密甲')).toEqual(['SECRET']);
    expect((await leader.get(`/beneficiaries/${secret.id}/lab-matrix`)).body['reports']).toHaveLength(1);
  });

  it('S30 answers "not there" and "not yours" alike', async () => {
    const visitor = await officeStaff();
    const shapes = await Promise.all([secretVisit, '00000000-0000-4000-8000-000000000000'].map((id) => visitor.get(`/visits/${id}`)));
    const alike = shapes.map(({ status, body }) => [status, body['code'], body['detail']]);
    expect(alike[0]).toEqual(alike[1]);
    expect((await visitor.get('/visits/not-a-number')).status).toBe(400);
  });

  it('S72 records whose visits were listed and opened', async () => {
    const visitor = await doctor();
    await visitor.get('/outpatient-visits?keyword=OURS');
    await visitor.get(`/beneficiaries/${ours.id}/timeline`);
    const rows = await hospital.database.query<{ operation: string; beneficiary_ids: string[]; asked: Record<string, string> }>(
      `select operation, beneficiary_ids, asked from access_trail where actor like 't.doctor%' order by seq desc limit 2`,
    );
    expect(rows).toMatchObject([
      { operation: 'GET /beneficiaries/:id/timeline', beneficiary_ids: [ours.id] },
      { operation: 'GET /outpatient-visits', beneficiary_ids: [ours.id], asked: { keyword: 'OURS' } },
    ]);
  });
});
