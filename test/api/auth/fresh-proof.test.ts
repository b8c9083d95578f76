import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor, visitor } from '../../support/app.js';
import { makeAccount, postAuth } from './account.js';

let hospital: TestHospital;
let administrator: Visitor;
let password: string;

beforeAll(async () => {
  hospital = await startHospital();
  const account = await makeAccount(hospital, 'fresh.admin', 'SYS_ADMIN');
  ({ password } = account);
  administrator = visitor(hospital.url, (await postAuth(hospital, '/login', account)).body.accessToken!);
});
afterAll(() => hospital.stop());
beforeEach(() => hospital.database.query(`update session set fresh_at = now() - interval '6 minutes'`));

const change = (value: number, version: number) =>
  administrator.put('/parameters/security.sessionsPerUser', { value, version, reason: '测试' });

describe('sensitive acts want a proof that is minutes old', () => {
  it('S09 a session that was left alone is asked again before anything happens', async () => {
    const answer = await change(4, 0);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'REAUTH_REQUIRED' });
    expect(await hospital.database.query('select id from parameter')).toEqual([]);
    expect((await administrator.get('/parameters')).status).toBe(200);
  });

  it('S09 the password is proof enough, and on record', async () => {
    expect((await administrator.post('/auth/reauthenticate', { password })).status).toBe(204);
    expect((await change(4, 0)).status).toBe(204);
    const trail = await hospital.database.query(`select outcome from access_trail where operation = 'POST /auth/reauthenticate' order by seq`);
    expect(trail).toEqual([{ outcome: 'allowed' }]);
  });

  it.each([[{ password: '不对的密码' }], [{ code: '000000' }], [{}]])('S02 a wrong proof %j changes nothing and is on record', async (proof) => {
    const answer = await administrator.post('/auth/reauthenticate', proof);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'REAUTH_FAILED' });
    expect((await change(5, 1)).body).toMatchObject({ code: 'REAUTH_REQUIRED' });
  });

  it('S02 guessing locks the account as at the sign-in, and the right password does not help then', async () => {
    for (let guess = 0; guess < 5; guess += 1) await administrator.post('/auth/reauthenticate', { password: `猜 ${guess}` });
    expect((await administrator.post('/auth/reauthenticate', { password })).body).toMatchObject({ code: 'REAUTH_FAILED' });
  });
});
