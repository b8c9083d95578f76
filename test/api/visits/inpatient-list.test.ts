import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, diagnosis, insertRows, type Person, stay } from '../../support/facts.js';

interface StayLine {
  visitNo: string; stayDays: number | null; dischargedAt: string | null; bedNo: string | null; matchReason: string | null; matchedBy: string | null;
}
interface Lines { items: StayLine[]; total: number }

const DAY_MS = 86_400_000;
const hospitalNoon = (daysAgo: number): string => {
  const day = new Date(Date.now() - daysAgo * DAY_MS).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  return `${day}T12:00:00+08:00`;
};

let hospital: TestHospital;
let clerk: Visitor;
let person: Person;

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const { database } = hospital;
  person = await addPerson(database, { name: '周明', name_sort: 'zhouming' });
  const over = { status: 'discharged', started_at: '2026-01-10T23:59:00+08:00', ended_at: '2026-01-20T00:01:00+08:00', visit_no: 'OVER' };
  const stays = [
    stay(person, { visit_no: 'HERE', started_at: hospitalNoon(4), patient_id: 'P-LINKED', bed_no: '03' }),
    stay(person, { ...over, bed_no: null, ward_name: null, doctor_name: null, main_diagnosis: null, medical_record_no: null, visit_type: null }),
    stay(person, { ...over, visit_no: 'LATER', started_at: '2026-01-11T00:00:00+08:00', ended_at: '2026-01-20T23:59:59+08:00', bed_no: '21', main_diagnosis: '心力衰竭' }),
    stay(person, { ...over, visit_no: 'ONE-DAY', started_at: '2026-02-01T08:00:00+08:00', ended_at: '2026-02-01T20:00:00+08:00' }),
    stay(person, { ...over, visit_no: 'MISTAKE', started_at: '2026-02-02T08:00:00+08:00', ended_at: null, status: 'cancelled' }),
  ];
  await insertRows(database, 'visit', stays);
  await insertRows(database, 'visit_diagnosis', [diagnosis(stays[2]!, { name: '慢性肾脏病', kind: 'discharge', rank: 2 })]);
  await insertRows(database, 'patient_link', [{
    id: '11111111-1111-4111-8111-111111111111', source_system: 'HIS', patient_id: 'P-LINKED', beneficiary_id: person.id, rule: 'M1', reason: '身份证号一致',
    active: true, confidential: false, matched_by: 'system', matched_at: '2026-01-01T00:00:00+08:00',
  }]);
});
afterAll(() => hospital.stop());

const found = async (query: string): Promise<string[]> =>
  (await clerk.get<Lines>(`/inpatient-visits?${query}`)).body.items.map(({ visitNo }) => visitNo);

describe('the list of stays', () => {
  it('R-22.a takes both days of the admission period by the clock of the ward', async () => {
    expect(await found('admittedFrom=2026-01-10&admittedTo=2026-01-10')).toEqual(['OVER']);
    expect(await found('admittedFrom=2026-01-11&admittedTo=2026-01-31')).toEqual(['LATER']);
  });

  it('R-22.a leaves patients who are still in hospital out of a discharge period', async () => {
    expect(await found('dischargedFrom=2026-01-20&dischargedTo=2026-01-20')).toEqual(['LATER', 'OVER']);
    expect(await found('dischargedFrom=2026-01-21')).toEqual(['ONE-DAY']);
    expect(await found('dischargedFrom=2000-01-01')).not.toContain('HERE');
  });

  it('R-22.b refuses each period that ends before it begins', async () => {
    const wrong = await clerk.get('/inpatient-visits?dischargedFrom=2026-02-01&dischargedTo=2026-01-01');
    expect(wrong.body).toMatchObject({ status: 400, fields: [{ field: 'dischargedTo' }] });
  });

  it('R-22.c matches the main diagnosis alone unless the others are asked for', async () => {
    expect(await found('diagnosis=慢性肾脏病')).toEqual([]);
    expect(await found('diagnosis=慢性肾脏病&includeOtherDiagnoses=true')).toEqual(['LATER']);
    expect(await found('diagnosis=心力')).toEqual(['LATER']);
  });

  it('R-22.d counts who is here and who has left under the same filters, whatever status is shown', async () => {
    const counts = async (query: string): Promise<unknown> => (await clerk.get(`/inpatient-visits/counts?${query}`)).body;
    expect(await counts('')).toEqual({ inHospital: 1, discharged: 3, cancelled: 1 });
    expect(await counts('status=in_hospital&admittedTo=2026-01-31')).toEqual({ inHospital: 0, discharged: 2, cancelled: 0 });
    expect(await counts('bedNo=21')).toEqual({ inHospital: 0, discharged: 1, cancelled: 0 });
  });

  it('R-23.a brings every named column and why the person was recognised', async () => {
    const { body } = await clerk.get<Lines>('/inpatient-visits?status=in_hospital');
    expect(body.items[0]).toMatchObject({
      name: '周明', sex: '1', careLevel: 'L2', categories: ['cadre'], wardName: '呼吸内科病区', bedNo: '03', departmentName: '呼吸内科', doctorName: '测试医生',
      dischargedAt: null, mainDiagnosis: '肺炎', visitType: '400', status: 'in_hospital', abnormalCount: 0, matchedBy: 'M1', matchReason: '身份证号一致',
    });
  });

  it('R-23.b answers null where the source said nothing', async () => {
    const { body } = await clerk.get<Lines>('/inpatient-visits?admittedFrom=2026-01-10&admittedTo=2026-01-10');
    expect(body.items[0]).toMatchObject({ bedNo: null, wardName: null, doctorName: null, mainDiagnosis: null, medicalRecordNo: null, visitType: null, matchedBy: null });
  });

  it('R-23.c counts calendar days without the day of discharge, and until today for who is here', async () => {
    const { body } = await clerk.get<Lines>('/inpatient-visits');
    expect(Object.fromEntries(body.items.map(({ visitNo, stayDays }) => [visitNo, stayDays]))).toEqual({
      HERE: 4, OVER: 10, LATER: 9, 'ONE-DAY': 1, MISTAKE: null,
    });
  });

  it('R-23.d sorts by bed, those without one last in both directions', async () => {
    expect((await found('sort=bedNo')).at(-1)).toBe('OVER');
    expect((await found('sort=-bedNo')).at(-1)).toBe('OVER');
    expect((await found('sort=bedNo'))[0]).toBe('HERE');
  });
});
