import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCareFacts } from '../../support/care-records.js';
import { addLabReport, addPerson, measured, type Person } from '../../support/facts.js';

let hospital: TestHospital;
let office: Visitor;
let doctor: Visitor;
let mine: Person;
let other: Person;

beforeAll(async () => {
  hospital = await startHospital();
  mine = await addPerson(hospital.database, { name: '甲某', name_sort: 'jiamou', access: [{ staff: 'D1' }] });
  other = await addPerson(hospital.database, { name: '乙某', name_sort: 'yimou', care_level: 'L1' });
  const report = (person: Person, no: string, day: string, given: Record<string, unknown> = {}) =>
    addLabReport(hospital.database, person, {
      report_no: no, collected_at: `2026-03-${day}T07:30:00+08:00`, results: [measured('WBC', '5.1')], abnormal_count: 0, ...given,
    });
  await report(mine, 'A1', '01');
  await report(mine, 'A2', '02', { status: 'corrected', revision: 2, abnormal_count: 1, results: [measured('K', '7.1', { flag: 'HH', critical: true })] });
  await report(mine, 'A3', '03', { status: 'withdrawn' });
  await report(mine, 'A4', '04', { status: 'preliminary' });
  await report(other, 'B1', '02', { panel_name: '血常规', department_code: '100110' });
  await addCareFacts(hospital.database, mine);
  await addCareFacts(hospital.database, other, {}, (text) => (/^[ -~]+$/.test(text) ? `${text}9` : `他${text}`));
  office = await hospital.signIn('OFFICE_STAFF');
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
});
afterAll(() => hospital.stop());

const reports = async (who: Visitor, query = '') => (await who.get(`/lab-reports${query}`)).body.items.map(({ reportNo }) => reportNo);
const exams = async (who: Visitor, query = '') => (await who.get(`/exam-reports${query}`)).body.items.map(({ examNo }) => examNo);

describe('the list of laboratory reports', () => {
  it('R-44.a shows verified reports of everybody, newest first; what is not verified is not there', async () => {
    expect(await reports(office)).toEqual(expect.arrayContaining(['A1', 'A2', 'A3', 'B1']));
    expect(await reports(office)).not.toContain('A4');
    expect((await reports(office, '?sort=collectedAt'))[0]).toBe('A1');
  });

  it('R-44.b a withdrawn report stays in the list and says so, a corrected one shows its version', async () => {
    const { items } = (await office.get('/lab-reports')).body;
    const states = Object.fromEntries(items.map(({ reportNo, status, revision, critical }) => [reportNo, [status, revision, critical]]));
    expect(states).toMatchObject({ A1: ['final', 1, false], A2: ['corrected', 2, true], A3: ['withdrawn', 1, false] });
  });

  it('every filter answers as plain SQL over the table does', async () => {
    const asked: readonly (readonly [query: string, where: string])[] = [
      ['keyword=A2', `report_no = 'A2'`],
      ['from=2026-03-02&to=2026-03-02', `collected_at::date = '2026-03-02'`],
      ['careLevel=L1', `b.care_level = 'L1'`],
      ['panel=%E8%A1%80%E5%B8%B8', `panel_name like '%血常%'`],
      ['status=corrected&status=withdrawn', `r.status in ('corrected', 'withdrawn')`],
      ['onlyAbnormal=true', 'abnormal_count > 0'],
      ['onlyCritical=true', `exists (select 1 from lab_result x where x.report_id = r.id and x.flag = 'HH')`],
      ['departmentCode=100110', `department_code = '100110'`],
    ];
    for (const [query, where] of asked) {
      const rows = await hospital.database.query<{ report_no: string }>(
        `select report_no from lab_report r join beneficiary b on b.id = r.beneficiary_id where r.status <> 'preliminary' and ${where} order by collected_at desc, r.id desc`,
      );
      expect(await reports(office, `?${query}`), query).toEqual(rows.map(({ report_no }) => report_no));
      expect(rows.length, query).toBeGreaterThan(0);
    }
  });

  it('a doctor gets those of his patients alone, in the rows and in the total', async () => {
    const { body } = await doctor.get('/lab-reports');
    expect([body.items.map(({ reportNo }) => reportNo), body.total]).toEqual([['A3', 'A2', 'A1'], 3]);
  });

  it('goes out as a file for those who may export, nobody else', async () => {
    expect((await office.download('/lab-reports/export')).status).toBe(200);
    expect((await doctor.download('/lab-reports/export')).status).toBe(403);
  });
});

describe('the list of examinations', () => {
  it('R-46 finds by words of the report, category and images, inside the scope of who asks', async () => {
    expect((await exams(office)).length).toBe(2);
    expect(await exams(doctor)).toEqual(['JC1']);
    expect(await exams(office, `?words=${encodeURIComponent('磨玻璃')}`)).toHaveLength(2);
    expect(await exams(office, '?examCategory=MR')).toEqual([]);
    expect(await exams(doctor, '?images=archived')).toEqual(['JC1']);
    expect(await exams(doctor, '?images=none')).toEqual([]);
    expect((await office.download('/exam-reports/export')).status).toBe(200);
  });

  it('R-46.b says that images are not archived yet', async () => {
    await hospital.database.query(`update imaging_study set deleted_at = now() where beneficiary_id = $1`, [mine.id]);
    expect(await exams(doctor, '?images=not-archived')).toEqual(['JC1']);
    await hospital.database.query(`update imaging_study set deleted_at = null where beneficiary_id = $1`, [mine.id]);
  });
});
