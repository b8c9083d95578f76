import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, stay } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';
import { sheetRows } from '../../support/workbook.js';

interface Summary { total: number; inHospital: number; byLevel: { code: string; count: number }[]; byCategory: { code: string; count: number }[]; byUnit: { name: string; count: number }[] }

let hospital: TestHospital;
let bench: RosterBench;
let clerk: Visitor;
let patient: Awaited<ReturnType<RosterBench['enrol']>>;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  patient = await bench.enrol({
    name: '陈一', sex: '2', birthDate: '1946-12-31', phone: '13912345678', insuranceNo: 'YB12345678', careCardNo: 'GB87654321', position: '院长',
    workUnit: '市规划院', careLevel: 'L1', careLevelUntil: '2021-12-31', allergies: '青霉素', address: '广东省深圳市福田区某路1号',
  }, { department: '100110' });
  await bench.enrol({ name: '陈二', categories: ['cadre', 'vip'], workUnit: '市规划院' }, { department: '100110' });
  await bench.enrol({ name: '陈三', categories: ['vip'], primaryCategory: 'vip', careLevel: null, workUnit: '市水务局' });
  await bench.enrol({ name: '陈四', status: 'deceased' });
  await insertRows(hospital.database, 'visit', [stay(patient, { bed_no: '07' })]);
});
afterAll(() => hospital.stop());

const names = ({ items }: { items: Record<string, unknown>[] }): unknown[] => items.map(({ name }) => name);

describe('the list of the roster', () => {
  it('R-88.a shows who somebody is, where he lies and which sources know him', async () => {
    await hospital.database.query(
      `insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by) values ('his', 'P1', $1, 'M3', '证件号与姓名相同', false, 'system')`,
      [patient.id]);
    const { body } = await clerk.get('/beneficiaries?keyword=陈一');
    expect(body).toMatchObject({ total: 1, totalIsExact: true });
    expect(body.items[0]).toMatchObject({
      id: patient.id, beneficiaryId: patient.id, name: '陈一', sex: '2', birthDate: '1946-12-31', categories: ['cadre'], careLevel: 'L1',
      careLevelExpired: true, workUnit: '市规划院', position: '院长', inHospital: { departmentName: '呼吸内科', bedNo: '07' }, linkedSources: ['his'],
      lastVisitAt: '2026-03-02T02:00:00.000Z', status: 'active',
    });
  });

  it('R-88.b masks phone, id card, insurance and card numbers and the address, wherever the person is shown', async () => {
    const masked = { phone: '139****5678', idCardNo: `440305********${patient.idCardNo!.slice(-4)}`, insuranceNo: 'YB****5678', careCardNo: 'GB****4321' };
    const list = await clerk.get('/beneficiaries?keyword=陈一');
    expect(list.body.items[0]).toMatchObject({ ...masked, idCardNo: expect.stringMatching(/^\d{6}\*{8}\d{3}[\dX]$/) });
    const { body } = await clerk.get(`/beneficiaries/${patient.id}`);
    expect(body).toMatchObject({ phone: masked.phone, insuranceNo: masked.insuranceNo, allergies: '青霉素', address: '广东省深圳市福田区****' });
    for (const number of [patient.phone, patient.idCardNo, patient.insuranceNo, patient.careCardNo]) {
      expect(JSON.stringify([list.body, body])).not.toContain(number);
    }
  });

  it('R-88.b shows one number at a time, with a reason that goes on record', async () => {
    const { status, body } = await clerk.post(`/beneficiaries/${patient.id}/reveal`, { field: 'phone', reason: '通知复诊时间' });
    expect({ status, body }).toEqual({ status: 200, body: { value: '13912345678' } });
    const [row] = await hospital.database.query(
      `select actor, reason, beneficiary_ids from access_trail where action = 'reveal' order by seq desc limit 1`);
    expect(row).toEqual({ actor: 't.office_staff.4001', reason: '手机：通知复诊时间', beneficiary_ids: [patient.id] });
    expect((await clerk.post(`/beneficiaries/${patient.id}/reveal`, { field: 'phone', reason: '看看' })).status).toBe(400);
    expect((await clerk.post(`/beneficiaries/${patient.id}/reveal`, { field: 'address', reason: '通知复诊时间' })).status).toBe(400);
  });

  it('S37 refuses the thirty-first number within an hour, and says when to come back', async () => {
    const director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
    const ask = () => director.post(`/beneficiaries/${patient.id}/reveal`, { field: 'idCardNo', reason: '核对证件' });
    const statuses: number[] = [];
    for (let i = 0; i < 30; i += 1) statuses.push((await ask()).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const { status, headers, body } = await ask();
    expect({ status, code: body['code'], after: headers.get('retry-after') }).toEqual({ status: 429, code: 'TOO_MANY_REVEALS', after: '600' });
  });

  it('R-10.c counts exactly the rows that the caller sees', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    const { body } = await nurse.get('/beneficiaries');
    expect(names(body)).toEqual(['陈二', '陈一']);
    expect(body.total).toBe(2);
    const { body: figures } = await nurse.get<Summary>('/beneficiaries/summary');
    expect(figures).toMatchObject({ total: 2, inHospital: 1, byUnit: [{ name: '市规划院', count: 2 }] });
    const { items } = (await clerk.get('/beneficiaries?keyword=陈三')).body;
    expect((await nurse.get(`/beneficiaries/${String(items[0]!['id'])}`)).status).toBe(404);
  });

  it('R-88.d counts those under care; who has died is shown when asked for', async () => {
    expect(names((await clerk.get('/beneficiaries')).body)).not.toContain('陈四');
    expect(names((await clerk.get('/beneficiaries?status=deceased')).body)).toEqual(['陈四']);
    expect((await clerk.get('/beneficiaries?status=all')).body.total).toBe(4);
  });

  it('every figure of the summary is the length of the list behind it', async () => {
    const { body } = await clerk.get<Summary>('/beneficiaries/summary');
    const lengths = async (filter: string) => (await clerk.get(`/beneficiaries?${filter}`)).body.total;
    expect(body.total).toBe(await lengths(''));
    expect(body.inHospital).toBe(await lengths('inHospital=true'));
    for (const { code, count } of body.byLevel) expect(count, code).toBe(await lengths(`careLevel=${code}`));
    for (const { code, count } of body.byCategory) expect(count, code).toBe(await lengths(`category=${code}`));
    for (const { name, count } of body.byUnit) expect(count, name).toBe(await lengths(`workUnit=${encodeURIComponent(name)}`));
    expect(body.byCategory).toEqual([{ code: 'cadre', count: 2 }, { code: 'vip', count: 2 }]);
  });

  it('S36 can be ordered by nothing that is masked', async () => {
    for (const field of ['phone', 'idCardNo', 'insuranceNo', 'careCardNo', '-phone', 'name;drop table beneficiary']) {
      expect((await clerk.get(`/beneficiaries?sort=${encodeURIComponent(field)}`)).status, field).toBe(400);
    }
    expect(names((await clerk.get('/beneficiaries?sort=-birthDate&status=all')).body).at(-1)).toBe('陈一');
  });

  it('G-X.b puts the same masked values into the file', async () => {
    const { status, bytes, headers } = await clerk.download('/beneficiaries/export?keyword=陈一');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('spreadsheet');
    const text = JSON.stringify(sheetRows(bytes));
    expect(text).toContain('139****5678');
    expect(text).not.toContain('13912345678');
  });
});
