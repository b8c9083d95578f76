import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit, type Person } from '../../support/facts.js';

interface Counts {
  total: number;
  seen: number;
  waiting: number;
  missed: number;
  refunded: number;
  free: number;
}
type Summary = Counts & { departments: (Counts & { departmentCode: string | null; departmentName: string | null })[]; classes: { registrationClass: string; total: number }[] };

let hospital: TestHospital;
let office: Visitor;
let person: Person;
let serial = 0;
const DAY = 24 * 3_600_000;

/** A registration of a ward that the test asks about, past unless said; answers with its id. */
async function register(given: Record<string, unknown> = {}, owner = person): Promise<string> {
  serial += 1;
  const key = `GH${serial}`;
  await insertRows(hospital.database, 'registration', [{
    source_system: 'HIS', source_key: key, source_version: '2026-03-01T00:00:00Z', source_rank: 2, content_hash: key, patient_numbers_of: 'HIS', patient_id: 'P1',
    beneficiary_id: owner.id, confidential: false, recorded_from: '2026-03-01T00:00:00Z', registered_at: '2026-03-02T09:00:00+08:00', registration_class: '普通',
    emergency: false, department_code: '100110', department_name: '干部保健科', doctor_code: 'D1', doctor_name: '测试医生', vip: false, refunded: false, channel: '窗口',
    queue_no: String(serial), fee: '20.00', status: '1', ...given,
  }]);
  const [row] = await hospital.database.query<{ id: string }>('select id from registration where source_key = $1', [key]);
  return row!.id;
}

beforeAll(async () => {
  hospital = await startHospital();
  office = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  person = await addPerson(hospital.database, { name: '诸葛明', access: [{ department: '100110' }] });
  const cadreless = await addPerson(hospital.database, { name: '司马懿', categories: ['vip'], primary_category: 'vip', care_level: null });
  await register();
  await insertRows(hospital.database, 'visit', [outpatientVisit(person, { registration_no: 'GH1' })]);
  await register({ registered_at: '2026-03-02T15:00:00+08:00', registration_class: '免费', fee: '0.00' });
  await register({ refunded: true, refunded_at: '2026-03-02T09:30:00+08:00', fee: '0' });
  await register({ department_code: '100101', department_name: '心血管内科', doctor_code: 'D2', doctor_name: '心内医生' });
  await register({ registered_at: new Date(Date.now() + DAY).toISOString(), department_code: '100101', department_name: '心血管内科', registration_class: '特需', vip: true }, cadreless);
  await register({ department_code: null, department_name: null, registration_class: null, fee: null });
});
afterAll(() => hospital.stop());

const list = async (filters = '') => (await office.get(`/registrations?pageSize=100${filters}`)).body;
const summary = async (filters = '') => (await office.get<Summary>(`/registrations/summary?pageSize=100${filters}`)).body;

