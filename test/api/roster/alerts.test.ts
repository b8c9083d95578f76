import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertWatch } from '../../../apps/api/src/features/roster/alerts/alert-watch.service.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, outpatientVisit, stay } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let bench: RosterBench;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  bench = new RosterBench(hospital);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

const look = () => hospital.app.get(AlertWatch, { strict: false }).look();
const inDays = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const alertsOf = async (id: string, who = clerk) => (await who.get(`/alerts?beneficiaryId=${id}`)).body.items;

describe('what the office is told of', () => {
  it('R-90.a R-90.d a level that runs out is told once, with its rule and value, and is acknowledged and closed by somebody', async () => {
    const { id } = await bench.enrol({ careLevel: 'L2', careLevelUntil: inDays(20) });
    const other = await bench.enrol({ careLevel: 'L2', careLevelUntil: inDays(40) });
    await look();
    await look();
    const [alert, ...more] = await alertsOf(id);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ kind: 'level-expiry', rule: '级别到期前 30 天提醒', value: expect.stringContaining(inDays(20)), status: 'open' });
    expect(await alertsOf(other.id)).toEqual([]);
    expect((await clerk.post(`/alerts/${String(alert!['id'])}/handle`, { status: 'acknowledged' })).status).toBe(204);
    expect(await alertsOf(id)).toMatchObject([{ status: 'acknowledged', handledBy: 't.office_staff.4001' }]);
    expect((await clerk.post(`/alerts/${String(alert!['id'])}/handle`, { status: 'closed', note: '已办理延期' })).status).toBe(204);
    expect((await clerk.post(`/alerts/${String(alert!['id'])}/handle`, { status: 'closed' })).status).toBe(409);
    expect(await alertsOf(id)).toEqual([]);
  });

  it('R-90.b a person\'s own setting wins over that of his level, until it is given back', async () => {
    const { id } = await bench.enrol({ careLevel: 'L2', careLevelUntil: inDays(60) });
    await look();
    expect(await alertsOf(id)).toEqual([]);
    expect((await clerk.put(`/beneficiaries/${id}/alert-settings/level-expiry`, { enabled: true, days: 90 })).status).toBe(204);
    expect((await clerk.get(`/beneficiaries/${id}/alert-settings`)).body.items).toContainEqual({ kind: 'level-expiry', enabled: true, days: 90, personal: true });
    await look();
    expect(await alertsOf(id)).toHaveLength(1);
    expect((await clerk.put('/alert-profiles/L3/arrival', { enabled: true })).status).toBe(204);
    expect((await clerk.get('/alert-profiles')).body.items).toContainEqual({ careLevel: 'L3', kind: 'arrival', enabled: true, days: null });
  });

  it('R-90.d R-90.c tells an arrival once a day and an admission once, only to whoever sees the person', async () => {
    const { id } = await bench.enrol({ name: '到院人', careLevel: 'L1' }, { department: '100110' });
    const person = { id, name: '到院人' };
    const now = new Date(Date.now() - 60_000).toISOString();
    await insertRows(hospital.database, 'visit', [
      outpatientVisit(person, { started_at: now, source_key: 'A1' }), outpatientVisit(person, { started_at: now, source_key: 'A2' }),
      stay(person, { started_at: now, source_key: 'A3', bed_no: '08' }),
    ]);
    await look();
    await look();
    expect(new Set((await alertsOf(id)).map(({ kind }) => kind))).toEqual(new Set(['admission', 'arrival']));
    expect(await alertsOf(id)).toHaveLength(2);
    const near = await hospital.signIn('HEAD_NURSE', { departmentCode: '100110' });
    const far = await hospital.signIn('HEAD_NURSE', { departmentCode: '100101' });
    expect(await alertsOf(id, near)).toHaveLength(2);
    expect(await alertsOf(id, far)).toEqual([]);
    await hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [id]);
    expect(await alertsOf(id)).toEqual([]);
  });
});
