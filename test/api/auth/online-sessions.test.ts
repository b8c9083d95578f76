import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor, visitor } from '../../support/app.js';
import { login, makeAccount, opens } from './account.js';

interface Row { id: string; username: string; current: boolean; roleNames: string[] }

let hospital: TestHospital;
let guard: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  guard = await hospital.signIn('SEC_ADMIN');
});
afterAll(() => hospital.stop());

const remove = (path: string, token: string) =>
  fetch(`${hospital.url}/api/v1${path}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
const enter = async (username: string, role = 'NURSE') => (await login(hospital, await makeAccount(hospital, username, role))).body.accessToken!;
const online = async () => (await guard.get<{ items: Row[] }>('/sessions')).body.items;
const idleFor = (minutes: number, username: string) =>
  hospital.database.query(
    `update session set active_at = now() - $1 * interval '1 minute' where user_id = (select id from app_user where username = $2)`,
    [minutes, username],
  );
const askInBackground = (token: string) =>
  fetch(`${hospital.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}`, 'x-background': '1' } }).then(({ status }) => status);
const idleMinutes = async (username: string) => {
  const [row] = await hospital.database.query<{ minutes: number }>(
    `select extract(epoch from now() - max(active_at))::float8 / 60 as minutes from session where user_id = (select id from app_user where username = $1)`,
    [username],
  );
  return row!.minutes;
};

describe('sessions that are alive', () => {
  it('R-95.a the security administrator sees who is here, with roles, and ends a session at its next request', async () => {
    const token = await enter('visited.nurse');
    const row = (await online()).find(({ username }) => username === 'visited.nurse')!;
    expect(row).toMatchObject({ current: false, roleNames: ['护士'] });
    expect((await online()).find(({ current }) => current)).toMatchObject({ username: 't.sec_admin' });
    expect(await remove(`/sessions/${row.id}`, guard.token!)).toBe(204);
    expect(await opens(hospital, token)).toBe(false);
    expect((await online()).map(({ username }) => username)).not.toContain('visited.nurse');
    expect(await remove(`/sessions/${row.id}`, guard.token!)).toBe(404);
  });

  it('R-95.a closes the open line for live changes of whoever was sent out', async () => {
    const token = await enter('listening.nurse');
    const stream = await fetch(`${hospital.url}/api/v1/live`, { headers: { authorization: `Bearer ${token}` } });
    const reader = stream.body!.getReader();
    await reader.read();
    const row = (await online()).find(({ username }) => username === 'listening.nurse')!;
    const began = Date.now();
    expect(await remove(`/sessions/${row.id}`, guard.token!)).toBe(204);
    for (let part = await reader.read(); !part.done; part = await reader.read());
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('S11 an account that is disabled loses its open line as well', async () => {
    const token = await enter('disabled.listener');
    const stream = await fetch(`${hospital.url}/api/v1/live`, { headers: { authorization: `Bearer ${token}` } });
    const reader = stream.body!.getReader();
    await reader.read();
    await hospital.database.query(`update app_user set status = 'disabled' where username = 'disabled.listener'`);
    for (let part = await reader.read(); !part.done; part = await reader.read());
    expect(await opens(hospital, token)).toBe(false);
  });

  it('S23 everybody ends his own sessions and nobody else his', async () => {
    const account = await makeAccount(hospital, 'own.nurse', 'NURSE');
    const first = (await login(hospital, account)).body.accessToken!;
    const second = visitor(hospital.url, (await login(hospital, account)).body.accessToken!);
    const own = (await second.get<{ items: Row[] }>('/me/sessions')).body.items;
    expect([own.length, own.filter(({ current }) => current).length]).toEqual([2, 1]);
    const strange = (await online()).find(({ current }) => current)!;
    expect(await remove(`/me/sessions/${strange.id}`, second.token!)).toBe(404);
    expect(await remove(`/sessions/${strange.id}`, second.token!)).toBe(403);
    expect(await remove(`/me/sessions/${own.find(({ current }) => !current)!.id}`, second.token!)).toBe(204);
    expect(await opens(hospital, first)).toBe(false);
    await login(hospital, account);
    expect((await second.post('/me/sessions/end-others')).status).toBe(204);
    expect((await second.get<{ items: Row[] }>('/me/sessions')).body.items).toHaveLength(1);
  });

  it('R-95.c the auditor and the system administrator do not end sessions', async () => {
    for (const role of ['AUDITOR', 'SYS_ADMIN']) expect((await (await hospital.signIn(role)).get('/sessions')).status, role).toBe(403);
  });
});

describe('idle sessions', () => {
  it('S10 end after thirty minutes although their token is still good', async () => {
    const token = await enter('idle.nurse');
    await idleFor(29, 'idle.nurse');
    expect(await opens(hospital, token)).toBe(true);
    await idleFor(31, 'idle.nurse');
    expect(await opens(hospital, token)).toBe(false);
    expect((await online()).map(({ username }) => username)).not.toContain('idle.nurse');
  });

  it('S10 are kept alive by what somebody does, not by what his page does by itself', async () => {
    const token = await enter('away.nurse');
    await idleFor(20, 'away.nurse');
    expect(await askInBackground(token)).toBe(200);
    expect(await idleMinutes('away.nurse')).toBeGreaterThan(19);
    await idleFor(31, 'away.nurse');
    expect(await askInBackground(token)).toBe(401);
    const busy = await enter('busy.nurse');
    await idleFor(20, 'busy.nurse');
    expect(await opens(hospital, busy)).toBe(true);
    expect(await idleMinutes('busy.nurse')).toBeLessThan(1);
  });
});
