import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCheckup, addLabReport, addPerson, insertRows, outpatientVisit, type Person, stay } from '../../support/facts.js';

let hospital: TestHospital;
let nurse: Visitor;
let person: Person;
let latest: string;

beforeAll(async () => {
  hospital = await startHospital();
  nurse = await hospital.signIn('NURSE', { departmentCode: '100105' });
  const { database } = hospital;
  person = await addPerson(database, { access: [{ department: '100105' }] });
  await addCheckup(database, person, { year: 2025, checkup_date: '2025-03-01', conclusion: '血压偏高' });
  const checkup = await addCheckup(database, person, {
    abnormal_count: 1, conclusion: '建议复查肝功能', advice: '三个月后复查', chief_doctor: '总检医生', revision: 2,
    sections: [{ department_name: '外科', summary: '未见异常' }, { department_name: '检验科', summary: 'ALT 偏高' }],
    items: [
      { identity_code: 'ALT', section_no: 'F2', value_text: '72', value_number: 72, unit: 'U/L', range_text: '9~50', flag: 'H', flag_source: 'printed' },
      { identity_code: 'XRAY@', section_no: 'F1', value_kind: 'text', state: 'refused' },
    ],
  });
  latest = checkup.id;
  await addCheckup(database, person, { year: 2024, checkup_date: '2024-03-01', deleted_at: '2024-04-01T00:00:00+08:00' });
  await insertRows(database, 'visit', [
    outpatientVisit(person, { started_at: '2026-03-02T09:00:00+08:00' }), outpatientVisit(person, { status: 'refunded' }),
    stay(person, { started_at: '2025-12-31T23:30:00+08:00', ended_at: '2026-01-05T10:00:00+08:00', status: 'discharged' }),
  ]);
  await addLabReport(database, person, { collected_at: '2026-03-03T08:00:00+08:00', abnormal_count: 2, results: [] });
  await addLabReport(database, person, { collected_at: '2026-03-04T08:00:00+08:00', status: 'withdrawn', results: [] });
});
afterAll(() => hospital.stop());

describe('check-ups of a person', () => {
  it('lists them by date, the newest first, with conclusion and advice', async () => {
    const { body } = await nurse.get(`/beneficiaries/${person.id}/checkups`);
    expect(body.items).toMatchObject([
      { id: latest, year: 2026, checkupDate: '2026-03-05', packageName: '干部年度体检', status: 'issued', revision: 2, conclusion: '建议复查肝功能', advice: '三个月后复查', chiefDoctor: '总检医生', abnormalCount: 1 },
      { year: 2025, conclusion: '血压偏高' },
    ]);
  });

  it('opens one with what each department found and measured', async () => {
    const { body } = await nurse.get(`/checkups/${latest}`);
    expect(body).toMatchObject({
      beneficiaryId: person.id, checkupDate: '2026-03-05',
      sections: [{ sectionNo: 'F1', departmentName: '外科' }, { sectionNo: 'F2', summary: 'ALT 偏高' }],
      items: [{ sectionNo: 'F1', state: 'refused', text: null, flag: null }, { sectionNo: 'F2', code: 'ALT', text: '72', number: 72, unit: 'U/L', range: '9~50', flag: 'H', flagSource: 'printed', state: 'done' }],
    });
  });

  it('S72 records whose check-up was opened', async () => {
    await nurse.get(`/checkups/${latest}`);
    const [row] = await hospital.database.query(`select object_ids, beneficiary_ids from access_trail where operation = 'GET /checkups/:id' order by seq desc limit 1`);
    expect(row).toEqual({ object_ids: [latest], beneficiary_ids: [person.id] });
  });

  it('shows nothing of people whom the caller does not see', async () => {
    const stranger = await hospital.signIn('NURSE', { departmentCode: '100101' });
    expect((await stranger.get(`/checkups/${latest}`)).status).toBe(404);
    expect((await stranger.get(`/beneficiaries/${person.id}/checkups`)).status).toBe(404);
  });
});

describe('the timeline of a person', () => {
  it('puts visits, stays, reports and check-ups in one order, without what was taken back', async () => {
    const { body } = await nurse.get<{ items: Record<string, unknown>[]; months: unknown[] }>(`/beneficiaries/${person.id}/timeline`);
    expect(body.items).toMatchObject([
      { kind: 'checkup', at: '2026-03-04T16:00:00.000Z', title: '干部年度体检', subtitle: '异常 1 项', refId: latest, important: true },
      { kind: 'lab', title: '生化', subtitle: '异常 2 项', important: true },
      { kind: 'outpatient', title: '门诊 · 呼吸内科', subtitle: '高血压病', until: null, important: false },
      { kind: 'inpatient', title: '住院 · 呼吸内科', subtitle: '肺炎', until: '2026-01-05T02:00:00.000Z', important: true },
      { kind: 'checkup', subtitle: null },
    ]);
    expect(body.months).toEqual([{ month: '2025-03', count: 1 }, { month: '2025-12', count: 1 }, { month: '2026-03', count: 3 }]);
  });

  it('narrows to a period of whole days and keeps the months of the whole history', async () => {
    const { body } = await nurse.get<{ items: unknown[]; months: unknown[] }>(`/beneficiaries/${person.id}/timeline?from=2025-12-31&to=2025-12-31`);
    expect(body.items).toHaveLength(1);
    expect(body.months).toHaveLength(3);
  });
});
