import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit, type Person, stay } from '../../support/facts.js';

const MANY = 1_000;
const FILLER = '患者一般情况可，饮食睡眠尚可，二便正常，体重无明显变化。'.repeat(60);

let hospital: TestHospital;
let doctor: Visitor;
let nurse: Visitor;
let person: Person;
let other: Person;
let serial = 0;

const note = (whose: Person, given: Record<string, unknown> = {}): Record<string, unknown> => {
  serial += 1;
  return {
    source_system: 'EMR', source_key: `W${serial}`, source_version: '2026-03-01T00:00:00Z', source_rank: 1, content_hash: `h${serial}`, patient_numbers_of: 'HIS', patient_id: 'P',
    beneficiary_id: whose.id, confidential: false, recorded_from: '2026-03-01T00:00:00Z', note_no: `W${serial}`, visit_no: 'ZY1', patient_class: 'inpatient', type_code: 'C0038',
    type_name: '日常病程记录', title: `日常病程 ${serial}`, author: '甲', department_code: '100110', department_name: '呼吸内科', signed_at: '2026-03-01T08:00:00+08:00', format: 'html',
    body: '<p>无</p>', status: 'signed', ...given,
  };
};
type Found = { items: (Record<string, unknown> & { title: string; excerpts: string[] })[]; total: number };
const documents = async (query = '', who = doctor): Promise<Found> => (await who.get<Found>(`/beneficiaries/${person.id}/documents?pageSize=100&${query}`)).body;

beforeAll(async () => {
  hospital = await startHospital();
  const { database } = hospital;
  const access = [{ staff: 'D1' }, { department: '100110' }];
  person = await addPerson(database, { access });
  other = await addPerson(database, { access });
  await insertRows(database, 'visit', [stay(person, { visit_no: 'ZY1' }), outpatientVisit(person, { visit_no: 'MZ1' })]);
  await insertRows(database, 'clinical_note', [
    note(person, { title: '入院记录', type_code: 'C0034', type_name: '入院记录', body: '<p>主诉：<b>反复</b>咳嗽三天，查 HbA1c 7.9%</p><script>alert(1)</script>' }),
    note(person, { title: '门诊病历', type_code: 'C0002', type_name: '门(急)诊病历', visit_no: 'MZ1', patient_class: 'outpatient', department_code: '100101', department_name: '心血管内科', signed_at: '2026-01-05T23:59:00+08:00', format: 'cda', body: '<ClinicalDocument><section><title>现病史</title><text>血压偏高</text></section></ClinicalDocument>' }),
    note(person, { title: '外院报告', format: 'pdf', body: 'JVBERi0=', signed_at: '2026-02-01T08:00:00+08:00' }),
    note(person, { title: '心理评估', body: '<p>咳嗽之外情绪低落</p>' }), note(person, { title: '会诊', department_name: '传染病科', body: '<p>咳嗽</p>' }),
    note(other, { body: '<p>咳嗽</p>' }),
  ]);
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N1' });
});
afterAll(() => hospital.stop());

