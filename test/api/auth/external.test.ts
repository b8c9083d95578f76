import { openWechat } from '@cadre/simulators/wechat';
import { openWecom } from '@cadre/simulators/wecom';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, visitor } from '../../support/app.js';
import { type KnownAccount, login, makeAccount, opens } from './account.js';

type Provider = 'wecom' | 'wechat';
interface Answered { status: number; cookie: string | null; body: { url?: string; accessToken?: string; code?: string; unbound?: { ticket: string; displayName: string | null } } }

const PEOPLE = ['LiMing', 'WangFang', 'ChenJie', 'ZhaoLei'].map((id) => ({ id, name: `${id} 模拟` }));
let services: Record<Provider, Awaited<ReturnType<typeof openWecom>>>;
let hospital: TestHospital;

beforeAll(async () => {
  services = {
    wecom: await openWecom(0, { corpId: 'ww-test', secret: 'wecom-test-secret' }, PEOPLE),
    wechat: await openWechat(0, { appId: 'wx-test', secret: 'wechat-test-secret' }, PEOPLE),
  };
  const [wecom, wechat] = [services.wecom, services.wechat].map(({ port }) => `http://127.0.0.1:${port}`) as [string, string];
  hospital = await startHospital({
    WECOM_BASE_URL: wecom, WECOM_LOGIN_URL: wecom, WECOM_CORP_ID: 'ww-test', WECOM_AGENT_ID: '1000001', WECOM_SECRET: 'wecom-test-secret',
    WECHAT_BASE_URL: wechat, WECHAT_LOGIN_URL: wechat, WECHAT_APP_ID: 'wx-test', WECHAT_SECRET: 'wechat-test-secret',
  });
});
beforeEach(() => hospital.database.query('delete from sign_in_attempt'));
afterAll(async () => {
  await hospital?.stop();
  await Promise.all(Object.values(services).map((service) => service.close()));
});

