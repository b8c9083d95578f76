import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import {
  addCheckup,
  addLabReport,
  addPerson,
  diagnosis,
  insertRows,
  measured,
  outpatientVisit,
  type Person,
} from '../../support/facts.js';

let hospital: TestHospital;
let app: pg.Client;
let person: Person;
beforeAll(async () => {
  hospital = await startHospital();
  person = await addPerson(hospital.database, { name: '行守卫', access: [{ department: '100110' }] });
  const visit = outpatientVisit(person);
  await insertRows(hospital.database, 'visit', [visit]);
  await insertRows(hospital.database, 'visit_diagnosis', [diagnosis(visit, {})]);
  await addLabReport(hospital.database, person, { results: [measured('WBC', '5.1')] });
  await addCheckup(hospital.database, person, { sections: [{ summary: '正常' }], items: [measured('WBC', '5.1')] });
  await hospital.database.query(`update visit set content_hash = 'later', main_diagnosis = '改过' where id = $1`, [
    visit.id,
  ]);
  await hospital.signIn('NURSE', { departmentCode: '100110' });
  app = new pg.Client({ connectionString: hospital.database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await hospital.stop();
});

/** What the server's role gets for a statement in a transaction of its own: its rows, or the SQLSTATE of the refusal. */
async function asApp(
  statement: string,
  scope: Readonly<Record<string, string>> = {},
): Promise<{ rows: Record<string, unknown>[]; changed: number } | string> {
  await app.query('begin');
  try {
    for (const [name, value] of Object.entries(scope))
      await app.query('select set_config($1, $2, true)', [`scope.${name}`, value]);
    const { rows, rowCount } = await app.query<Record<string, unknown>>(statement);
    return { rows, changed: rowCount ?? 0 };
  } catch (problem) {
    return String((problem as { code?: string }).code);
  } finally {
    await app.query('rollback');
  }
}

const REFUSED = '42501';

describe('the database role of the server', () => {
  it('S26 reads no row of any guarded table while no scope is set', async () => {
    const tables = await hospital.database.query<{ name: string; rows: number }>(
      `
      select c.relname as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', c.relname), false, true, '')))[1]::text::int as rows
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
        and has_table_privilege($1, c.oid, 'select') and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'open: %'`,
      [new URL(hospital.database.appUrl).username],
    );
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter(({ rows }) => rows > 0).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'access_trail',
        'app_user',
        'beneficiary',
        'change_log',
        'checkup',
        'lab_result',
        'session',
        'visit',
        'visit_history',
        'visit_diagnosis',
      ]),
    );
    for (const { name } of tables) expect(await asApp(`select * from ${name}`), name).toMatchObject({ rows: [] });
  });

  it('S26 an empty scope of departments and staff sees nobody', async () => {
    const scope = { user: '', staff: '', departments: '', all_people: 'off', past_access: 'on', cleared: 'on' };
    for (const table of ['beneficiary', 'visit', 'visit_history', 'lab_result', 'person_access'])
      expect(await asApp(`select * from ${table}`, scope), table).toMatchObject({ rows: [] });
  });

  it('S25 earlier versions are seen by those who see the person, and by nobody else', async () => {
    const seen = await asApp('select main_diagnosis from visit_history', { departments: '100110' });
    expect(seen).toMatchObject({ rows: [{ main_diagnosis: '高血压病' }] });
    expect(await asApp('select * from visit_history', { departments: '100120' })).toMatchObject({ rows: [] });
    await hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [person.id]);
    expect(await asApp('select * from visit_history', { departments: '100110' })).toMatchObject({ rows: [] });
    await hospital.database.query(`update beneficiary set secrecy = 'N' where id = $1`, [person.id]);
  });

  it.each([
    ['change what is on the access trail', `update access_trail set actor = 'nobody'`],
    ['take it off the trail', 'delete from access_trail'],
    ['empty the trail', 'truncate access_trail'],
    ['write the change log', `insert into change_log (actor, table_name, row_id, action) values ('x', 'x', 'x', 'x')`],
    ['change the change log', `update change_log set actor = 'x'`],
    ['delete from the change log', 'delete from change_log'],
    ['change an earlier version', `update visit_history set main_diagnosis = ''`],
    ['add an earlier version', 'insert into visit_history select * from visit_history'],
    ['delete an earlier version', 'delete from lab_result_history'],
    ['delete a person', 'delete from beneficiary'],
    ['name another version of the schema', `insert into migration (timestamp, name) values (1, 'x')`],
    ['alter a table', 'alter table beneficiary add column x text'],
    ['switch a policy off', 'alter table beneficiary disable row level security'],
    ['drop a policy', 'drop policy beneficiary_scope on beneficiary'],
    ['add a policy', 'create policy wide on beneficiary using (true)'],
    ['switch a trigger off', 'alter table beneficiary disable trigger all'],
    ['call a table open', `comment on table beneficiary is 'open: no data of people'`],
    ['make a table', 'create table loot (x text)'],
    ['make a function', 'create function loot() returns int language sql as $$ select 1 $$'],
    [
      'replace a scope function',
      `create or replace function scope_flag(name text) returns boolean language sql as $$ select true $$`,
    ],
    ['become the owner', 'set role postgres'],
    ['keep the triggers from running', `set session_replication_role = 'replica'`],
    ['make a role', 'create role burglar superuser'],
    ['lift its own limits', 'alter role current_user bypassrls'],
    ['read a file of the server', `select pg_read_file('postgresql.conf')`],
    ['run a program', `copy access_trail to program 'cat'`],
  ])('S76 cannot %s', async (_what, statement) => {
    expect(['42501', '22023'], statement).toContain(await asApp(statement));
    expect(['42501', '22023'], statement).toContain(await asApp(statement, { system: 'on', audit: 'on' }));
  });

  it('S76 giving rights away has no effect', async () => {
    await asApp('grant all on access_trail to public');
    const [row] = await hospital.database.query<{ may: boolean }>(
      `select has_table_privilege('public', 'access_trail', 'delete') as may`,
    );
    expect(row).toEqual({ may: false });
  });

  it('S32 row_security off makes the reading fail instead of wide', async () => {
    await app.query('set row_security = off');
    expect(await asApp('select * from beneficiary')).toBe(REFUSED);
    await app.query('reset row_security');
  });

  it('S34 no statement makes a 机密 person look ordinary but the one that changes his secrecy', async () => {
    await hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [person.id]);
    const result = await asApp(
      `update beneficiary set confidential = false where id = '${person.id}' returning confidential`,
      { system: 'on' },
    );
    expect(result).toMatchObject({ rows: [{ confidential: true }] });
    await hospital.database.query(`update beneficiary set secrecy = 'N' where id = $1`, [person.id]);
  });

  it('S27 a caller writes no row that he could not read', async () => {
    const scope = { departments: '100120', actor: 't' };
    expect(
      await asApp(`update visit set department_code = '100120' where beneficiary_id = '${person.id}'`, scope),
    ).toMatchObject({ changed: 0 });
    expect(
      await asApp(
        `insert into care_identity (beneficiary_id, care_level, valid_from, origin, confidential) values ('${person.id}', 'L1', now(), 'x', false)`,
        scope,
      ),
    ).toBe(REFUSED);
    expect(
      await asApp(`update visit set confidential = true where beneficiary_id = '${person.id}'`, {
        ...scope,
        departments: '100110',
      }),
    ).toBe(REFUSED);
  });
});
