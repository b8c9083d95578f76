import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, type Person, stay } from '../../support/facts.js';

type Drug = { drugName: string; current: boolean; sources: string[]; courses: Record<string, unknown>[] };
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
let hospital: TestHospital;
let doctor: Visitor;
let person: Person;
const fact = (key: string) => ({
  source_system: 'HIS', source_key: key, source_version: ago(0), source_rank: 1, content_hash: key, patient_numbers_of: 'HIS', patient_id: 'P',
  beneficiary_id: person.id, confidential: false, recorded_from: ago(0),
});
const order = (no: string, given: object) => ({
  ...fact(no), order_no: no, category: 'drug', term: 'long', item_name: '氨氯地平片', dose: '5', dose_unit: 'mg', route: '口服', frequency: 'qd', ordered_at: ago(3), status: 'active', ...given,
});

beforeAll(async () => {
  hospital = await startHospital();
  person = await addPerson(hospital.database, { access: [{ staff: 'D1' }] });
  const [here, left] = [stay(person), stay(person, { status: 'discharged', ended_at: ago(30) })];
  await insertRows(hospital.database, 'visit', [here, left]);
  const prescription = { ...fact('CF1'), id: '22222222-2222-4222-8222-222222222222', prescription_no: 'CF1', prescribed_at: ago(5), department_name: '心内科', status: 'dispensed' };
  await insertRows(hospital.database, 'prescription', [prescription]);
  await insertRows(hospital.database, 'prescription_item', [['1', '氨氯地平片', 14], ['2', '阿莫西林', 3]].map(([item_no, drug_name, days]) => ({
    prescription_id: prescription.id, item_no, beneficiary_id: person.id, confidential: false, recorded_from: ago(0), drug_name, days, dose: '1', dose_unit: '片',
  })));
  await insertRows(hospital.database, 'clinical_order', [
    order('YZ1', { visit_no: here['visit_no'] }), order('YZ2', { visit_no: left['visit_no'], item_name: '旧药', ordered_at: ago(40) }), order('YZ3', { item_name: '撤销药', status: 'cancelled' }),
    order('YZ4', { category: 'lab', item_name: '血常规' }), order('YZ5', { visit_no: here['visit_no'], item_name: '停药', status: 'stopped', stopped_at: ago(1) }),
  ]);
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
});
afterAll(() => hospital.stop());

it('R-24 the drugs of a person are one list over orders and prescriptions, what is taken now first, cancelled ones left out', async () => {
  const { status, body } = await doctor.get<{ items: Drug[] }>(`/beneficiaries/${person.id}/medications`);
  expect(status).toBe(200);
  expect(body.items.map(({ drugName, current }) => [drugName, current])).toEqual([['氨氯地平片', true], ['停药', false], ['阿莫西林', false], ['旧药', false]]);
  const [first] = body.items;
  expect(first!.sources).toEqual(['order', 'prescription']);
  expect(first!.courses.map(({ number, until, presumed, usage }) => [number, until === null, presumed, usage])).toEqual([['YZ1', true, false, '5mg 口服 qd'], ['CF1', false, true, '1片']]);
});

it('R-24.d is refused without the right, and for somebody out of scope', async () => {
  const guide = await hospital.signIn('GUIDE');
  expect((await guide.get(`/beneficiaries/${person.id}/medications`)).status).toBe(403);
  const stranger = await hospital.signIn('DOCTOR', { departmentCode: '4001', staffNo: 'D-none' });
  expect((await stranger.get(`/beneficiaries/${person.id}/medications`)).status).toBe(404);
});
