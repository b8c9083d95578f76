import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataSource } from '../../../apps/api/src/platform/database/data-source.js';
import { migrate } from '../../../apps/api/src/platform/database/migrate.js';
import { MIGRATIONS } from '../../../apps/api/src/schema/migrations/migrations.js';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../support/database.js';
import { addPerson, insertRows, outpatientVisit, stay } from '../../support/facts.js';

const WAIT = 240_000;
/** The first that rewrites policies of tables which a hospital has filled by then. */
const FIRST_REWRITE = 'Rights1800000000018';

let fresh: TestDatabase;
let grown: TestDatabase;
const people = { ordinary: '', secret: '', user: randomUUID() };

/** Brings a database to what the program was when these were all migrations it had. */
async function upTo(database: TestDatabase, names: ReadonlySet<string>): Promise<void> {
  const source = await openDataSource(database.ownerUrl, { pool: 2, statementTimeout: 0 });
  Object.assign(source, { migrations: source.migrations.filter(({ constructor }) => names.has(constructor.name)) });
  await source.runMigrations({ transaction: 'each' });
  await source.destroy();
}

/** What a hospital has before rights and secrecy became what they are now. */
async function fill(database: TestDatabase): Promise<void> {
  await insertRows(database, 'app_user', [{ id: people.user, username: 'early', name: '早期用户', password_hash: 'x' }]);
  const ordinary = await addPerson(database, { access: [{ department: '100110' }] });
  const secret = await addPerson(database, { name: '早期机密', secrecy: 'V', confidential: true, access: [{ department: '100110' }] });
  Object.assign(people, { ordinary: ordinary.id, secret: secret.id });
  await insertRows(database, 'visit', [outpatientVisit(ordinary), stay(ordinary), stay(secret, { confidential: true })]);
  await insertRows(database, 'match_candidate', [
    { source_system: 'his', patient_id: 'E1', beneficiary_id: secret.id, rule: 'R1', score: 90, reason: '证件号相同', person_cipher: 'x', confidential: true },
  ]);
}

/** All that decides who may do what in a database, an entry a line. */
async function catalogue(database: TestDatabase): Promise<string[]> {
  const rows = await database.query<{ line: string }>(`
    select 'policy ' || tablename || ' ' || policyname || ' ' || cmd || ' ' || permissive || ' ' || roles::text || ' using ' || coalesce(qual, '') || ' check ' || coalesce(with_check, '') as line
      from pg_policies where schemaname = 'public'
    union all select 'table ' || relname || ' rls ' || relrowsecurity || relforcerowsecurity || ' ' || coalesce(relacl::text, '') || ' ' || coalesce(reloptions::text, '')
      || ' ' || coalesce(obj_description(oid, 'pg_class'), '') from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
    union all select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      || ' ' || coalesce((select string_agg(privilege_type || ' ' || grantee, ',' order by privilege_type, grantee) from information_schema.column_privileges p
        where p.table_schema = 'public' and p.table_name = c.table_name and p.column_name = c.column_name), '') from information_schema.columns c where table_schema = 'public'
    union all select 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || tgenabled::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and not tgisinternal
    union all select 'function ' || pg_get_functiondef(p.oid) || ' ' || coalesce(proacl::text, '') from pg_proc p
      where pronamespace = 'public'::regnamespace and prokind in ('f', 'p') and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
    union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    union all select 'view ' || viewname || ' ' || definition from pg_views where schemaname = 'public'
    order by 1`);
  // Partitions by the day are made for the days to come, so that they hang on when a database was made.
  return rows.map(({ line }) => line).filter((line) => !/_\d{8}\b|_\d{8}_/.test(line));
}

beforeAll(async () => {
  fresh = await freshDatabase();
  grown = await emptyDatabase();
  // In the order in which they were published, one release at a time: not the order of their numbers.
  const names: string[] = [];
  for (const { name } of MIGRATIONS) {
    if (name === FIRST_REWRITE) await fill(grown);
    names.push(name);
    if (name !== MIGRATIONS.at(-1)!.name) await upTo(grown, new Set(names));
  }
  await migrate({ ownerUrl: grown.ownerUrl, appUrl: grown.appUrl, dataDir: tmpdir() });
}, WAIT);
afterAll(async () => {
  await fresh.drop();
  await grown.drop();
});

describe('a database that was there before', () => {
  it('S28 S80 has after every release the policies, grants, triggers, functions and tables of a fresh one', async () => {
    const [due, found] = [await catalogue(fresh), await catalogue(grown)];
    expect(due.filter((line) => line.startsWith('policy ')).length).toBeGreaterThan(100);
    expect(found.filter((line) => !due.includes(line))).toEqual([]);
    expect(due.filter((line) => !found.includes(line))).toEqual([]);
  });

  it('R-85.a keeps its people: who was 机密 is so still, and everybody has his place for roles that see all of a level', async () => {
    expect(await grown.query(`select id, secrecy, confidential from beneficiary order by confidential`)).toEqual([
      { id: people.ordinary, secrecy: 'N', confidential: false }, { id: people.secret, secrecy: 'V', confidential: true },
    ]);
    expect(await grown.query(`select count(*)::int as n from person_access where department_code = '@everyone'`)).toEqual([{ n: 2 }]);
    expect(await grown.query(`select count(*)::int as n from visit where confidential`)).toEqual([{ n: 1 }]);
  });

  it('S26 shows the program nobody until somebody has asked, and a caller of the department the ordinary one alone', async () => {
    const client = new pg.Client({ connectionString: grown.appUrl });
    await client.connect();
    const seen = async (scope: string): Promise<string[]> => {
      await client.query('begin');
      await client.query(scope);
      const { rows } = await client.query<{ id: string }>('select id from beneficiary union all select beneficiary_id from visit union all select beneficiary_id from match_candidate');
      await client.query('rollback');
      return [...new Set(rows.map(({ id }) => id))];
    };
    expect(await seen('select 1')).toEqual([]);
    expect(await seen(`select set_config('scope.departments', '100110', true), set_config('scope.matching', 'on', true), set_config('scope.cleared', 'on', true)`)).toEqual([people.ordinary]);
    await client.end();
  });
});
