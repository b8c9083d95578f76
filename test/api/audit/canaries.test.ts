import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { freePort } from '../../support/free-port.js';
import { idCardOf } from '../../support/people.js';
import { eventually } from '../../support/reading-hospital.js';
import { type KnownAccount, makeAccount } from '../auth/account.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const COMPILER = `${ROOT}libs/tooling/node_modules/@typescript/native/bin/tsc`;

const ID_CARD = idCardOf('1954-07-08');
const NUMBERS = {
  idCardNo: ID_CARD,
  phone: '13977775555',
  insuranceNo: 'YB77775555',
  socialSecurityNo: 'SB77775555',
  careCardNo: 'GB77775555',
};
const WRONG = 'Wr0ng-canary-password';
const PERSON = { name: '金丝雀', sex: '1', idType: '01', category: ['cadre'], careLevel: 'L3', ...NUMBERS };

let hospital: TestHospital;
let server: ChildProcess;
let said = '';
let url: string;
let account: KnownAccount;
const secrets: string[] = [];

/** The server as it is delivered: compiled, a process of its own, telling everything that it would ever tell. */
beforeAll(async () => {
  const built = spawnSync(process.execPath, [COMPILER, '-b', 'apps/api'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stdout);
  hospital = await startHospital();
  account = await makeAccount(hospital, 'canary', 'OFFICE_STAFF');
  const port = await freePort();
  url = `http://127.0.0.1:${port}/api/v1`;
  const { dataDir, appUrl } = hospital.database;
  server = spawn(process.execPath, ['apps/api/dist/main.js'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_APP_URL: appUrl,
      ROLE: 'http',
      LOG_LEVEL: 'debug',
    },
  });
  for (const stream of [server.stdout, server.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => void (said += text));
  await eventually(async () => expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200), 30_000);
  await useEverything();
});
afterAll(async () => {
  server.kill('SIGTERM');
  await hospital.stop();
});

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown>; cookie: string }> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
    cookie: answer.headers.get('set-cookie') ?? '',
  };
}

/** Success, refusal and failure of everything that handles a secret. */
async function useEverything(): Promise<void> {
  expect((await ask('POST', '/auth/login', { username: account.username, password: WRONG })).status).toBe(401);
  expect(
    (await ask('POST', '/auth/login', { username: account.username, password: account.password, code: WRONG })).status,
  ).toBe(400);
  const signedIn = await ask('POST', '/auth/login', { username: account.username, password: account.password });
  const token = String(signedIn.body['accessToken']);
  const refreshToken = /=([^;]+)/.exec(signedIn.cookie)![1]!;
  const own = { authorization: `Bearer ${token}` };
  secrets.push(
    account.password,
    WRONG,
    token,
    token.split('.')[2]!,
    refreshToken,
    refreshToken.split('.')[0]!,
    ...Object.values(NUMBERS),
  );
  const renewed = await ask('POST', '/auth/refresh', undefined, { cookie: `cadre-refresh=${refreshToken}` });
  secrets.push(/=([^;]+)/.exec(renewed.cookie)![1]!);

  const created = await ask('POST', '/beneficiaries', PERSON, own);
  expect(created.status).toBe(200);
  const statuses = [
    await ask('POST', '/beneficiaries', PERSON, own),
    await ask('POST', '/beneficiaries', { ...PERSON, phone: 'x'.repeat(99) + NUMBERS.phone, secrecy: ID_CARD }, own),
    await ask(
      'POST',
      `/beneficiaries/${String(created.body['id'])}/reveal`,
      { field: 'phone', reason: '核对联系电话' },
      own,
    ),
    await ask('GET', `/beneficiaries/${ID_CARD}`, undefined, own),
    await ask('GET', `/beneficiaries/${ID_CARD}/visits`, undefined, own),
    ...(await Promise.all(
      Object.values(NUMBERS)
        .flatMap((number) => [
          `/search/people?q=${number}`,
          `/beneficiaries?keyword=${number}`,
          `/beneficiaries?keyword=${number}&keyword=${number}`,
          `/beneficiaries?keyword[x]=${number}`,
          `/beneficiaries?workUnit=${number}`,
          `/beneficiaries?${number}=1`,
          `/beneficiaries/export?keyword=${number}`,
          `/inpatient-visits?keyword=${number}`,
        ])
        .map((path) => ask('GET', path, undefined, own)),
    )),
    await ask('GET', `/me?access_token=${token}`),
    await ask('GET', `/beneficiaries?token=${token}&password=${WRONG}`, undefined, own),
  ].map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 400, 401, 409]));

  // A failure of the inside whose message quotes what the row held, on several lines.
  await hospital.database.query(`
    create function quoting() returns trigger language plpgsql as $$ begin raise exception E'row (${ID_CARD})\\n  at ${NUMBERS.phone}\\n${WRONG}'; end $$;
    create trigger quoting before insert on beneficiary for each row execute function quoting()`);
  expect(
    (
      await ask(
        'POST',
        '/beneficiaries',
        {
          name: '金丝雀二',
          sex: '1',
          idType: '01',
          idCardNo: idCardOf('1955-07-08'),
          category: ['cadre'],
          careLevel: 'L3',
        },
        own,
      )
    ).status,
  ).toBe(500);
  await ask('POST', '/auth/logout', undefined, own);
}

const found = (text: string): string[] => secrets.filter((secret) => text.includes(secret));

describe('secrets and numbers of people', () => {
  it('S73 S15 are not in what the server writes to its log', async () => {
    await eventually(async () => expect(said).toContain('request failed'));
    expect(
      said
        .split('\n')
        .filter(Boolean)
        .every((line) => line.startsWith('{')),
    ).toBe(true);
    expect(found(said)).toEqual([]);
    expect(said).not.toContain('金丝雀');
  });

  it.each(['access_trail', 'change_log', 'session', 'app_user', 'sign_in_attempt'])(
    'S73 S79 are not in the table %s',
    async (table) => {
      const rows = await hospital.database.query<{ text: string }>(`select t::text as text from ${table} t`);
      expect(rows.length).toBeGreaterThan(0);
      for (const { text } of rows) expect(found(text), text.slice(0, 300)).toEqual([]);
    },
  );

  it('S73 one act is one line of the log, whatever its message looks like', () => {
    const failures = said
      .split('\n')
      .filter((line) => line.includes('request failed'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ errorNo: expect.stringMatching(/^[0-9a-f]{16}$/), sqlState: 'P0001' });
  });
});
