import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AccountsService } from '../../../apps/api/src/features/auth/accounts.service.js';
import { startHospital, type TestHospital, type Visitor, visitor } from '../../support/app.js';
import { type KnownAccount, login, makeAccount, opens } from './account.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital();
});
beforeEach(() => hospital.database.query('delete from sign_in_attempt'));
afterAll(() => hospital.stop());

async function entered(account: KnownAccount): Promise<Visitor> {
  return visitor(hospital.url, (await login(hospital, account)).body.accessToken!);
}

/** An account as an administrator makes it: with a password that was shown once. */
async function newcomer(username: string): Promise<KnownAccount> {
  const made = { username, name: username, role: 'NURSE', departmentCode: '100110', staffNo: null, demo: false };
  return { username, password: await hospital.app.get(AccountsService, { strict: false }).make(made, { mustChange: true }) };
}

const change = (who: Visitor, password: string, newPassword: string) => who.post('/me/password', { password, newPassword });

describe('the first sign-in', () => {
  it('R-71.c leads to the new password before anything else, on the server and not only on the page', async () => {
    const account = await newcomer('newcomer');
    const who = await entered(account);
    expect((await who.get('/me')).body).toMatchObject({ duty: 'change-password' });
    expect((await who.get('/me/security')).status).toBe(200);
    for (const path of ['/inpatient-visits', '/me/permissions', '/dictionaries', '/me/sessions', '/live']) {
      const refused = await who.get(path);
      expect(refused, path).toMatchObject({ status: 403, body: { code: 'PASSWORD_CHANGE_REQUIRED' } });
    }
    expect((await change(who, account.password, 'Tree-37-house')).status).toBe(204);
    expect((await who.get('/me')).body).toMatchObject({ duty: null });
    expect((await who.get('/inpatient-visits')).status).toBe(200);
    expect((await login(hospital, { ...account, password: 'Tree-37-house' })).status).toBe(200);
    expect((await login(hospital, account)).status).toBe(401);
  });

  it('S06 a password that somebody else made opens nothing after a day', async () => {
    const account = await newcomer('latecomer');
    await hospital.database.query(`update app_user set password_changed_at = now() - interval '25 hours' where username = 'latecomer'`);
    expect(await login(hospital, account)).toMatchObject({ status: 401, body: { code: 'AUTH_INVALID' } });
  });

  it('R-71.c a password of more than ninety days is changed first', async () => {
    const account = await makeAccount(hospital, 'long.ago', 'NURSE');
    await hospital.database.query(`update app_user set password_changed_at = now() - interval '91 days' where username = 'long.ago'`);
    const who = await entered(account);
    expect((await who.get('/inpatient-visits')).body).toMatchObject({ code: 'PASSWORD_CHANGE_REQUIRED' });
  });
});

describe('a demonstration', () => {
  it('S08 wants no second factor, so that a newcomer can try every role', async () => {
    expect(hospital.values.DEMO).toBe(true);
    expect((await (await entered(await makeAccount(hospital, 'demo.leader', 'HOSPITAL_LEADER'))).get('/me')).body).toMatchObject({ duty: null });
  });
});

describe('changing the own password', () => {
  it('S09 ends the other sessions and keeps the one that asks', async () => {
    const account = await makeAccount(hospital, 'two.desks');
    const other = await entered(account);
    const here = await entered(account);
    expect((await change(here, account.password, 'Tree-37-house')).status).toBe(204);
    expect(await opens(hospital, other.token!)).toBe(false);
    expect(await opens(hospital, here.token!)).toBe(true);
  });

  it('S09 wants the present password, and guessing it locks the account', async () => {
    const account = await makeAccount(hospital, 'left.alone');
    const who = await entered(account);
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await change(who, `wrong ${guess}`, 'Tree-37-house')).body).toMatchObject({ code: 'REAUTH_FAILED' });
    }
    expect((await change(who, account.password, 'Tree-37-house')).status).toBe(400);
    expect(await hospital.database.query(`select 1 from password_history h join app_user u on u.id = h.user_id where username = 'left.alone'`)).toEqual([]);
  });

  it('S04 does not take the account name, a common password, a short one, or one of the last five', async () => {
    const account = await makeAccount(hospital, 'choosy');
    const who = await entered(account);
    for (const bad of ['Choosy-2026-xy', 'Password123!', 'Sh0rt-a', 'onlysmallletters']) {
      expect(await change(who, account.password, bad), bad).toMatchObject({ status: 400, body: { fields: [{ field: 'newPassword' }] } });
    }
    const used = [account.password];
    for (const word of ['Tree', 'Lamp', 'Moon', 'Boat', 'Hill']) {
      const next = `${word}-37-house`;
      expect((await change(who, used.at(-1)!, next)).status).toBe(204);
      used.push(next);
    }
    for (const before of used.slice(1)) expect((await change(who, used.at(-1)!, before)).status, before).toBe(400);
    expect((await change(who, used.at(-1)!, used[0]!)).status).toBe(204);
  });

  it('S04 takes seventy characters and Chinese, whole: without the last one it is another password', async () => {
    const account = await makeAccount(hospital, 'long.winded');
    const long = `湖水很静 Ward-7 ${'听风看雨'.repeat(15)}终`;
    expect([...long].length).toBeGreaterThan(64);
    expect((await change(await entered(account), account.password, long)).status).toBe(204);
    expect((await login(hospital, { ...account, password: long })).status).toBe(200);
    expect((await login(hospital, { ...account, password: long.slice(0, -1) })).status).toBe(401);
  });

  it('S05 keeps hashes only, and neither password stands on the trail', async () => {
    const account = await makeAccount(hospital, 'on.record');
    await change(await entered(account), account.password, 'Tree-37-house');
    const rows = await hospital.database.query<{ kept: string }>(
      `select password_hash as kept from app_user where username = 'on.record'
       union all select h.password_hash from password_history h join app_user u on u.id = h.user_id where username = 'on.record'`,
    );
    expect(rows.every(({ kept }) => kept.startsWith('$argon2id$'))).toBe(true);
    const trail = await hospital.database.query<{ line: string; operation: string }>(
      `select operation, to_jsonb(access_trail)::text as line from access_trail where actor = 'on.record'`,
    );
    expect(trail.filter(({ operation }) => operation === 'POST /me/password')).toHaveLength(1);
    expect(trail.some(({ line }) => line.includes('Tree-37') || line.includes(account.password))).toBe(false);
  });
});
