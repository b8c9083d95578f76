import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addLabReport, addPerson, insertRows, measured, outpatientVisit, type Person } from '../../support/facts.js';
import { archiveOf, cellsOf, connectSources, diabetic, sectionOf } from './archive-bench.js';

let hospital: TestHospital;
let doctor: Visitor;
let director: Visitor;
let person: Person;

beforeAll(async () => {
  hospital = await startHospital();
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  director = await hospital.signIn('OFFICE_DIRECTOR');
  await connectSources(hospital);
  person = await diabetic(hospital);
});
afterAll(() => hospital.stop());

describe('the health record, put together from all sources', () => {
  it('R-13 has every part in its usual order, each with what the sources told', async () => {
    const archive = await archiveOf(doctor, person.id);
    expect(archive.sections.map(({ key }) => key)).toEqual(['profile', 'background', 'diagnoses', 'visits', 'labs', 'exams', 'medications', 'surgeries', 'checkups', 'summary']);
    expect(archive.sections.map(({ state }) => state)).toEqual(archive.sections.map(() => 'present'));
    expect(sectionOf(archive, 'background').facts.map(({ cells }) => [cells['label'], cells['value']])).toEqual([['过敏史', '青霉素'], ['既往史', '1998 年阑尾切除']]);
    expect(cellsOf(archive, 'visits', 'date')).toEqual(['2026-02-02', '2025-01-10', '2024-05-06']);
    expect(cellsOf(archive, 'surgeries')).toEqual(['腹腔镜下胆囊切除术']);
    expect(cellsOf(archive, 'exams', 'conclusion')).toEqual(['右肺上叶结节，建议随访。']);
    expect(cellsOf(archive, 'medications')).toEqual(expect.arrayContaining(['氨氯地平片', '阿司匹林肠溶片']));
    expect(cellsOf(archive, 'summary', 'conclusion')).toEqual(['总体稳定', '血压偏高']);
  });

  it('R-37.c the hospital’s own published summary stands before the check-up centre’s, with its source; drafts and withdrawn ones do not', async () => {
    const someone = await diabetic(hospital);
    const [{ id: checkup }] = (await hospital.database.query<{ id: string }>(`select id from checkup where beneficiary_id = $1 and checkup_no = 'TJ-26'`, [someone.id])) as [{ id: string }];
    const steps: { at: string; said: (string | null)[] }[] = [];
    const look = async (): Promise<void> => {
      const archive = await archiveOf(doctor, someone.id);
      steps.push({ at: new Date().toISOString(), said: cellsOf(archive, 'summary', 'conclusion') });
      await new Promise((done) => { setTimeout(done, 20); });
    };
    const edition = (body: string, number: number) => insertRows(hospital.database, 'checkup_summary', [{
      checkup_id: checkup, beneficiary_id: someone.id, confidential: false, edition: number, status: 'published', body, risk_level: 'medium', content_hash: 'x',
      advice: [{ text: '低盐饮食', recheckItem: '血压', recheckDate: '2026-06-01' }], author: 'a', author_name: 'a', edited_by: 'a', edited_by_name: 'a',
      approved_by_name: '周大夫', published_at: new Date().toISOString(),
    }]);
    await insertRows(hospital.database, 'checkup_summary', [{
      checkup_id: checkup, beneficiary_id: someone.id, confidential: false, edition: 1, status: 'withdrawn', body: '从未发布', content_hash: 'x',
      author: 'a', author_name: 'a', edited_by: 'a', edited_by_name: 'a', withdrawn_at: new Date().toISOString(),
    }]);
    await look();
    await edition('血压需随访', 2);
    await look();
    await hospital.database.query(`update checkup_summary set status = 'superseded' where checkup_id = $1 and edition = 2`, [checkup]);
    await edition('血压已控制', 3);
    await look();
    await hospital.database.query(`update checkup_summary set status = 'withdrawn', withdrawn_at = now() where checkup_id = $1 and edition = 3`, [checkup]);
    await look();
    const centre = ['总体稳定', '血压偏高'];
    expect(steps.map(({ said }) => said)).toEqual([centre, ['血压需随访\n风险分层：中', ...centre], ['血压已控制\n风险分层：中', ...centre], centre]);
    for (const { at, said } of steps) expect(cellsOf(await archiveOf(doctor, someone.id, `?asOf=${at}`), 'summary', 'conclusion'), 'R-19.b').toEqual(said);
    expect(sectionOf(await archiveOf(doctor, someone.id, `?asOf=${steps[1]!.at}`), 'summary').facts[0]).toMatchObject({
      cells: { kind: '本院小结（周大夫 审核）', advice: '低盐饮食（复查：血压 2026-06-01）' }, source: { system: '本院小结', number: 'TJ-26 第2版', kind: 'checkup-summary', id: checkup },
    });
  });

  it('R-13.a a new fact is in it the moment it is there, without anybody doing anything', async () => {
    const before = cellsOf(await archiveOf(doctor, person.id), 'visits', 'date');
    await insertRows(hospital.database, 'visit', [outpatientVisit(person, { started_at: '2026-03-09T09:00:00+08:00', main_diagnosis: '上呼吸道感染', main_diagnosis_code: 'J06.900' })]);
    expect(cellsOf(await archiveOf(doctor, person.id), 'visits', 'date')).toEqual(['2026-03-09', ...before]);
  });

  it('R-13.b every fact names its source: system, number, time', async () => {
    const facts = (await archiveOf(doctor, person.id)).sections.flatMap((section) => section.facts);
    expect(facts.length).toBeGreaterThan(20);
    for (const { source } of facts) {
      expect(source.system).not.toBe('');
      expect(source.number).not.toBe('');
      expect(Date.parse(source.at)).toBeGreaterThan(0);
    }
    const stored = await hospital.database.query<{ n: number }>(`select count(*) as n from visit where beneficiary_id = $1`, [person.id]);
    expect(sectionOf(await archiveOf(doctor, person.id), 'visits').facts).toHaveLength(Number(stored[0]!.n));
  });

  it('R-13.c a corrected report stands there once, newest, with its mark, and leads to what it said before', async () => {
    const report = await addLabReport(hospital.database, person, { report_no: 'L-9', collected_at: '2026-03-01T08:00:00+08:00', results: [measured('UA', '500', { unit: 'μmol/L', flag: 'H' })] });
    await hospital.database.query(`delete from lab_result where report_id = $1`, [report.id]);
    await hospital.database.query(`update lab_report set status = 'corrected', revision = 2, content_hash = 'second', recorded_from = now() where id = $1`, [report.id]);
    await hospital.database.query(
      `insert into lab_result (report_id, result_no, line_no, beneficiary_id, confidential, item_code, item_name, identity_code, value_text, value_number, value_kind, unit, collected_at, effective)
       values ($1, '1', 1, $2, false, 'UA', '尿酸', 'UA', '420', 420, 'number', 'μmol/L', '2026-03-01T08:00:00+08:00', true)`, [report.id, person.id],
    );
    const found = sectionOf(await archiveOf(doctor, person.id), 'labs').facts.filter(({ cells }) => cells['name'] === '尿酸');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ corrected: true, cells: { result: '420' }, source: { kind: 'lab-report', id: report.id } });
    const { body } = await doctor.get<{ versions: { changes: { before: string }[] }[] }>(`/lab-reports/${found[0]!.source.id}/versions`);
    expect(body.versions[0]!.changes.map(({ before }) => before)).toContain('500 μmol/L');
  });

  it('R-13.d somebody without data has a valid record that says what is missing and why', async () => {
    const empty = await addPerson(hospital.database, { access: [{ department: '100110' }] });
    await hospital.database.query(`delete from source_stream where source_id = 'ris'`);
    await hospital.database.query(`update source set state = 'failed' where id = 'lis'`);
    const archive = await archiveOf(doctor, empty.id);
    await hospital.database.query(`update source set state = 'ok' where id = 'lis'`);
    expect(sectionOf(archive, 'visits')).toMatchObject({ state: 'no-records', facts: [] });
    expect(sectionOf(archive, 'exams')).toMatchObject({ state: 'not-connected', remark: '该来源未对接' });
    expect(sectionOf(archive, 'labs')).toMatchObject({ state: 'interrupted', remark: 'LIS 接口 未连通，数据截至 2026-03-10' });
    expect(archive.missing).toEqual(['关键检验趋势：LIS 接口 未连通，数据截至 2026-03-10', '检查结论：该来源未对接']);
    expect(sectionOf(archive, 'profile').state).toBe('present');
  });

  it('keeps parts from those who may not read them, and does not say how much there is', async () => {
    await hospital.database.query(`delete from role_permission where role_code = 'NURSE' and permission in ('lab:read', 'diagnosis:read')`);
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    const { body } = await nurse.get(`/beneficiaries/${person.id}/archive`);
    const archive = body as unknown as Awaited<ReturnType<typeof archiveOf>>;
    expect(sectionOf(archive, 'labs')).toMatchObject({ state: 'not-allowed', facts: [], series: [] });
    expect(sectionOf(archive, 'visits').columns.map(({ key }) => key)).not.toContain('diagnosis');
    expect(JSON.stringify(archive)).not.toMatch(/糖尿病|高血压/);
    expect(archive.groups).toEqual([]);
  });

  it('is not there for those who may not see the person: a stranger’s department, and 机密 without clearance', async () => {
    const secret = await diabetic(hospital, { secrecy: 'V' });
    const other = await hospital.signIn('DOCTOR', { departmentCode: '100201', staffNo: 'D2' });
    expect((await other.get(`/beneficiaries/${person.id}/archive`)).status).toBe(404);
    for (const visitor of [doctor, director]) expect((await visitor.get(`/beneficiaries/${secret.id}/archive`)).status).toBe(404);
  });
});