describe('the list of registrations', () => {
  it('R-40 shows day, session, person, class, department, doctor, number, fee, channel and what became of it', async () => {
    const { items } = await list('&keyword=GH1');
    expect(items[0]).toMatchObject({
      name: '诸葛明', careLevel: 'L2', categories: ['cadre'], session: 'am', registrationClass: '普通', departmentName: '干部保健科', doctorName: '测试医生', queueNo: '1',
      fee: '20.00', free: false, channel: '窗口', state: 'seen', registrationNo: 'GH1',
    });
    const states = Object.fromEntries((await list()).items.map(({ registrationNo, state }) => [registrationNo, state]));
    expect(states).toEqual({ GH1: 'seen', GH2: 'missed', GH3: 'refunded', GH4: 'missed', GH5: 'waiting', GH6: 'missed' });
  });

  it('R-40.c narrows by every filter, alone and together', async () => {
    const numbers = async (filters: string) => (await list(filters)).items.map(({ registrationNo }) => String(registrationNo)).toSorted();
    expect(await numbers('&from=2026-03-02&to=2026-03-02')).toEqual(['GH1', 'GH2', 'GH3', 'GH4', 'GH6']);
    expect(await numbers('&session=pm&to=2026-03-02')).toEqual(['GH2']);
    expect(await numbers('&category=vip')).toEqual(['GH5']);
    expect(await numbers('&careLevel=L2&state=refunded')).toEqual(['GH3']);
    expect(await numbers('&departmentCode=1001&state=missed')).toEqual(['GH2', 'GH4']);
    expect(await numbers('&ownDepartment=1001')).toEqual([]);
    expect(await numbers('&ownDepartment=100101')).toEqual(['GH4', 'GH5']);
    expect(await numbers(`&registrationClass=${encodeURIComponent('特需')}`)).toEqual(['GH5']);
    expect(await numbers('&charge=free')).toEqual(['GH2', 'GH3']);
    expect(await numbers(`&doctor=${encodeURIComponent('心内')}`)).toEqual(['GH4']);
    expect(await numbers(`&keyword=${encodeURIComponent('司马')}`)).toEqual(['GH5']);
    expect((await office.get('/registrations?from=2026-03-03&to=2026-03-01')).status).toBe(400);
    expect((await office.get('/registrations?state=gone')).status).toBe(400);
  });

  it('R-40.c is ordered by each of its columns both ways, and every page follows the one before', async () => {
    for (let nth = 0; nth < 25; nth += 1) await register({ registered_at: '2025-03-02T09:00:00+08:00', doctor_name: nth % 3 ? `医生${nth % 5}` : null });
    const old = '&from=2025-01-01&to=2025-12-31';
    for (const sort of ['registeredAt', 'name', 'departmentName', 'doctorName', 'careLevel']) {
      for (const direction of ['', '-']) {
        const whole = (await list(`${old}&sort=${direction}${sort}`)).items.map(({ id }) => id);
        const pages = [];
        for (const page of [1, 2, 3]) pages.push(...(await office.get(`/registrations?pageSize=10&page=${page}&sort=${direction}${sort}${old}`)).body.items);
        expect(pages.map(({ id }) => id), `${direction}${sort}`).toEqual(whole);
        expect(new Set(whole).size).toBe(25);
      }
    }
    const times = (await list('&sort=registeredAt')).items.map(({ registeredAt }) => String(registeredAt));
    expect(times).toEqual(times.toSorted());
  });

  it('R-40.c is exported by those who may, with the rows of the list', async () => {
    const { status, headers } = await office.download('/registrations/export?from=2026-03-02&to=2026-03-02');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    expect((await nurse.download('/registrations/export')).status).toBe(403);
    expect((await nurse.get('/registrations')).status).toBe(200);
    const auditor = await hospital.signIn('AUDITOR');
    expect((await auditor.get('/registrations')).status).toBe(403);
    expect((await auditor.get('/registrations/summary')).status).toBe(403);
  });

  it('R-40.d holds nobody but people of the roster whom the caller may see, and of his own departments', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N9' });
    const { body } = await nurse.get('/registrations?pageSize=100&from=2026-01-01');
    expect(body.items.map(({ registrationNo }) => String(registrationNo)).toSorted()).toEqual(['GH1', 'GH2', 'GH3']);
    expect((await nurse.get<Summary>('/registrations/summary?from=2026-01-01')).body.total).toBe(3);
    const [other] = await hospital.database.query<{ id: string }>(`select id from registration where source_key = 'GH5'`);
    expect((await nurse.get(`/registrations/${other!.id}`)).status).toBe(404);
  });
});

describe('the summary of registrations', () => {
  it.each(['', '&from=2026-03-02&to=2026-03-02', '&category=cadre', '&departmentCode=1001', '&session=am', '&state=missed&state=refunded', '&charge=free', '&keyword=GH2'])(
    'R-40.a has the numbers of the list under the filters "%s", whole and by department', async (filters) => {
      const { items } = await list(filters);
      const counted = (rows: Record<string, unknown>[]): Counts => {
        const of = (state: string) => rows.filter((row) => row['state'] === state).length;
        return { total: rows.length, seen: of('seen'), waiting: of('waiting'), missed: of('missed'), refunded: of('refunded'), free: rows.filter((row) => row['free'] && row['state'] !== 'refunded').length };
      };
      const { departments, classes, ...whole } = await summary(filters);
      expect(whole).toEqual(counted(items));
      expect(departments.reduce((sum, { total }) => sum + total, 0)).toBe(whole.total);
      expect(classes.reduce((sum, { total }) => sum + total, 0)).toBe(items.filter(({ registrationClass }) => registrationClass).length);
      for (const { departmentCode, departmentName: _, ...numbers } of departments) {
        if (!departmentCode) continue;
        const opened = await list(`${filters}&ownDepartment=${departmentCode}`);
        expect(numbers, departmentCode).toEqual(counted(opened.items));
      }
    });
});

describe('a registration that its source changed', () => {
  it('R-40.b stays one row when it is moved and given back, and keeps what it said before', async () => {
    const id = await register();
    await hospital.database.query(`update registration set content_hash = 'moved', registered_at = '2026-03-05T15:00:00+08:00' where id = $1`, [id]);
    await hospital.database.query(`update registration set content_hash = 'back', refunded = true, refunded_at = '2026-03-04T09:00:00+08:00' where id = $1`, [id]);
    const { body } = await office.get<{ state: string; earlier: { registeredAt: string; refunded: boolean }[] }>(`/registrations/${id}`);
    expect(body).toMatchObject({ state: 'refunded', session: 'pm', registeredAt: '2026-03-05T07:00:00.000Z' });
    expect(body.earlier.map(({ registeredAt, refunded }) => [registeredAt, refunded])).toEqual([['2026-03-05T07:00:00.000Z', false], ['2026-03-02T01:00:00.000Z', false]]);
    expect((await list(`&keyword=GH${serial}`)).total).toBe(1);
  });
});
