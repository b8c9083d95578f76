import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addLabReport, addPerson, diagnosis, insertRows, outpatientVisit, type Person } from '../../support/facts.js';

interface VisitLine {
  id: string; name: string; visitedAt: string; waiting: boolean; mainDiagnosis: string | null; otherDiagnoses: string[];
  abnormalCount: number; age: number; organizationName: string | null; status: string;
}
interface Lines { items: VisitLine[]; total: number; totalIsExact: boolean }

let hospital: TestHospital;
let clerk: Visitor;
let zhang: Person;

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const { database } = hospital;
  zhang = await addPerson(database, { name: '张国庆', name_sort: 'zhangguoqing', care_level: 'L1' });
  const li = await addPerson(database, { name: '李静', name_sort: 'lijing', sex: '2', categories: ['vip'], primary_category: 'vip', care_level: null });
  const first = outpatientVisit(zhang, { started_at: '2026-03-01T00:00:00+08:00', visit_no: 'MZ-FIRST', organization_name: '沙河院区', organization_code: 'H02' });
  const last = outpatientVisit(zhang, { started_at: '2026-03-31T23:59:59+08:00', visit_no: 'MZ-LAST', department_code: '100105', status: 'refunded' });
  const before = outpatientVisit(zhang, { started_at: '2026-02-28T23:59:59+08:00', visit_class: 'emergency', main_diagnosis: null, main_diagnosis_code: null, organization_name: null });
  const waiting = outpatientVisit(li, { started_at: '2026-03-15T08:20:00+08:00', registered_at: '2026-03-15T08:20:00+08:00', seen_at: null, status: 'registered', main_diagnosis: null, visit_type: '120' });
  const gone = outpatientVisit(zhang, { started_at: '2026-03-20T08:00:00+08:00', deleted_at: '2026-03-21T08:00:00+08:00' });
  await insertRows(database, 'visit', [first, last, before, waiting]);
  await insertRows(database, 'visit', [gone]);
  await insertRows(database, 'visit_diagnosis', [
    diagnosis(first, { name: '高血压病', rank: 1 }), diagnosis(first, { name: '2型糖尿病', code: 'E11.900', rank: 2 }), diagnosis(first, { name: '痛风', rank: 3 }),
  ]);
  await addLabReport(database, zhang, { visit_no: 'MZ-FIRST', abnormal_count: 3, results: [] });
  await addLabReport(database, zhang, { visit_no: 'MZ-FIRST', abnormal_count: 2, status: 'withdrawn', results: [] });
});
afterAll(() => hospital.stop());

const ask = async (query: string): Promise<VisitLine[]> => (await clerk.get<Lines>(`/outpatient-visits?${query}`)).body.items;
const times = (lines: VisitLine[]): string[] => lines.map(({ visitedAt }) => visitedAt);

describe('the list of out-patient visits', () => {
  it('R-34.a takes both days of a period by the clock of the ward', async () => {
    const lines = await ask('from=2026-03-01&to=2026-03-31');
    expect(times(lines)).toEqual(['2026-03-31T15:59:59.000Z', '2026-03-15T00:20:00.000Z', '2026-02-28T16:00:00.000Z']);
  });

  it.each([
    ['keyword=张国', 3], ['keyword=MZ-LAST', 1], ['category=vip', 1], ['category=vip&category=cadre', 4], ['careLevel=L1', 3],
    ['departmentCode=100105', 1], ['visitType=120', 1], ['status=refunded', 1], ['diagnosis=糖尿病', 1], ['diagnosis=e11', 1],
    ['diagnosis=高血压', 2], ['organization=沙河院区', 1], ['organization=H02', 1], ['from=2026-03-15', 2], ['to=2026-02-28', 1],
    ['keyword=张国庆&careLevel=L1&from=2026-03-01&status=finished', 1], ['keyword=%25', 0], ['keyword=_', 0],
  ])('R-34.a answers %s with exactly the visits that fit', async (query, count) => {
    const { body } = await clerk.get<Lines>(`/outpatient-visits?${query}`);
    expect(body.items).toHaveLength(count);
    expect(body).toMatchObject({ total: count, totalIsExact: true });
  });

  it('R-34.a finds a visit of a department below the asked one', async () => {
    const [{ parent_code: parent }] = (await hospital.database.query<{ parent_code: string }>(`select parent_code from department where code = '100105'`)) as [{ parent_code: string }];
    expect(await ask(`departmentCode=${parent}`)).toHaveLength(4);
  });

  it('R-28.b shows who has not been seen yet at his registration, as 待就诊', async () => {
    const [line] = await ask('category=vip');
    expect(line).toMatchObject({ waiting: true, visitedAt: '2026-03-15T00:20:00.000Z' });
    expect((await ask('category=cadre')).every(({ waiting }) => !waiting)).toBe(true);
  });

  it('R-29.a R-29.c brings every named column, the main diagnosis first and the others in their order', async () => {
    const [line] = await ask('keyword=MZ-FIRST');
    expect(line).toMatchObject({
      name: '张国庆', sex: '1', careLevel: 'L1', categories: ['cadre'], departmentName: '呼吸内科', doctorName: '测试医生', mainDiagnosis: '高血压病',
      otherDiagnoses: ['2型糖尿病', '痛风'], visitType: '110', visitClass: 'outpatient', organizationName: '沙河院区', abnormalCount: 3,
    });
    expect(line!.age).toBeGreaterThan(70);
    expect(line).not.toHaveProperty('birthDate');
  });

  it('R-29.d answers null, never an empty word, where the source said nothing', async () => {
    const [line] = await ask('to=2026-02-28');
    expect(line).toMatchObject({ mainDiagnosis: null, otherDiagnoses: [], organizationName: null });
  });

  it('R-22.b refuses a period that ends before it begins and names the field', async () => {
    const { status, body } = await clerk.get('/outpatient-visits?from=2026-03-02&to=2026-03-01');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'BAD_INPUT', fields: [{ field: 'to', message: '不能早于开始日期' }] });
  });

  it('S50 sorts by known columns only', async () => {
    const names = (await ask('sort=name&from=2026-03-01')).map(({ name }) => name);
    expect(names).toEqual(['李静', '张国庆', '张国庆']);
    expect((await clerk.get('/outpatient-visits?sort=id_card')).status).toBe(400);
    expect((await clerk.get(`/outpatient-visits?sort=${encodeURIComponent('name;drop table visit')}`)).status).toBe(400);
  });

  it('G-L.d pages by 10, 20, 50 or 100 and nothing else', async () => {
    expect((await clerk.get('/outpatient-visits?pageSize=1000')).status).toBe(400);
    const { body } = await clerk.get<Lines>('/outpatient-visits?pageSize=10&page=2');
    expect(body).toMatchObject({ items: [], total: 4, totalIsExact: true });
  });
});
