import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { login, makeAccount, opens, postAuth } from './account.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital();
});
afterAll(() => hospital.stop());

const refresh = (token: string) => postAuth(hospital, '/refresh', undefined, token);

/** As if the last renewal and the last act of all sessions had been this long ago. */
const later = (minutes: number) =>
  hospital.database.query(`update session set last_seen_at = last_seen_at - $1 * interval '1 minute', active_at = active_at - $1 * interval '1 minute'`, [minutes]);

describe('sessions', () => {
  it('S15 keeps the refresh token where no script and no other site reaches it', async () => {
    const { cookie } = await login(hospital, await makeAccount(hospital, 'cookie.owner'));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\//);
    const [{ refresh_hash: kept }] = (await hospital.database.query<{ refresh_hash: string }>(
      'select refresh_hash from session',
    )) as [{ refresh_hash: string }];
    expect(cookie).not.toContain(kept);
  });

  it('S14 every renewal gives another refresh token', async () => {
    const first = await login(hospital, await makeAccount(hospital, 'renewer'));
    const second = await refresh(first.refreshToken!);
    expect(second.status).toBe(200);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await opens(hospital, second.body.accessToken)).toBe(true);
  });

  it('S14 a refresh token that comes a second time ends the session for both who have it', async () => {
    const first = await login(hospital, await makeAccount(hospital, 'robbed'));
    const second = await refresh(first.refreshToken!);
    await later(1);
    expect((await refresh(first.refreshToken!)).status).toBe(401);
    expect((await refresh(second.refreshToken!)).status).toBe(401);
    expect(await opens(hospital, second.body.accessToken)).toBe(false);
  });

  it('S14 also a token from several renewals ago ends the session: a thief may have renewed more than once', async () => {
    const first = await login(hospital, await makeAccount(hospital, 'robbed.long.ago'));
    const thief = await refresh((await refresh((await refresh(first.refreshToken!)).refreshToken!)).refreshToken!);
    expect(thief.status).toBe(200);
    await later(1);
    expect((await refresh(first.refreshToken!)).status).toBe(401);
    expect((await refresh(thief.refreshToken!)).status).toBe(401);
    expect(await opens(hospital, thief.body.accessToken)).toBe(false);
  });

  it('S14 two tabs that renew at the same moment do not sign their reader out', async () => {
    const first = await login(hospital, await makeAccount(hospital, 'two.tabs'));
    const both = await Promise.all([refresh(first.refreshToken!), refresh(first.refreshToken!)]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401]);
    expect(await opens(hospital, both.find(({ status }) => status === 200)!.body.accessToken)).toBe(true);
  });

  it("S14 a token that the server never made ends nobody's session", async () => {
    const own = await login(hospital, await makeAccount(hospital, 'bystander'));
    const [{ id }] = (await hospital.database.query<{ id: string }>(
      `select s.id from session s join app_user u on u.id = s.user_id where u.username = 'bystander'`,
    )) as [{ id: string }];
    for (const made of [
      id,
      `${id}.x`,
      `${own.refreshToken!.split('.')[0]}.${id}.x`,
      `${'A'.repeat(43)}.${id}.${'A'.repeat(43)}`,
      '..',
      'x'.repeat(4000),
    ]) {
      expect((await refresh(made)).status).toBe(401);
    }
    expect(await opens(hospital, own.body.accessToken)).toBe(true);
  });

  it('S11 who signs out is out at the next request, with his renewal too', async () => {
    const own = await login(hospital, await makeAccount(hospital, 'leaver'));
    const out = await fetch(`${hospital.url}/api/v1/auth/logout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${own.body.accessToken}` },
    });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^cadre-refresh=;.*Max-Age=0/);
    expect(await opens(hospital, own.body.accessToken)).toBe(false);
    expect((await refresh(own.refreshToken!)).status).toBe(401);
  });

  it('S11 a new password ends every session of its account, and a disabled account renews nothing', async () => {
    const account = await makeAccount(hospital, 'changed');
    const before = await login(hospital, account);
    await makeAccount(hospital, 'changed');
    expect(await opens(hospital, before.body.accessToken)).toBe(false);
    expect((await login(hospital, account)).status).toBe(401);
    const own = await login(hospital, await makeAccount(hospital, 'disabled.later'));
    await hospital.database.query(`update app_user set status = 'disabled' where username = 'disabled.later'`);
    expect((await refresh(own.refreshToken!)).status).toBe(401);
  });

  it('S10 a session ends after thirty idle minutes and after twelve hours in any case', async () => {
    const idle = await login(hospital, await makeAccount(hospital, 'idle'));
    await later(31);
    expect((await refresh(idle.refreshToken!)).status).toBe(401);
    const old = await login(hospital, await makeAccount(hospital, 'old'));
    const [row] = await hospital.database.query<{ hours: number }>(
      `select extract(epoch from max(expires_at) - now()) / 3600 as hours from session where ended_at is null`,
    );
    expect(Number(row!.hours)).toBeLessThanOrEqual(12);
    await hospital.database.query('update session set expires_at = now()');
    expect(await opens(hospital, old.body.accessToken)).toBe(false);
    expect((await refresh(old.refreshToken!)).status).toBe(401);
  });

  it('S10 one session more than the parameter allows ends the one that was idle longest', async () => {
    const account = await makeAccount(hospital, 'many.places');
    const sessions = [];
    for (let place = 0; place < 4; place += 1) sessions.push(await login(hospital, account));
    const alive = await Promise.all(sessions.map(({ body }) => opens(hospital, body.accessToken)));
    expect(alive).toEqual([false, true, true, true]);
  });
});