describe('the documents of a person', () => {
  it('R-30.a are one list over all visits, the newest first, each with its visit', async () => {
    const { items, total } = await documents();
    expect(total).toBe(5);
    expect(items.at(-1)).toMatchObject({ title: '门诊病历', visitClass: 'outpatient', visitDepartmentName: '呼吸内科' });
    expect(items.find(({ title }) => title === '入院记录')).toMatchObject({ visitClass: 'inpatient', excerpts: [] });
  });

  it('R-30.a are narrowed by type, department, day of signature and visit', async () => {
    const titles = async (query: string) => (await documents(query)).items.map(({ title }) => title).sort();
    expect(await titles('type=C0034')).toEqual(['入院记录']);
    expect(await titles('departmentCode=100101')).toEqual(['门诊病历']);
    expect(await titles('from=2026-01-05&to=2026-01-05')).toEqual(['门诊病历']);
    expect(await titles('visitNo=MZ1')).toEqual(['门诊病历']);
    const { body } = await doctor.get<{ types: object[]; departments: object[] }>(`/beneficiaries/${person.id}/document-facets`);
    expect(body.types).toContainEqual({ code: 'C0034', name: '入院记录', count: 1 });
    expect(body.departments).toContainEqual({ code: '100101', name: '心血管内科', count: 1 });
  });

  it('R-30.b are found by what stands in them, with the words around it, markup aside', async () => {
    const { items } = await documents('q=反复咳嗽');
    expect(items.map(({ title, excerpts }) => [title, excerpts])).toEqual([['入院记录', ['主诉：反复咳嗽三天，查 HbA1c 7.9%']]]);
    expect((await documents('q=hba1C')).total).toBe(1);
    expect((await documents('q=血压')).items.map(({ title }) => title)).toEqual(['门诊病历']);
    expect((await documents('q=外院')).items.map(({ title }) => title)).toEqual(['外院报告']);
    expect((await documents('q=alert')).total).toBe(0);
    expect((await documents(`q=${encodeURIComponent('%')}`)).items.map(({ title }) => title)).toEqual(['入院记录']);
  });

  it('R-30.b a corrected document is found by its new words, not by its old ones', async () => {
    await hospital.database.query(`update clinical_note set body = '<p>更正：喘息</p>', content_hash = 'new' where title = '入院记录'`);
    expect((await documents('q=反复咳嗽')).total).toBe(0);
    expect((await documents('q=喘息')).total).toBe(1);
    await hospital.database.query(`update clinical_note set body = '<p>反复咳嗽</p>', content_hash = 'again' where title = '入院记录'`);
  });

  it('R-30.e of a restricted kind are there only for those who may read them: list, search, counts, by address, in print', async () => {
    expect((await documents('', doctor)).items.map(({ title }) => title)).toContain('心理评估');
    const { items } = await documents('', nurse);
    expect(items.map(({ title }) => title).sort()).toEqual(['入院记录', '外院报告', '门诊病历']);
    expect((await documents('q=咳嗽', nurse)).total).toBe(1);
    expect((await documents('q=咳嗽', doctor)).total).toBe(3);
    const [restricted] = await hospital.database.query<{ id: string }>(`select id from clinical_note where title = '心理评估'`);
    expect((await nurse.get(`/notes/${restricted!.id}`)).status).toBe(404);
    expect((await nurse.post('/notes/print', { ids: [restricted!.id] })).status).toBe(404);
    expect((await nurse.get(`/beneficiaries/${person.id}/notes`)).body.total).toBe(3);
    expect((await doctor.get(`/notes/${restricted!.id}`)).status).toBe(200);
  });

  it('R-30.e the security administrator keeps the words that restrict a document; a change holds at once and is on record with its reason', async () => {
    const security = await hospital.signIn('SEC_ADMIN');
    const words = async () => (await security.get<{ items: { id: string; word: string; addedBy: string }[] }>('/restricted-words')).body.items;
    expect((await words()).map(({ word }) => word)).toEqual(expect.arrayContaining(['心理', '传染病', 'HIV']));
    const seen = async (who: Visitor) => (await documents('', who)).items.map(({ title }) => String(title));
    expect(await seen(nurse)).toContain('外院报告');
    expect((await security.post('/restricted-words', { word: '外院', reason: '外院文书须核对' })).status).toBe(204);
    expect(await seen(nurse)).not.toContain('外院报告');
    expect(await seen(doctor)).toContain('外院报告');
    expect(await security.post('/restricted-words', { word: 'hiv', reason: '重复' })).toMatchObject({ status: 409, body: { code: 'WORD_EXISTS' } });
    expect((await security.post('/restricted-words', { word: '病', reason: '太短' })).status).toBe(400);
    const added = (await words()).find(({ word }) => word === '外院')!;
    expect(added.addedBy).toBe('t.sec_admin');
    expect((await security.post(`/restricted-words/${added.id}/remove`, { reason: '核对完毕' })).status).toBe(204);
    expect(await seen(nurse)).toContain('外院报告');
    expect((await security.post(`/restricted-words/${added.id}/remove`, { reason: '再移除' })).status).toBe(404);
    for (const who of [doctor, nurse]) expect((await who.get('/restricted-words')).status).toBe(403);
    const trail = await hospital.database.query(
      `select reason, outcome from access_trail where operation like '%restricted-words%' and action = 'change' and actor = 't.sec_admin' and outcome = 'allowed' order by seq`);
    expect(trail).toEqual([{ reason: '外院文书须核对', outcome: 'allowed' }, { reason: '核对完毕', outcome: 'allowed' }]);
    const changes = await hospital.database.query<{ before: object | null; after: object | null }>(
      `select before, after from change_log where table_name = 'restricted_note_word' order by seq`);
    expect(changes).toMatchObject([{ before: null, after: { word: '外院' } }, { before: { word: '外院' }, after: null }]);
  });

  it('R-24 a visit says how many records of each kind it has, and nothing of kinds that the reader may not read', async () => {
    const [visit] = await hospital.database.query<{ id: string }>(`select id from visit where visit_no = 'ZY1'`);
    const counts = async (who: Visitor): Promise<unknown> => (await who.get(`/visits/${visit!.id}`)).body['counts'];
    expect(await counts(doctor)).toEqual({ labs: 0, exams: 0, orders: 0, prescriptions: 0, notes: 4, surgeries: 0, consultations: 0 });
    expect(await counts(nurse)).toMatchObject({ notes: 2 });
    await insertRows(hospital.database, 'person_access', [{ beneficiary_id: person.id, department_code: '@today', staff_no: '', reason: 'visit' }]);
    expect(await counts(await hospital.signIn('GUIDE'))).toEqual({ labs: null, exams: null, orders: null, prescriptions: null, notes: null, surgeries: null, consultations: null });
  });

  it('R-24.d printing stands on the trail, each document with its id', async () => {
    const ids = (await documents('type=C0034')).items.map(({ id }) => String(id));
    const { status, body } = await doctor.post('/notes/print', { ids });
    expect([status, body.items.map(({ id }) => id)]).toEqual([200, ids]);
    const trail = await hospital.database.query<{ action: string; object_ids: string[] }>(`select action, object_ids from access_trail where operation like '%/notes/print' and outcome = 'allowed' order by seq desc limit 1`);
    expect(trail[0]).toMatchObject({ action: 'export', object_ids: expect.arrayContaining(ids) });
  });

  it('R-30.b a thousand documents of one person are searched at once, each hit found', async () => {
    await insertRows(hospital.database, 'clinical_note', Array.from({ length: MANY }, (_, index) =>
      note(person, { body: `<div>${FILLER}${index % 100 === 7 ? '<p>胆囊结石</p>' : ''}</div>`, signed_at: '2025-01-01T08:00:00+08:00' })));
    expect((await documents('q=胆囊结石')).total).toBe(10);
    const from = performance.now();
    expect((await documents('q=胆囊结石')).items.every(({ excerpts }) => excerpts[0]!.includes('胆囊结石'))).toBe(true);
    process.stderr.write(`\n    search of ${MANY} documents of one person: ${Math.round(performance.now() - from)} ms\n`);
  });
});
