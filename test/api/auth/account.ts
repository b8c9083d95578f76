import { AccountsService } from '../../../apps/api/src/features/auth/accounts.service.js';
import type { TestHospital } from '../../support/app.js';

/** An account whose password the test knows. */
export interface KnownAccount {
  readonly username: string;
  readonly password: string;
}

/** What a sign-in answers: the status, the body and the refresh token of its cookie. */
export interface SignInResult {
  readonly status: number;
  readonly body: { accessToken?: string; secondFactor?: { challenge: string }; code?: string; detail?: string };
  readonly refreshToken: string | null;
  readonly cookie: string | null;
}

/** Makes an account; the same name again gets another password and loses its sessions. */
export async function makeAccount(hospital: TestHospital, username: string, role = 'GUIDE'): Promise<KnownAccount> {
  const accounts = hospital.app.get(AccountsService, { strict: false });
  const password = await accounts.make(
    { username, name: username, role, departmentCode: null, staffNo: null, demo: false },
    { mustChange: false },
  );
  return { username, password };
}

/** Posts to an address under /auth as a browser would, with the refresh cookie when there is one. */
export async function postAuth(
  hospital: TestHospital,
  path: string,
  body?: unknown,
  refreshToken?: string,
): Promise<SignInResult> {
  const answer = await fetch(`${hospital.url}/api/v1/auth${path}`, {
    method: 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(refreshToken ? { cookie: `cadre-refresh=${refreshToken}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const cookie = answer.headers.get('set-cookie');
  return {
    status: answer.status,
    body: text ? (JSON.parse(text) as SignInResult['body']) : {},
    cookie,
    refreshToken: /^cadre-refresh=([^;]+)/.exec(cookie ?? '')?.[1] ?? null,
  };
}

export const login = (hospital: TestHospital, account: KnownAccount): Promise<SignInResult> =>
  postAuth(hospital, '/login', { username: account.username, password: account.password });

/** Whether the token opens the API. */
export async function opens(hospital: TestHospital, token: string | undefined): Promise<boolean> {
  const answer = await fetch(`${hospital.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  if (answer.status !== 200 && answer.status !== 401) throw new Error(`/me answered ${answer.status}`);
  return answer.status === 200;
}