async function ask(path: string, body: object, { cookie, token, method = 'POST' }: { cookie?: string | null; token?: string; method?: string } = {}): Promise<Answered> {
  const answer = await fetch(`${hospital.url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, cookie: /cadre-scan=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? null, body: text ? JSON.parse(text) : {} };
}

/** A browser that was sent to the provider, scanned there by somebody, and came back. */
async function scanned(provider: Provider, person: string, begin = `/auth/external/${provider}/start`, token?: string) {
  const { cookie, body } = await ask(begin, {}, token ? { token } : {});
  const address = new URL(body.url!);
  return { cookie, address, back: { code: services[provider].codeFor(person), state: address.searchParams.get('state')! } };
}
async function enter(provider: Provider, person: string): Promise<Answered & { browser: string | null }> {
  const { cookie, back } = await scanned(provider, person);
  return { ...(await ask(`/auth/external/${provider}/finish`, back, { cookie })), browser: cookie };
}
async function bound(provider: Provider, person: string, username: string): Promise<KnownAccount> {
  const account = await makeAccount(hospital, username, 'NURSE');
  const { body, browser } = await enter(provider, person);
  expect((await ask('/auth/external/bind', { ticket: body.unbound!.ticket, ...account }, { cookie: browser })).status).toBe(200);
  return account;
}
const clear = () => hospital.database.query('delete from outside_identity');

describe.each(['wecom', 'wechat'] as const)('signing in with %s', (provider) => {
  beforeEach(clear);

  it('R-75.a an unbound identity opens nothing and makes no account; with account and password it is bound once', async () => {
    const before = await hospital.database.query('select count(*) from app_user');
    const first = await enter(provider, 'LiMing');
    expect(first.body.accessToken).toBeUndefined();
    expect(first.body.unbound!.displayName).toBe('LiMing 模拟');
    expect(await hospital.database.query('select count(*) from app_user')).toEqual(before);
    const account = await makeAccount(hospital, `bound.${provider}`, 'NURSE');
    const proof = { ticket: first.body.unbound!.ticket, username: account.username };
    expect((await ask('/auth/external/bind', { ...proof, password: 'wrong' }, { cookie: first.browser })).status).toBe(401);
    const done = await ask('/auth/external/bind', { ...proof, password: account.password }, { cookie: first.browser });
    expect(await opens(hospital, done.body.accessToken)).toBe(true);
    expect((await ask('/auth/external/bind', { ...proof, password: account.password }, { cookie: first.browser })).status).toBe(401);
    expect(await opens(hospital, (await enter(provider, 'LiMing')).body.accessToken)).toBe(true);
  });

  it('R-75.b S70 a state is good once, for five minutes, and only in the browser that began', async () => {
    await bound(provider, 'WangFang', `state.${provider}`);
    const own = await scanned(provider, 'WangFang');
    const path = `/auth/external/${provider}/finish`;
    expect((await ask(path, own.back)).body.code).toBe('EXTERNAL_STALE');
    const other = await scanned(provider, 'ChenJie');
    expect((await ask(path, own.back, { cookie: other.cookie })).body.code).toBe('EXTERNAL_STALE');
    expect((await ask(path, { ...own.back, state: 'x'.repeat(43) }, { cookie: own.cookie })).body.code).toBe('EXTERNAL_STALE');
    expect((await ask(path, own.back, { cookie: own.cookie })).status).toBe(200);
    expect((await ask(path, own.back, { cookie: own.cookie })).body.code).toBe('EXTERNAL_STALE');
    const late = await scanned(provider, 'WangFang');
    await hospital.database.query(`update external_step set expires_at = now() - interval '1 second'`);
    expect((await ask(path, late.back, { cookie: late.cookie })).body.code).toBe('EXTERNAL_STALE');
  });

  it('R-75.b a code that was redeemed is refused by the provider, and so here', async () => {
    const first = await scanned(provider, 'ChenJie');
    expect((await ask(`/auth/external/${provider}/finish`, first.back, { cookie: first.cookie })).status).toBe(200);
    const second = await scanned(provider, 'ChenJie');
    const replay = { ...second.back, code: first.back.code };
    expect(await ask(`/auth/external/${provider}/finish`, replay, { cookie: second.cookie })).toMatchObject({ status: 401, body: { code: 'EXTERNAL_REFUSED' } });
  });

  it('R-75.b a disabled account stays closed although the identity is good', async () => {
    await bound(provider, 'ZhaoLei', `disabled.${provider}`);
    await hospital.database.query(`update app_user set status = 'disabled' where username = $1`, [`disabled.${provider}`]);
    expect((await enter(provider, 'ZhaoLei')).body).toMatchObject({ code: 'AUTH_INVALID' });
  });

  it('S08 an account with a second factor is asked for it after the scan as well', async () => {
    await bound(provider, 'LiMing', `factor.${provider}`);
    await hospital.database.query(`update app_user set second_factor_cipher = 'v1:x' where username = $1`, [`factor.${provider}`]);
    const { body } = await enter(provider, 'LiMing');
    expect(body).toMatchObject({ secondFactor: { challenge: expect.any(String) } });
    expect(body.accessToken).toBeUndefined();
  });

  it('R-75.c one identity opens one account, from the bind page and from the account itself', async () => {
    const first = await bound(provider, 'LiMing', `first.${provider}`);
    const token = (await login(hospital, await makeAccount(hospital, `second.${provider}`, 'NURSE'))).body.accessToken!;
    const scan = await scanned(provider, 'LiMing', `/me/identities/${provider}/start`, token);
    expect((await ask(`/me/identities/${provider}`, scan.back, { cookie: scan.cookie, token })).body.code).toBe('ALREADY_BOUND');
    const { body, browser } = await enter(provider, 'WangFang');
    expect((await ask('/auth/external/bind', { ticket: body.unbound!.ticket, ...first }, { cookie: browser })).body.code).toBe('ALREADY_BOUND');
  });

  it('R-75.c binding anew wants a fresh proof, ends the other sessions, is on record and told to the security administrator', async () => {
    const account = await bound(provider, 'LiMing', `anew.${provider}`);
    const other = (await login(hospital, account)).body.accessToken;
    const token = (await login(hospital, account)).body.accessToken!;
    await hospital.database.query(`update session set fresh_at = now() - interval '6 minutes'`);
    expect((await ask(`/me/identities/${provider}/start`, {}, { token })).body.code).toBe('REAUTH_REQUIRED');
    await visitor(hospital.url, token).post('/auth/reauthenticate', { password: account.password });
    const scan = await scanned(provider, 'WangFang', `/me/identities/${provider}/start`, token);
    expect((await ask(`/me/identities/${provider}`, scan.back, { cookie: scan.cookie, token })).status).toBe(204);
    expect(await opens(hospital, other)).toBe(false);
    expect((await enter(provider, 'LiMing')).body.unbound).toBeTruthy();
    expect(await opens(hospital, (await enter(provider, 'WangFang')).body.accessToken)).toBe(true);
    const [log] = await hospital.database.query<{ was: string; now: string }>(
      `select before ->> 'subject' as was, after ->> 'subject' as now from change_log where table_name = 'outside_identity' and action = 'update'
         and before ->> 'subject' <> after ->> 'subject' and actor = $1 order by seq desc limit 1`, [account.username]);
    expect([log?.was, log?.now].map((subject) => subject?.split(':')[1])).toEqual(['LiMing', 'WangFang']);
    expect(await hospital.database.query(`select 1 from notice where permission = 'session:read' and body like $1`, [`账号 ${account.username} 更换了%`])).toHaveLength(1);
  });

  it('S70 what one began to bind another cannot finish, and a sign-in is not a binding', async () => {
    const one = (await login(hospital, await makeAccount(hospital, `one.${provider}`, 'NURSE'))).body.accessToken!;
    const two = (await login(hospital, await makeAccount(hospital, `two.${provider}`, 'NURSE'))).body.accessToken!;
    const scan = await scanned(provider, 'ChenJie', `/me/identities/${provider}/start`, one);
    expect((await ask(`/me/identities/${provider}`, scan.back, { cookie: scan.cookie, token: two })).body.code).toBe('EXTERNAL_STALE');
    expect((await ask(`/auth/external/${provider}/finish`, scan.back, { cookie: scan.cookie })).body.code).toBe('EXTERNAL_STALE');
    expect((await ask(`/me/identities/${provider}`, scan.back, { cookie: scan.cookie, token: one })).status).toBe(204);
    expect((await ask(`/me/identities/${provider}`, {}, { token: one, method: 'DELETE' })).status).toBe(204);
    expect((await enter(provider, 'ChenJie')).body.unbound).toBeTruthy();
  });
});

it('R-75.d with the provider down the password still opens, and the scan says what to do instead', async () => {
  const scan = await scanned('wecom', 'LiMing');
  await services.wecom.close();
  const answer = await ask('/auth/external/wecom/finish', scan.back, { cookie: scan.cookie });
  expect(answer).toMatchObject({ status: 503, body: { code: 'PROVIDER_DOWN' } });
  expect((await login(hospital, await makeAccount(hospital, 'by.password'))).status).toBe(200);
});

it('S82 an account that is closed leaves no binding, no recovery code and no earlier password behind', async () => {
  await hospital.database.query(
    `with who as (select id from app_user where username = 'one.wechat'), kept as (insert into password_history (user_id, password_hash) select id, 'x' from who),
       coded as (insert into recovery_code (user_id, code_hash) select id, 'x' from who)
     insert into outside_identity (user_id, provider, subject) select id, 'wechat', 'wx-test:left' from who`,
  );
  await hospital.database.query(
    `select set_config('scope.accounts_write', 'on', false), close_account(id, 'test') from app_user where username = 'one.wechat'`,
  );
  for (const table of ['outside_identity', 'recovery_code', 'password_history']) {
    expect(await hospital.database.query(`select 1 from ${table} where user_id = (select id from app_user where username = 'one.wechat')`), table).toEqual([]);
  }
});
