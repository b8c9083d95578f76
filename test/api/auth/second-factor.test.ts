import { createHmac, randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { type KnownAccount, login, makeAccount, opens, postAuth, type SignInResult } from './account.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital();
});
afterAll(() => hospital.stop());

/** The code of RFC 6238 (HMAC-SHA1, 6 digits, 30 s), worked out here anew. */
function codeOf(secret: Buffer, seconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(seconds / 30), 4);
  const hash = createHmac('sha1', secret).update(counter).digest();
  const at = hash[19]! & 15;
  const number = ((hash[at]! & 127) << 24) | (hash[at + 1]! << 16) | (hash[at + 2]! << 8) | hash[at + 3]!;
  return String(number % 1_000_000).padStart(6, '0');
}

const now = (): number => Math.floor(Date.now() / 1000);

async function withSecondFactor(username: string): Promise<KnownAccount & { secret: Buffer }> {
  const account = await makeAccount(hospital, username, 'HOSPITAL_LEADER');
  const secret = randomBytes(20);
  const sealed = hospital.app.get(FieldCipher, { strict: false }).seal(secret.toString('base64'));
  await hospital.database.query(
    'update app_user set second_factor_cipher = $2, second_factor_last_step = null where username = $1',
    [username, sealed],
  );
  return { ...account, secret };
}

const challengeOf = async (account: KnownAccount): Promise<string> =>
  (await login(hospital, account)).body.secondFactor!.challenge;
const prove = (challenge: string, code: string): Promise<SignInResult> =>
  postAuth(hospital, '/login/second-factor', { challenge, code });
const wrongCode = (secret: Buffer): string => {
  const near = [-60, -30, 0, 30, 60].map((shift) => codeOf(secret, now() + shift));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code))!;
};

describe('the second factor', () => {
  it("computes the codes of the standard's own examples", () => {
    const secret = Buffer.from('12345678901234567890');
    expect(codeOf(secret, 59)).toBe('287082');
    expect(codeOf(secret, 1_111_111_109)).toBe('081804');
    expect(codeOf(secret, 2_000_000_000)).toBe('279037');
  });

  it('S08 the password alone opens nothing; password and code open a session', async () => {
    const account = await withSecondFactor('leader.one');
    const first = await login(hospital, account);
    expect(first).toMatchObject({ status: 200, refreshToken: null });
    expect(first.body.accessToken).toBeUndefined();
    const second = await prove(first.body.secondFactor!.challenge, codeOf(account.secret, now()));
    expect(second.status).toBe(200);
    expect(await opens(hospital, second.body.accessToken)).toBe(true);
  });

  it('S08 a code is good once, also for two who send it at the same moment', async () => {
    const account = await withSecondFactor('leader.two');
    const challenge = await challengeOf(account);
    const code = codeOf(account.secret, now());
    const answers = await atTheSameMoment(account.username, () =>
      Array.from({ length: 4 }, () => prove(challenge, code)),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401, 401, 401]);
    expect((await prove(await challengeOf(await renewed(account)), code)).status).toBe(401);
  });

  it('S08 the clock may be off by one step, not by two', async () => {
    const off = async (username: string, seconds: number) => {
      const account = await withSecondFactor(username);
      return (await prove(await challengeOf(account), codeOf(account.secret, now() + seconds))).status;
    };
    expect(await off('leader.slow', -30)).toBe(200);
    expect(await off('leader.late', -90)).toBe(401);
    expect(await off('leader.early', 90)).toBe(401);
  });

  it('S08 an older code does not follow a newer one', async () => {
    const account = await withSecondFactor('leader.back');
    expect((await prove(await challengeOf(account), codeOf(account.secret, now()))).status).toBe(200);
    expect((await prove(await challengeOf(account), codeOf(account.secret, now() - 30))).status).toBe(401);
  });

  it('S02 five wrong codes lock the account, and the right password in between does not start the count anew', async () => {
    const account = await withSecondFactor('leader.guessed');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await prove(await challengeOf(account), wrongCode(account.secret))).status).toBe(401);
    }
    expect((await login(hospital, account)).status).toBe(401);
  });

  it('S02 the right code does not come in when the account was locked between its look and its entry', async () => {
    const account = await withSecondFactor('leader.flooded');
    const challenge = await challengeOf(account);
    const ask = () => [prove(challenge, codeOf(account.secret, now()))];
    const answers = await atTheSameMoment(account.username, ask, `locked_until = now() + interval '15 minutes'`);
    expect(answers.map(({ status }) => status)).toEqual([401]);
  });
});

/** Requests that have all read the account before any of them can write to it; `meanwhile` is what changed in between. */
async function atTheSameMoment(
  username: string,
  ask: () => Promise<SignInResult>[],
  meanwhile = 'name = name',
): Promise<SignInResult[]> {
  const holder = new pg.Client({ connectionString: hospital.database.ownerUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query(`update app_user set ${meanwhile} where username = $1`, [username]);
  const asked = ask();
  await new Promise((go) => setTimeout(go, 1_200));
  await holder.query('commit');
  await holder.end();
  return Promise.all(asked);
}

/** The same account with the same secret and a new password, after a code was refused. */
async function renewed(account: KnownAccount & { secret: Buffer }): Promise<KnownAccount> {
  return makeAccount(hospital, account.username, 'HOSPITAL_LEADER');
}
