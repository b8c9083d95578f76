import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addLabReport, addPerson, insertRows, measured, outpatientVisit, type Person } from '../../support/facts.js';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

let hospital: TestHospital;
let person: Person;
beforeAll(async () => {
  hospital = await startHospital();
  const { database } = hospital;
  person = await addPerson(database, { access: [{ department: '100105' }] });
  await insertRows(database, 'visit', [
    ...[10, 20, 30].map((days) => outpatientVisit(person, { started_at: daysAgo(days), main_diagnosis: '高血压病' })),
    ...[5, 2_000].map((days) => outpatientVisit(person, { started_at: daysAgo(days), main_diagnosis: days === 5 ? '痛风' : '肺炎', main_diagnosis_code: 'X' })),
    outpatientVisit(person, { started_at: daysAgo(1), main_diagnosis: '误诊', status: 'refunded' }),
  ]);
  await addLabReport(database, person, { collected_at: daysAgo(40), results: [measured('UA', '400', { unit: 'μmol/L' }), measured('LIPASE', '30')] });
  await addLabReport(database, person, { collected_at: daysAgo(4), results: [measured('UA', '520', { unit: 'μmol/L', flag: 'H', flag_source: 'printed' })] });
  await addLabReport(database, person, { collected_at: daysAgo(3), status: 'withdrawn', results: [measured('UA', '9', { unit: 'μmol/L' })] });
});
afterAll(() => hospital.stop());

describe('the first look at a person', () => {
  it('shows his diagnoses of three years, his important results and what happened last', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100105' });
    const { body } = await nurse.get<Record<string, Record<string, unknown>[]>>(`/beneficiaries/${person.id}/overview`);
    expect(body['diagnoses']).toMatchObject([{ name: '痛风', visits: 1 }, { name: '高血压病', code: 'I10.x00', visits: 3 }]);
    expect(body['keyItems']).toMatchObject([{ code: 'UA', text: '520', flag: 'H', spark: [400, 520] }]);
    expect(body['recentVisits']).toHaveLength(5);
    expect(body['recentVisits']![0]).toMatchObject({ status: 'refunded', departmentName: '呼吸内科' });
    expect(body['recentReports']!.map(({ status }) => status)).toEqual(['withdrawn', 'final', 'final']);
  });

  it('is closed to whoever does not see the person', async () => {
    const stranger = await hospital.signIn('NURSE', { departmentCode: '100101' });
    expect((await stranger.get(`/beneficiaries/${person.id}/overview`)).status).toBe(404);
  });
});
