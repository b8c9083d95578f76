import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';
import { leftBy } from '../audit/trail-rows.js';

const REASON = '节前慰问前了解病情';

let hospital: TestHospital;
let leader: Visitor;
let ordinary: string;
let secret: string;
let another: string;
beforeAll(async () => {
  hospital = await startHospital();
  const bench = new RosterBench(hospital);
  ({ id: ordinary } = await bench.enrol({ name: '寻常人' }, { department: '100110' }));
  ({ id: secret } = await bench.enrol({ name: '藏身人', secrecy: 'V' }, { department: '100110' }));
  ({ id: another } = await bench.enrol({ name: '另一藏身人', secrecy: 'V' }, { department: '100110' }));
  leader = await hospital.signIn('HOSPITAL_LEADER', { staffNo: 'L1' });
  await hospital.database.query(
    `insert into clearance (user_id, valid_from, valid_until, reason, granted_by, approved_by)
     values ((select id from app_user where staff_no = 'L1'), now() - interval '1 day', now() + interval '1 day', 'test', gen_random_uuid(), gen_random_uuid())`,
  );
});
afterAll(() => hospital.stop());

/** Everything that these acts left on the trail, up to a last one that always leaves its row. */
async function trailOf(...acts: readonly (() => Promise<unknown>)[]): Promise<string[]> {
  const { rows } = await leftBy(hospital, async () => {
    for (const act of acts) await act();
    await leader.get(`/beneficiaries/${ordinary}/visits`);
  });
  expect(rows.at(-1)).toMatchObject({ operation: 'GET /beneficiaries/:id/visits' });
  return rows.slice(0, -1).map(({ operation, outcome }) => `${operation} ${outcome}`);
}
const said = async (asked: Promise<{ status: number; body: Record<string, unknown> | null }>): Promise<string> => {
  const { status, body } = await asked;
  return `${status} ${String(body?.['code'] ?? '')}`.trim();
};

describe('what is on record when an answer leaves', () => {
  it('S72 leaving, which touches nobody’s record, is on it once; a record that was read too; one’s own settings are not', async () => {
    const leaver = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N1' });
    expect(await trailOf(() => leaver.post('/auth/logout'))).toEqual(['POST /auth/logout allowed']);
    expect(await trailOf(() => leader.get(`/beneficiaries/${ordinary}`))).toEqual(['GET /beneficiaries/:id allowed']);
    expect(await trailOf(() => leader.get('/me/permissions'), () => leader.get('/stats/definitions'))).toEqual([]);
  });
});

describe('who is told that an archive has to be opened', () => {
  it('S32 somebody who is not signed in is told what he did wrong, and nothing of archives', async () => {
    expect(await said(hospital.stranger.post('/auth/login', { username: 'nobody', password: 'Wrong-one-9' }))).toMatch(/^401/);
    expect(await said(hospital.stranger.get(`/beneficiaries/${secret}`))).toMatch(/^401/);
    expect(await said(hospital.stranger.get('/verify/NEVERPRINTED'))).toBe('404 NOT_FOUND');
  });

  it('S32 whoever may open him, wherever under his address he asks, and only where the answer would have been that there is nobody', async () => {
    expect(await said(leader.get(`/beneficiaries/${secret}`))).toBe('403 OPENING_NEEDED');
    expect(await said(leader.get(`/beneficiaries/${secret}/visits`))).toBe('403 OPENING_NEEDED');
    expect(await said(leader.get(`/beneficiaries/${secret}/visits?page=0`))).toMatch(/^400/);
    expect(await said(leader.post(`/beneficiaries/${secret}/reveal`, { field: 'phone', reason: REASON }))).toBe('403 FORBIDDEN');
  });

  it('S32 under another kind of address his id is one that nothing has', async () => {
    for (const path of [`/visits/${secret}`, `/checkups/${secret}`, `/lab-reports/${secret}`]) expect(await said(leader.get(path))).toBe('404 NOT_FOUND');
  });

  it('S32 nobody is opened where nobody is, and after the opening what is missing is missing', async () => {
    const revoke = (person: string) => leader.post(`/beneficiaries/${person}/care-team/${randomUUID()}/revoke`, { reason: REASON });
    expect(await said(leader.get(`/beneficiaries/${randomUUID()}`))).toBe('404 NOT_FOUND');
    expect(await said(revoke(secret))).toBe('403 OPENING_NEEDED');
    expect((await leader.post('/confidential-openings', { beneficiaryId: secret, reason: REASON })).status).toBe(200);
    expect(await said(leader.get(`/beneficiaries/${secret}`))).toBe('200');
    expect(await said(revoke(secret))).toBe('404 NOT_FOUND');
    expect(await said(revoke(ordinary))).toBe('404 NOT_FOUND');
    expect(await said(leader.get(`/beneficiaries/${another}`))).toBe('403 OPENING_NEEDED');
  });
});
