import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor, visitor } from '../../support/app.js';
import { type KnownAccount, login, makeAccount, opens, postAuth } from './account.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital({ DEMO: '0' });
});
beforeEach(() => hospital.database.query('delete from sign_in_attempt'));
afterAll(() => hospital.stop());

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** What an authenticator makes of the secret that was typed into it. */
function codeOf(secret: string, steps = 0): string {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(Date.now() / 30_000) + steps, 4);
  const hash = createHmac('sha1', key).update(counter).digest();
  const number = hash.readUInt32BE(hash[19]! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

async function entered(account: KnownAccount): Promise<Visitor> {
  return visitor(hospital.url, (await login(hospital, account)).body.accessToken!);
}

async function enrolled(username: string): Promise<{ account: KnownAccount; who: Visitor; secret: string; codes: string[] }> {
  const account = await makeAccount(hospital, username, 'HOSPITAL_LEADER');
  const who = await entered(account);
  const { secret } = (await who.post<{ secret: string }>('/me/second-factor/offer')).body;
  const { codes } = (await who.post<{ codes: string[] }>('/me/second-factor', { code: codeOf(secret) })).body;
  return { account, who, secret, codes };
}

const challenge = async (account: KnownAccount) => (await login(hospital, account)).body.secondFactor!.challenge;
const prove = async (account: KnownAccount, code: string) => postAuth(hospital, '/login/second-factor', { challenge: await challenge(account), code });

describe('enrolling a second factor', () => {
  it.each(['HOSPITAL_LEADER', 'DEPT_DIRECTOR', 'SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR'])('S08 comes first for %s: nothing else answers before', async (role) => {
    const who = await entered(await makeAccount(hospital, `first.${role.toLowerCase()}`, role));
    expect((await who.get('/me')).body).toMatchObject({ duty: 'enrol-second-factor' });
    for (const path of ['/inpatient-visits', '/parameters', '/sessions', '/me/permissions']) {
      expect((await who.get(path)).body, path).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED' });
    }
    const { secret, uri } = (await who.post<{ secret: string; uri: string }>('/me/second-factor/offer')).body;
    expect(uri).toContain(`secret=${secret}`);
    const answer = await who.post<{ codes: string[] }>('/me/second-factor', { code: codeOf(secret) });
    expect(new Set(answer.body.codes).size).toBe(10);
    expect((await who.get('/me')).body).toMatchObject({ duty: null });
    expect((await who.get('/me/permissions')).status).toBe(200);
  });

  it('S08 leaves a nurse as she is', async () => {
    expect((await (await entered(await makeAccount(hospital, 'nurse.one', 'NURSE'))).get('/me')).body).toMatchObject({ duty: null });
  });

  it('S08 takes effect with its first right code only, and that code is used up', async () => {
    const account = await makeAccount(hospital, 'wrong.first', 'NURSE');
    const who = await entered(account);
    const { secret } = (await who.post<{ secret: string }>('/me/second-factor/offer')).body;
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000';
    expect((await who.post('/me/second-factor', { code: wrong })).status).toBe(400);
    expect((await login(hospital, account)).body.accessToken).toBeTruthy();
    const code = codeOf(secret);
    expect((await who.post('/me/second-factor', { code })).status).toBe(200);
    expect((await prove(account, code)).status).toBe(401);
    expect((await prove(account, codeOf(secret, 1))).status).toBe(200);
  });

  it('S09 ends the other sessions, and wants a fresh proof', async () => {
    const account = await makeAccount(hospital, 'two.places', 'NURSE');
    const other = await entered(account);
    const who = await entered(account);
    await hospital.database.query(`update session set fresh_at = now() - interval '6 minutes'`);
    expect((await who.post('/me/second-factor/offer')).body).toMatchObject({ code: 'REAUTH_REQUIRED' });
    expect((await who.post('/auth/reauthenticate', { password: account.password })).status).toBe(204);
    const { secret } = (await who.post<{ secret: string }>('/me/second-factor/offer')).body;
    expect((await who.post('/me/second-factor', { code: codeOf(secret) })).status).toBe(200);
    expect(await opens(hospital, other.token!)).toBe(false);
    expect(await opens(hospital, who.token!)).toBe(true);
  });

  it('S68 a recovery code opens the account once, also when it is sent twice at the same moment', async () => {
    const { account, codes } = await enrolled('lost.phone');
    const answers = await Promise.all([prove(account, codes[0]!), prove(account, codes[0]!)]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401]);
    expect((await prove(account, codes[0]!)).status).toBe(401);
    expect((await prove(account, codes[1]!)).status).toBe(200);
    expect((await prove(account, 'aaaa-bbbb-cccc-dddd')).status).toBe(401);
  });

  it('S68 new recovery codes void the old ones, and none is kept in the clear', async () => {
    const { account, who, codes } = await enrolled('new.codes');
    const { codes: next } = (await who.post<{ codes: string[] }>('/me/second-factor/recovery-codes')).body;
    expect((await prove(account, codes[0]!)).status).toBe(401);
    expect((await prove(account, next[0]!)).status).toBe(200);
    const kept = await hospital.database.query<{ line: string }>('select to_jsonb(recovery_code)::text as line from recovery_code');
    expect(kept.some(({ line }) => [...codes, ...next].some((code) => line.includes(code)))).toBe(false);
  });

  it('S08 who must have it may replace it but not give it up', async () => {
    const { who } = await enrolled('cannot.give.up');
    const asked = await fetch(`${hospital.url}/api/v1/me/second-factor`, { method: 'DELETE', headers: { authorization: `Bearer ${who.token}` } });
    expect(asked.status).toBe(409);
    expect((await who.post('/me/second-factor/offer')).status).toBe(200);
  });

  it('S73 neither secret nor code stands in the logs', async () => {
    const { secret, codes } = await enrolled('silent');
    const logs = await hospital.database.query<{ line: string }>(
      `select to_jsonb(access_trail)::text as line from access_trail union all select to_jsonb(change_log)::text from change_log`,
    );
    expect(logs.some(({ line }) => line.includes(secret) || codes.some((code) => line.includes(code)) || line.includes('secret_cipher'))).toBe(false);
  });
});
