import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { openDataSource } from './data-source.js';
import { applicationUrlFile } from './application-url.js';
import { renewPersonPolicies } from './person-policies.js';

export interface MigrateOptions {
  /** The owner's connection. */
  readonly ownerUrl: string;
  /** The application's connection, when somebody else has made its role. */
  readonly appUrl?: string | undefined;
  readonly dataDir: string;
}

/** Raised where the owner may not create roles; `statements` are for the database administrator. */
export class RoleMissing extends Error {
  constructor(readonly statements: string) {
    super('当前数据库账号不能创建登录角色。请由数据库管理员执行下列语句，再设置 DATABASE_APP_URL 后重新运行 migrate。');
  }
}

const LOCK = 7_241_733;

/** Brings the schema up to date as its owner and makes the login role that the server uses. Parallel starts run it once. */
export async function migrate(options: MigrateOptions): Promise<{ appUrl: string; applied: string[] }> {
  const owner = new pg.Client({ connectionString: options.ownerUrl });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [LOCK]);
    const appUrl = await ensureAppRole(owner, options);
    const role = decodeURIComponent(new URL(appUrl).username);
    await owner.query(`grant usage on schema public to ${pg.escapeIdentifier(role)}`);
    await owner.query(`alter database ${pg.escapeIdentifier(owner.database!)} set cadre.app_role = ${pg.escapeLiteral(role)}`);
    const source = await openDataSource(options.ownerUrl, { pool: 2, statementTimeout: 0 });
    try {
      const applied = await source.runMigrations({ transaction: 'each' });
      await renewPersonPolicies(owner);
      return { appUrl, applied: applied.map(({ name }) => name) };
    } finally {
      await source.destroy();
    }
  } finally {
    await owner.end();
  }
}

async function ensureAppRole(owner: pg.Client, options: MigrateOptions): Promise<string> {
  const name = `app_${owner.database!}`;
  const appUrl = options.appUrl ?? rememberedUrl(options, name);
  const { username, password } = new URL(appUrl);
  const role = decodeURIComponent(username);
  const known = await owner.query('select 1 from pg_roles where rolname = $1', [role]);
  const statement = `${known.rowCount ? 'alter' : 'create'} role ${pg.escapeIdentifier(role)} login nosuperuser nobypassrls nocreatedb nocreaterole password ${pg.escapeLiteral(decodeURIComponent(password))}`;
  if (known.rowCount && options.appUrl) return appUrl;
  try {
    await owner.query(statement);
  } catch (problem) {
    if ((problem as { code?: string }).code !== '42501') throw problem;
    throw new RoleMissing(`create role ${pg.escapeIdentifier(role)} login nosuperuser nobypassrls password '<请设置口令>';`);
  }
  return appUrl;
}

function rememberedUrl({ ownerUrl, dataDir }: MigrateOptions, role: string): string {
  const file = applicationUrlFile(dataDir);
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = existsSync(file) ? new URL(readFileSync(file, 'utf8').trim()).password : randomBytes(24).toString('base64url');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${url.href}\n`, { mode: 0o600 });
  return url.href;
}
