import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addLabReport, addPerson, insertRows, measured, outpatientVisit, type Person, stay } from '../../support/facts.js';

type Bed = Record<string, unknown> & { bedNo: string | null; name: string };
interface Board { items: Bed[]; inHospital: number; admittedToday: number; dischargedToday: number }

const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
let hospital: TestHospital;
let clerk: Visitor;
let people: Person[];
let stays: (Record<string, unknown> & { id: string })[];

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const { database } = hospital;
  people = [];
  for (const name of ['赵一', '钱二', '孙三', '李四', '周五', '吴六']) people.push(await addPerson(database, { name, care_level: name === '赵一' ? 'L1' : 'L2', access: [{ department: '100110' }, { staff: 'D1' }] }));
  const [one, two, three, four, five, six] = people as [Person, Person, Person, Person, Person, Person];
  stays = [
    stay(one, { bed_no: '10', started_at: ago(2), ward_name: '东病区' }), stay(two, { bed_no: '2', started_at: ago(0), ward_name: '东病区' }),
    stay(three, { bed_no: '2', started_at: ago(5), ward_name: '东病区', doctor_name: '另一医生' }), stay(four, { bed_no: null, started_at: ago(1), ward_name: '西病区' }),
    stay(five, { status: 'discharged', started_at: ago(4), ended_at: ago(0) }), stay(six, { status: 'cancelled', started_at: ago(0) }),
  ];
  await insertRows(database, 'visit', stays);
  await insertRows(database, 'clinical_order', ['药甲', '药乙'].map((item_name, index) => ({
    ...source(one, `YZ${index}`), order_no: `YZ${index}`, visit_no: stays[0]!['visit_no'], category: 'drug', term: 'long', item_name, dose: '5', dose_unit: 'mg', route: '口服', frequency: 'qd',
    ordered_at: ago(index), status: index ? 'stopped' : 'active',
  })));
  await addLabReport(database, one, {
    visit_no: stays[0]!['visit_no'], collected_at: ago(0.1), reported_at: ago(0.05), abnormal_count: 2,
    results: [measured('K', '6.9', { item_name: '钾', critical: true, flag: 'HH' }), measured('NA', '150', { item_name: '钠', flag: 'H' }), measured('CL', '101', { item_name: '氯', flag: 'N' })],
  });
});
afterAll(() => hospital.stop());

function source(person: Person, key: string): Record<string, unknown> {
  return {
    source_system: 'HIS', source_key: key, source_version: ago(1), source_rank: 1, content_hash: key, patient_numbers_of: 'HIS', patient_id: 'P',
    beneficiary_id: person.id, confidential: false, recorded_from: ago(1),
  };
}
const board = async (who: Visitor, query = ''): Promise<Board> => (await who.get<Board>(`/ward-board?${query}`)).body;

