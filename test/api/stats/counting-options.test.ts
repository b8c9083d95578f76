import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, type Person } from '../../support/facts.js';
import { staffRow } from '../../support/staff.js';
import { addHolder, at, clinic, examined } from './countable.js';

interface Cells { rows: { key: string; cells: { measure: string; column: string; visits: number; people: number | null }[] }[] }
interface Staff { rows: { staffNo: string | null; total: number; people: number }[]; withVisits: boolean }

let hospital: TestHospital;
let clerk: Visitor;
let one: Person;
let two: Person;
const DAY = '2026-04-08';
const DAYS = `from=${DAY}&to=${DAY}`;

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const db = hospital.database;
  one = await addHolder(db, [['L1', '2020-01-01']]);
  two = await addHolder(db, [['L2', '2020-01-01']]);
  const doctor = { department_code: '100110', doctor_code: 'D1', doctor_name: '医生丙' };
  await insertRows(db, 'staff', [staffRow('D1', '医生丙', '100110')]);
  for (const hour of ['08:30', '09:30', '10:30']) await clinic(db, one, DAY, { ...doctor, seen_at: at(DAY, hour) });
  await clinic(db, one, DAY, { ...doctor, doctor_code: 'D2', doctor_name: '医生丁' });
  await clinic(db, one, DAY, { ...doctor, department_code: '100101' });
  for (const hour of ['08:30', '09:30']) await clinic(db, one, DAY, { ...doctor, doctor_code: null, doctor_name: null, seen_at: at(DAY, hour) });
  await clinic(db, two, DAY, doctor);
  await examined(db, two, DAY);
  const [checkup] = await db.query<{ id: string }>('select id from checkup');
  const section = (section_no: string, given: object): object => ({
    checkup_id: checkup!.id, section_no, beneficiary_id: two.id, confidential: false, recorded_from: at(DAY), department_code: '3001', group_name: `分科${section_no}`, doctor: '体检医生', ...given,
  });
  await insertRows(db, 'checkup_section', [section('1', {}), section('2', { department_code: '2002' }), section('3', { doctor: null, summary: null })] as Record<string, unknown>[]);
});
afterAll(() => hospital.stop());

const all = async (query = ''): Promise<Record<string, number>> => {
  const { body } = await clerk.get<Cells>(`/stats/workload?${DAYS}${query}`);
  return Object.fromEntries(body.rows.find(({ key }) => key === 'all')!.cells.filter(({ column }) => column === 'all').map(({ measure, visits }) => [measure, visits]));
};
const outpatients = async (): Promise<number | undefined> => (await all())['outpatient'];
const drilled = async (): Promise<unknown> => (await clerk.get(`/stats/drill?measure=outpatient&${DAYS}`)).body.total;
const set = (id: string, value: unknown): Promise<unknown> =>
  hospital.database.query(`insert into parameter (id, value, changed_by) values ($1, $2, 'test') on conflict (id) do update set value = excluded.value`, [id, JSON.stringify(value)]);

describe('门诊人次的合并', () => {
  it('R-48.a counts every registration by itself unless the hospital chose otherwise', async () => {
    expect([await outpatients(), await drilled()]).toEqual([8, 8]);
  });

  it('R-48.a several of one day, department and doctor are one when they are merged, and another takes over when the first is cancelled', async () => {
    await set('stats.outpatientMerge', 'day_dept_doctor');
    await hospital.database.query('select rebuild_figures($1, $1)', [DAY]);
    expect([await outpatients(), await drilled()]).toEqual([6, 6]);
    await hospital.database.query(`update visit set status = 'refunded', seen_at = null where id = (select id from visit where beneficiary_id = $1 and doctor_code = 'D1' and department_code = '100110' order by seen_at limit 1)`, [one.id]);
    expect([await outpatients(), await drilled()]).toEqual([6, 6]);
    await clinic(hospital.database, one, DAY, { department_code: '100110', doctor_code: 'D1', doctor_name: '医生丙', seen_at: at(DAY, '07:00') });
    expect([await outpatients(), await drilled()]).toEqual([6, 6]);
    await clinic(hospital.database, two, DAY, { department_code: '100110', doctor_code: 'D3', doctor_name: '医生戊' });
    expect([await outpatients(), await drilled()]).toEqual([7, 7]);
  });
});

describe('体检分科', () => {
  it('R-64.a counts the departments that examined, beside check-ups and only when asked for', async () => {
    expect((await all())['checkupSection']).toBeUndefined();
    expect(await all('&sections=true')).toMatchObject({ checkup: 1, checkupSection: 2 });
    const { body } = await clerk.get(`/stats/drill?measure=checkupSection&${DAYS}`);
    expect(body.items.map(({ item }) => String(item)).toSorted((a, b) => a.localeCompare(b))).toEqual(['分科1', '分科2']);
    await hospital.database.query(`update checkup set status = 'registered'`);
    expect((await all('&sections=true'))['checkupSection']).toBeUndefined();
  });
});

describe('医生坐诊', () => {
  it('R-68 visits of the clinics join the receptions of their doctor when the hospital wants it, each visit once', async () => {
    const report = async (): Promise<Staff> => (await clerk.get<Staff>(`/stats/staff-reception?${DAYS}`)).body;
    const of = async (): Promise<unknown> => (await report()).rows.find(({ staffNo }) => staffNo === 'D2');
    const [visit] = await hospital.database.query<{ id: string }>(`select id from visit where doctor_code = 'D2'`);
    const reception = { beneficiary_id: one.id, confidential: false, kind: 'CLINIC', status: 'done', origin: 'visit', origin_id: visit!.id, started_at: at(DAY), ended_at: at(DAY, '09:20') };
    await insertRows(hospital.database, 'reception', [{ ...reception, snap_type: 'cadre', snap_level: 'L1', snap_category: [], snap_key_care: false, created_by: 't', created_by_name: 't' }]);
    await hospital.database.query(`insert into reception_staff (reception_id, staff_no, beneficiary_id, confidential, staff_name, department_code)
      select id, 'D2', beneficiary_id, false, '医生丁', '100110' from reception`);
    expect((await report()).rows.map(({ staffNo }) => staffNo)).toEqual(['D2', null]);
    await set('stats.staffVisits', true);
    await expect.poll(async () => (await report()).withVisits, { timeout: 20_000 }).toBe(true);
    expect(await of()).toMatchObject({ total: 1, people: 1 });
    const { rows } = await report();
    for (const { staffNo, total } of rows.filter((row) => row.staffNo)) {
      const places = (await clerk.get(`/stats/staff-reception/drill?${DAYS}&staffNo=${staffNo}`)).body.total;
      expect(places, staffNo!).toBe(rows.filter((row) => row.staffNo === staffNo).reduce((sum, row) => sum + row.total, 0));
      expect(total).toBeGreaterThan(0);
    }
    expect(rows.filter(({ staffNo }) => staffNo === 'D1').reduce((sum, { total }) => sum + total, 0)).toBe(3);
    expect(rows.at(-1)!.total).toBe(5);
  });
});
