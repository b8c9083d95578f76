import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { idCardOf, patientLike, RosterBench } from '../../support/people.js';

const HANDS = 8;
let hospital: TestHospital;
let clerks: Visitor[];
beforeAll(async () => {
  hospital = await startHospital();
  clerks = [];
  for (let i = 0; i < HANDS; i++) clerks.push(await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001', staffNo: `AO${i}` }));
});
afterAll(() => hospital.stop());

/** Everybody at the same moment; their statuses, sorted. */
const atOnce = async (act: (clerk: Visitor, place: number) => Promise<{ status: number }>): Promise<number[]> =>
  (await Promise.all(clerks.map(act))).map(({ status }) => status).sort((a, b) => a - b);
const rows = async (sql: string, values: unknown[]): Promise<number> => (await hospital.database.query<{ n: number }>(`select count(*)::int as n from ${sql}`, values))[0]!.n;

describe('many hands on one thing at the same moment', () => {
  it('S56 G-F.c one person is put on the roster once', async () => {
    const idCardNo = idCardOf('1949-03-04');
    const statuses = await atOnce((clerk) => clerk.post('/beneficiaries', { name: '同时人', sex: '1', idType: '01', idCardNo, category: ['cadre'], careLevel: 'L3' }));
    expect(statuses).toEqual([200, ...Array.from({ length: HANDS - 1 }, () => 409)]);
    expect(await rows('beneficiary where name = $1', ['同时人'])).toBe(1);
  });

  it('S56 G-F.d of many changes to one version one is kept, and the others are told', async () => {
    const { id } = await new RosterBench(hospital).enrol();
    const version = (await clerks[0]!.get<{ version: number }>(`/beneficiaries/${id}`)).body.version;
    const statuses = await atOnce((clerk, place) => clerk.patch(`/beneficiaries/${id}`, { version, workUnit: `单位${place}` }));
    expect(statuses).toEqual([200, ...Array.from({ length: HANDS - 1 }, () => 412)]);
    expect(await rows(`change_log where table_name = 'beneficiary' and row_id = $1 and action = 'update'`, [id])).toBe(1);
  });

  it('S56 R-21.a a doubt is decided once', async () => {
    const bench = new RosterBench(hospital);
    const person = await bench.enrol();
    await bench.resolve(patientLike(person, { patientId: 'P-ONCE', idCardNo: null, careCardNo: null, insuranceNo: null, socialSecurityNo: null }));
    const [doubt] = await hospital.database.query<{ id: string }>(`select id from match_candidate where patient_id = 'P-ONCE'`);
    const statuses = await atOnce((clerk, place) =>
      place % 2 ? clerk.post(`/match-candidates/${doubt!.id}/confirm`, {}) : clerk.post(`/match-candidates/${doubt!.id}/reject`, { reason: '不是同一人' }));
    expect(statuses.filter((status) => status < 300)).toHaveLength(1);
    expect(statuses.filter((status) => status >= 300 && status !== 409)).toEqual([]);
  });

  it('S56 R-71.b two administrators who disable each other leave one', async () => {
    const [first, second] = [await hospital.signIn('SYS_ADMIN', { staffNo: 'AO-A' }), await hospital.signIn('SYS_ADMIN', { staffNo: 'AO-B' })];
    const idOf = async (staffNo: string): Promise<string> => (await hospital.database.query<{ id: string }>('select id from app_user where staff_no = $1', [staffNo]))[0]!.id;
    const [a, b] = [await idOf('AO-A'), await idOf('AO-B')];
    const reason = { reason: '交接' };
    await Promise.all([first.post(`/users/${b}/disable`, reason), second.post(`/users/${a}/disable`, reason)]);
    expect(await rows(`app_user u join user_role r on r.user_id = u.id where r.role_code = 'SYS_ADMIN' and u.status = 'active'`, [])).toBe(1);
  });
});