describe('the board of beds', () => {
  it('R-20.a shows who lies where, beds in their order, with the day of the stay and what came and went today', async () => {
    const { items, ...counts } = await board(clerk);
    expect(items.map(({ wardName, bedNo, name, dayNo }) => [wardName, bedNo, name, dayNo])).toEqual([
      ['东病区', '2', '孙三', 6], ['东病区', '2', '钱二', 1], ['东病区', '10', '赵一', 3], ['西病区', null, '李四', 2],
    ]);
    expect(counts).toMatchObject({ inHospital: 4, admittedToday: 1, dischargedToday: 1 });
  });

  it('R-20 marks a bed that two people are said to lie in, and nobody without a bed', async () => {
    const { items } = await board(clerk);
    expect(items.map(({ name, doublyTaken }) => [name, doublyTaken])).toEqual([['孙三', true], ['钱二', true], ['赵一', false], ['李四', false]]);
  });

  it('R-22 is narrowed by level, ward, department and doctor', async () => {
    const names = async (query: string) => (await board(clerk, query)).items.map(({ name }) => name);
    expect(await names('careLevel=L1')).toEqual(['赵一']);
    expect(await names('ward=西病区')).toEqual(['李四']);
    expect(await names('doctor=另一')).toEqual(['孙三']);
    expect(await names('departmentCode=200101')).toEqual([]);
  });

  it('R-23.a tells of abnormal and critical results, and of reports that the reader has not seen', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N1' });
    const of = async (who: Visitor): Promise<unknown[]> => {
      const bed = (await board(who)).items.find(({ name }) => name === '赵一')!;
      const row = (await who.get('/inpatient-visits?status=in_hospital')).body.items.find(({ name }) => name === '赵一')!;
      expect([row['abnormalCount'], row['criticalCount'], row['unreadCount']]).toEqual([bed['abnormalCount'], bed['criticalCount'], bed['unreadCount']]);
      return [bed['abnormalCount'], bed['criticalCount'], bed['unreadCount']];
    };
    expect(await of(clerk)).toEqual([2, 1, 1]);
    expect((await clerk.post(`/visits/${stays[0]!.id}/seen`)).status).toBe(204);
    expect(await of(clerk)).toEqual([2, 1, 0]);
    expect(await of(nurse)).toEqual([2, 1, 1]);
    expect((await nurse.post(`/visits/${people[0]!.id}/seen`)).status).toBe(404);
  });

  it('gives aliases to a public screen, and no diagnosis', async () => {
    const { items } = await board(clerk, 'screen=true');
    expect(items.map(({ name, mainDiagnosis }) => [name, mainDiagnosis])).toEqual([['孙**', null], ['钱**', null], ['赵**', null], ['李**', null]]);
    expect(JSON.stringify(items)).not.toMatch(/孙三|肺炎/);
  });

  it('G-P.d counts within the scope of whoever looks, without what he may not read', async () => {
    const elsewhere = await hospital.signIn('DOCTOR', { departmentCode: '4001', staffNo: 'D-none' });
    expect(await board(elsewhere)).toMatchObject({ items: [], inHospital: 0, admittedToday: 0, dischargedToday: 0 });
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N2' });
    expect((await board(nurse)).inHospital).toBe(4);
  });
});

describe('the sheet of a round', () => {
  it('R-24 holds a block for each patient: day, diagnoses, abnormal results, orders', async () => {
    const { body } = await clerk.get('/ward-rounds?ward=东病区');
    const sheet = body.items.find(({ name }) => name === '赵一')!;
    expect(sheet).toMatchObject({ bedNo: '10', dayNo: 3, mainDiagnosis: '肺炎' });
    expect((sheet['results'] as Bed[]).map(({ name, critical }) => [name, critical])).toEqual([['钾', true], ['钠', false]]);
    expect(sheet['orders']).toEqual([{ name: '药甲', detail: '5mg 口服 qd', term: 'long', fresh: true }]);
    expect(body.items.map(({ name }) => name)).toEqual(['孙三', '钱二', '赵一']);
  });

  it('leaves out what the reader may not read', async () => {
    const guide = await hospital.signIn('GUIDE');
    const { body } = await guide.get('/ward-rounds');
    expect(JSON.stringify(body)).not.toMatch(/肺炎|药甲|钾/);
  });
});

describe('who comes today', () => {
  it('R-26 lists registrations that nobody has seen yet, visits and admissions, each once and with its state', async () => {
    const [one, two, three] = people as [Person, Person, Person];
    await insertRows(hospital.database, 'registration', [
      { ...source(one, 'GH1'), registered_at: ago(0), department_code: '100110', department_name: '呼吸内科', refunded: false, vip: false, emergency: false },
      { ...source(two, 'GH2'), registered_at: ago(0), department_code: '100110', department_name: '呼吸内科', refunded: false, vip: false, emergency: false },
      { ...source(three, 'GH3'), registered_at: ago(2), department_code: '100110', refunded: false, vip: false, emergency: false },
    ]);
    await insertRows(hospital.database, 'visit', [outpatientVisit(two, { registration_no: 'GH2', started_at: ago(0), status: 'in_visit' }), outpatientVisit(three, { started_at: ago(2) })]);
    const { body } = await clerk.get('/arrivals');
    const found = body.items.map(({ name, kind, status }) => [name, kind, status].join(' ')).sort();
    expect(found).toEqual(['吴六 inpatient cancelled', '赵一 registration registered', '钱二 inpatient in_hospital', '钱二 outpatient in_visit']);
    expect(body.total).toBe(4);
    expect((await clerk.get('/arrivals?kind=registration')).body.total).toBe(1);
    expect((await clerk.get('/arrivals?status=in_visit&keyword=钱')).body.total).toBe(1);
  });
});
