import 'reflect-metadata';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { AppModule } from '../../apps/api/src/app.module.js';
import { type EnvironmentValues, readEnvironment } from '../../apps/api/src/config/environment.js';
import { AccountsService } from '../../apps/api/src/features/auth/accounts.service.js';
import { createHttpServer } from '../../apps/api/src/platform/http/http-server.js';
import { freshDatabase, type TestDatabase } from './database.js';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Somebody who talks HTTP to the server, signed in or not. `T` is what the test expects the body to look like. */
export interface Visitor {
  readonly token: string | null;
  get<T = AnyBody>(path: string): Promise<Answer<T>>;
  post<T = AnyBody>(path: string, body?: unknown): Promise<Answer<T>>;
  put<T = AnyBody>(path: string, body?: unknown): Promise<Answer<T>>;
  patch<T = AnyBody>(path: string, body?: unknown): Promise<Answer<T>>;
  download(path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }>;
}

/** A body whose shape the test does not spell out. */
export type AnyBody = Record<string, unknown> & { items: Record<string, unknown>[]; total: number };

export interface TestHospital {
  readonly url: string;
  readonly database: TestDatabase;
  readonly app: INestApplicationContext;
  readonly values: EnvironmentValues;
  /** Nobody signed in. */
  readonly stranger: Visitor;
  /** An account with this role; the same role in another department or as another doctor is another account. */
  signIn(role: string, where?: { departmentCode?: string; staffNo?: string }): Promise<Visitor>;
  stop(): Promise<void>;
}

/** The whole server on a database of its own, on a free port of this machine. */
export async function startHospital(environment: Readonly<Record<string, string>> = {}): Promise<TestHospital> {
  return startOn(await freshDatabase(), environment);
}

/** The same on a database that is there already; `more` are modules that only the test knows. */
export async function startOn(
  database: TestDatabase, environment: Readonly<Record<string, string>> = {}, more: readonly (Type | DynamicModule)[] = [],
): Promise<TestHospital> {
  const values = readEnvironment({
    PORT: '0', DATA_DIR: database.dataDir, DATABASE_APP_URL: database.appUrl, ROLE: 'http', LOG_LEVEL: 'silent', DATABASE_POOL: '8', ...environment,
  });
  const app = await createHttpServer(more.length ? withMore(values, more) : AppModule.of(values), values);
  await app.listen(values.PORT, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const accounts = app.get(AccountsService, { strict: false });
  return {
    url,
    database,
    app,
    values,
    stranger: visitor(url, null),
    signIn: async (role, { departmentCode, staffNo } = {}) => {
      const username = ['t', role, departmentCode, staffNo].filter(Boolean).join('.').toLowerCase();
      const password = await accounts.make(
        { username, name: username, role, departmentCode: departmentCode ?? null, staffNo: staffNo ?? null, demo: false },
        { mustChange: false },
      );
      const { body } = await visitor(url, null).post<{ accessToken: string }>('/auth/login', { username, password });
      return visitor(url, body.accessToken);
    },
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}

function withMore(values: EnvironmentValues, more: readonly (Type | DynamicModule)[]): DynamicModule {
  class WithMore {}
  return { module: WithMore, imports: [AppModule.of(values), ...more] };
}

/** Somebody who holds this token, or none. */
export function visitor(base: string, token: string | null): Visitor {
  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${base}/api/v1${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const json = async <T>(answer: Response): Promise<Answer<T>> => {
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : null) as T };
  };
  return {
    token,
    get: async (path) => json(await ask('GET', path)),
    post: async (path, body = {}) => json(await ask('POST', path, body)),
    put: async (path, body = {}) => json(await ask('PUT', path, body)),
    patch: async (path, body = {}) => json(await ask('PATCH', path, body)),
    download: async (path) => {
      const answer = await ask('GET', path);
      return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
    },
  };
}