describe('the record as of a date', () => {
  it('R-19.b says what was known then, whatever was corrected, added or removed since', async () => {
    const someone = await diabetic(hospital);
    const pause = (): Promise<void> => new Promise((done) => { setTimeout(done, 20); });
    const was = await archiveOf(doctor, someone.id);
    await pause();
    const then = new Date().toISOString();
    await pause();
    const [visit] = await hospital.database.query<{ id: string }>(`select id from visit where beneficiary_id = $1 order by started_at limit 1`, [someone.id]);
    await hospital.database.query(`update visit set deleted_at = now(), recorded_from = now() where id = $1`, [visit!.id]);
    await hospital.database.query(`update exam_report set impression = '更正：未见结节。', status = 'corrected', revision = 2, content_hash = 'x', recorded_from = now() where beneficiary_id = $1`, [someone.id]);
    await hospital.database.query(`update beneficiary set allergies = '头孢', version = version + 1 where id = $1`, [someone.id]);
    await addLabReport(hospital.database, someone, { recorded_from: new Date().toISOString(), collected_at: '2026-03-09T08:00:00+08:00', results: [measured('K', '5.9', { unit: 'mmol/L', recorded_from: new Date().toISOString() })] });
    const now = await archiveOf(doctor, someone.id);
    const back = await archiveOf(doctor, someone.id, `?asOf=${then}`);
    expect(cellsOf(now, 'exams', 'conclusion')).toEqual(['更正：未见结节。']);
    expect(sectionOf(now, 'visits').facts).toHaveLength(2);
    expect(JSON.stringify(now)).toContain('头孢');
    const factsOf = ({ sections }: typeof was) => sections.map(({ key, facts, series }) => ({ key, facts, series }));
    expect(factsOf(back)).toEqual(factsOf(was));
    expect(back.asOf).toBe(then);
  });

  it('refuses a moment to come', async () => {
    expect((await doctor.get(`/beneficiaries/${person.id}/archive?asOf=2199-01-01T00:00:00Z`)).status).toBe(400);
  });
});
