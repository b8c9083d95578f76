import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { login, makeAccount, postAuth } from './account.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital();
});
beforeEach(async () => {
  await hospital.database.query('delete from sign_in_attempt');
});
afterAll(() => hospital.stop());

const wrong = (username: string, attempt = 0) =>
  postAuth(hospital, '/login', { username, password: `wrong-${attempt}` });
const state = async (username: string) => {
  const [row] = await hospital.database.query<{ failed_count: number; locked: boolean }>(
    `select failed_count, coalesce(locked_until > now(), false) as locked from app_user where username = $1`,
    [username],
  );
  return row!;
};

describe('limits of signing in', () => {
  it('S02 the right password is refused while the account is locked, and the lock ends by itself', async () => {
    const account = await makeAccount(hospital, 'locked');
    for (let attempt = 0; attempt < 5; attempt += 1) await wrong('locked', attempt);
    const refused = await login(hospital, account);
    expect(refused).toMatchObject({ status: 401, refreshToken: null, body: { code: 'AUTH_INVALID' } });
    await hospital.database.query(
      `update app_user set locked_until = now() - interval '1 second' where username = 'locked'`,
    );
    expect((await login(hospital, account)).status).toBe(200);
  });

  it('S02 the right password counts the failures from nought again', async () => {
    const account = await makeAccount(hospital, 'clumsy');
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) await wrong('clumsy', attempt);
      expect((await login(hospital, account)).status).toBe(200);
    }
    expect(await state('clumsy')).toEqual({ failed_count: 0, locked: false });
  });

  it('S02 of fifty passwords tried at once the right one, sent last, does not come in after the lock', async () => {
    const account = await makeAccount(hospital, 'stormed');
    const guesses = Array.from({ length: 45 }, (_, attempt) => wrong('stormed', attempt));
    await new Promise((go) => setTimeout(go, 50));
    const right = login(hospital, account);
    const answers = await Promise.all([...guesses, right]);
    expect(answers.filter(({ status }) => status === 200)).toEqual([]);
    expect((await state('stormed')).locked).toBe(true);
  });

  it('S02 ten right sign-ins at once all succeed', async () => {
    const account = await makeAccount(hospital, 'busy.ward');
    const answers = await Promise.all(Array.from({ length: 10 }, () => login(hospital, account)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  });

  it('S02 fifty failures from one address close it for every account, whatever the headers claim', async () => {
    const account = await makeAccount(hospital, 'other.reader');
    await hospital.database.query(
      `insert into sign_in_attempt (ip, minute, failures) values ('127.0.0.1', date_trunc('minute', now()), 49)`,
    );
    expect((await login(hospital, account)).status).toBe(200);
    await wrong('nobody.at.all');
    expect((await login(hospital, account)).status).toBe(401);
    const claimed = await fetch(`${hospital.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': '10.9.8.7',
        'x-real-ip': '10.9.8.7',
        forwarded: 'for=10.9.8.7',
      },
      body: JSON.stringify(account),
    });
    expect(claimed.status).toBe(401);
    const [row] = await hospital.database.query<{ others: number }>(
      `select count(*)::int as others from sign_in_attempt where ip <> '127.0.0.1'`,
    );
    expect(row).toEqual({ others: 0 });
  });

  it('S02 the address count holds for attempts sent at the same moment', async () => {
    await hospital.database.query(
      `insert into sign_in_attempt (ip, minute, failures) values ('127.0.0.1', date_trunc('minute', now()), 48)`,
    );
    const account = await makeAccount(hospital, 'patient.reader');
    const guesses = Array.from({ length: 20 }, (_, attempt) => wrong(`nobody.${attempt}`));
    await new Promise((go) => setTimeout(go, 50));
    expect((await login(hospital, account)).status).toBe(401);
    await Promise.all(guesses);
  });
});
