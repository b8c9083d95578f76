import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCareFacts, CARE_RECORDS } from '../../support/care-records.js';
import { addPerson, type Person } from '../../support/facts.js';

let hospital: TestHospital;
let person: Person;
let stranger: Person;
let ids: Record<string, string>;
let doctor: Visitor;
let guide: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  person = await addPerson(hospital.database, { access: [{ staff: 'D1' }, { department: '@today' }] });
  stranger = await addPerson(hospital.database);
  ids = await addCareFacts(hospital.database, person);
  await addCareFacts(hospital.database, stranger, {}, (text) => (/^[ -~]+$/.test(text) ? `${text}9` : `他${text}`));
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  guide = await hospital.signIn('GUIDE', { departmentCode: '4002' });
});
afterAll(() => hospital.stop());

/** Every list, with what its first row must say of the record that was told. */
const LISTS: readonly (readonly [path: string, target: keyof typeof CARE_RECORDS, fields: readonly string[]])[] = [
  ['orders', 'order', ['orderNo', 'itemName', 'dose', 'doseUnit', 'route', 'frequency', 'category', 'term', 'status', 'orderingDoctor']],
  ['prescriptions', 'prescription', ['prescriptionNo', 'diagnosis', 'amount', 'kind', 'status', 'doctorName']],
  ['notes', 'clinical-note', ['noteNo', 'title', 'typeCode', 'author', 'status', 'format']],
  ['surgeries', 'surgery', ['surgeryNo', 'preDiagnosis', 'postDiagnosis', 'anesthesia', 'surgeonName', 'status']],
  ['consultations', 'consultation', ['consultationNo', 'kind', 'reason', 'purpose', 'requestingDoctor', 'status']],
  ['exam-reports', 'exam-report', ['examNo', 'category', 'itemName', 'findings', 'impression', 'advice', 'studyUid', 'accessionNo', 'status']],
  ['appointments', 'appointment', ['appointmentNo', 'kind', 'itemName', 'queueNo', 'channel', 'status']],
];

describe('what hangs on a person beside visits and results', () => {
  it.each(LISTS)('R-24.a %s are listed as they were told, and only his', async (path, target, fields) => {
    const { status, body } = await doctor.get(`/beneficiaries/${person.id}/${path}`);
    expect([status, body.total]).toEqual([200, 1]);
    const told = CARE_RECORDS[target]! as Record<string, unknown>;
    expect(Object.fromEntries(fields.map((field) => [field, body.items[0]![field]]))).toEqual(Object.fromEntries(fields.map((field) => [field, told[field]])));
    expect(body.items[0]!['id']).toBe(ids[target]);
  });

  it.each(LISTS)('R-24.c %s of one visit are asked for by its number, and none is an empty list', async (path, target) => {
    const visitNo = (CARE_RECORDS[target] as Record<string, string | null>)['visitNo'];
    const of = async (number: string) => (await doctor.get(`/beneficiaries/${person.id}/${path}?visitNo=${number}`)).body.total;
    expect([visitNo ? await of(visitNo) : 1, await of('ZY0')]).toEqual([1, 0]);
  });

  it.each(LISTS)('R-24.d %s answer 403 without the right and 404 for somebody out of scope', async (path) => {
    expect((await guide.get(`/beneficiaries/${person.id}/${path}`)).status).toBe(403);
    expect((await doctor.get(`/beneficiaries/${stranger.id}/${path}`)).status).toBe(404);
    expect((await doctor.get(`/beneficiaries/${person.id}/${path}?visitNo=${'x'.repeat(65)}`)).status).toBe(400);
  });

  it('shows the drugs of a prescription, the procedures of an operation and the opinions of a consultation', async () => {
    const first = async (path: string) => (await doctor.get(`/beneficiaries/${person.id}/${path}`)).body.items[0] as Record<string, Record<string, unknown>[]>;
    expect((await first('prescriptions'))['items']!.map(({ drugName, days }) => [drugName, days])).toEqual([['氨氯地平片', 14], ['阿司匹林肠溶片', 14]]);
    expect((await first('surgeries'))['procedures']).toEqual([{ code: '51.2300', name: '腹腔镜下胆囊切除术', level: '3', site: '胆囊', main: true }]);
    const [opinion] = (await first('consultations'))['participants']!;
    expect(opinion).toMatchObject({ departmentName: '心血管内科', opinion: '加用缬沙坦' });
    expect(new Date(String(opinion!['arrivedAt'])).toISOString()).toBe('2026-03-03T07:05:00.000Z');
  });

  it('keeps a report that nobody has verified and whatever was taken away out of the lists', async () => {
    await hospital.database.query(`update exam_report set status = 'preliminary' where id = $1`, [ids['exam-report']]);
    expect((await doctor.get(`/beneficiaries/${person.id}/exam-reports`)).body.total).toBe(0);
    await hospital.database.query(`update exam_report set status = 'final', deleted_at = now() where id = $1`, [ids['exam-report']]);
    expect((await doctor.get(`/beneficiaries/${person.id}/exam-reports`)).body.total).toBe(0);
    await hospital.database.query(`update exam_report set deleted_at = null where id = $1`, [ids['exam-report']]);
  });
});

describe('a document of the record', () => {
  it('R-24.d is opened whole by those who may, and each opening is on the trail with its id', async () => {
    const { status, body } = await doctor.get(`/notes/${ids['clinical-note']}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: '入院记录', revision: 1, text: '主诉：头晕三天。', earlier: [] });
    const [trail] = await hospital.database.query(
      `select actor, action, beneficiary_ids, outcome from access_trail where $1 = any (object_ids) order by seq desc limit 1`, [ids['clinical-note']]);
    expect(trail).toMatchObject({ actor: 't.doctor.100110.d1', action: 'view', outcome: 'allowed', beneficiary_ids: [person.id] });
    expect((await guide.get(`/notes/${ids['clinical-note']}`)).status).toBe(403);
    const [other] = await hospital.database.query<{ id: string }>('select id from clinical_note where beneficiary_id = $1', [stranger.id]);
    expect((await doctor.get(`/notes/${other!.id}`)).status).toBe(404);
  });

  it('is listed without its text', async () => {
    const { body } = await doctor.get(`/beneficiaries/${person.id}/notes`);
    expect(Object.keys(body.items[0]!)).not.toContain('body');
    expect(JSON.stringify(body)).not.toContain('头晕');
  });

  it('names the versions that a correction replaced', async () => {
    await hospital.database.query(`update clinical_note set content_hash = 'second', revision = 2, body = '<p>更正</p>' where id = $1`, [ids['clinical-note']]);
    const { body } = await doctor.get<{ text: string; earlier: { revision: number }[] }>(`/notes/${ids['clinical-note']}`);
    expect([body.text, body.earlier.map(({ revision }) => revision)]).toEqual(['更正', [1]]);
  });
});
