import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anchorFolder, HEAD_FILE } from '../../../apps/api/src/platform/audit/chain/anchors.js';
import { AuditProof, type Proof } from '../../../apps/api/src/platform/audit/chain/audit-proof.js';
import { ChainWriter } from '../../../apps/api/src/platform/audit/chain/chain-writer.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RosterBench } from '../../support/people.js';

let hospital: TestHospital;
let clerk: Visitor;
let proof: AuditProof;
let writer: ChainWriter;
beforeAll(async () => {
  hospital = await startHospital();
  proof = hospital.app.get(AuditProof, { strict: false });
  writer = hospital.app.get(ChainWriter, { strict: false });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const person = await new RosterBench(hospital).enrol({ name: '链上人' });
  for (let day = 0; day < 5; day += 1) {
    for (const keyword of ['张', '李', '王']) await clerk.get(`/beneficiaries?keyword=${keyword}${day}`);
    await clerk.get(`/beneficiaries/${person.id}`);
    await writer.catchUp();
  }
  await proof.anchor();
});
afterAll(() => hospital.stop());

const sql = <R extends object = { seq: number }>(text: string, values: readonly unknown[] = []) => hospital.database.query<R>(text, values);
const seqs = async (table: string): Promise<number[]> => (await sql(`select seq from ${table} order by seq`)).map(({ seq }) => Number(seq));

/** As the database's superuser does it: the tables are put aside, tampered with, judged, and put back. */
async function after(...tampering: readonly string[]): Promise<Proof> {
  const tables = ['access_trail', 'change_log', 'audit_chain'];
  for (const table of tables) await sql(`create table kept_${table} as table ${table}`);
  try {
    for (const statement of tampering) await sql(statement);
    return await proof.verify();
  } finally {
    for (const table of tables) {
      await sql(`truncate ${table}`);
      await sql(`insert into ${table} ${table === 'audit_chain' ? '' : 'overriding system value'} select * from kept_${table}`);
      await sql(`drop table kept_${table}`);
    }
  }
}

describe('the chain over both logs', () => {
  beforeEach(async () => expect(await proof.verify()).toMatchObject({ fault: null, forgedAnchor: null, unchained: 0 }));

  it('R-96.b S77 an untouched log is proved row by row, and every row stands in the chain once', async () => {
    const found = await proof.verify();
    const [access, change] = [await seqs('access_trail'), await seqs('change_log')];
    expect(found.rows).toBe(access.length + change.length);
    expect(found.blocks).toBe(5);
    const chained = await sql<{ rows: string[] }>('select access_rows as rows from audit_chain order by seq');
    expect(chained.flatMap(({ rows }) => rows.map(Number))).toEqual(access);
  });

  it('R-96.b S77 an edited, a deleted, an inserted and two exchanged rows are pointed to', async () => {
    const [, second, third] = await seqs('access_trail');
    expect(await after(`update access_trail set actor = 'somebody.else' where seq = ${second}`)).toMatchObject({
      fault: { kind: 'changed', log: 'access', seq: second },
    });
    expect(await after(`delete from access_trail where seq = ${third}`)).toMatchObject({ fault: { kind: 'removed', log: 'access', seq: third } });
    expect(
      await after(
        `create table exchanged as select * from access_trail where seq in (${second}, ${third})`,
        `delete from access_trail where seq in (${second}, ${third})`,
        `update exchanged set seq = ${second! + third!} - seq`,
        'insert into access_trail overriding system value table exchanged',
        'drop table exchanged',
      ),
    ).toMatchObject({ fault: { kind: 'changed', log: 'access', seq: second } });
    const [change] = await seqs('change_log');
    expect(await after(`update change_log set after = jsonb_set(after, '{name}', '"x"') where seq = ${change}`)).toMatchObject({
      fault: { kind: 'changed', log: 'change', seq: change },
    });
  });

  it('R-96.b S77 a row put in afterwards is noticed', async () => {
    const found = await after(
      `insert into access_trail (seq, actor, operation, action, outcome) overriding system value values (0, 'nobody', 'GET /', 'view', 'allowed')`,
    );
    expect(found.fault).toEqual({ kind: 'inserted', log: 'access', seq: 0, block: 5 });
  });

  it('R-96.b S77 a missing, an altered and an exchanged group of the chain are noticed', async () => {
    expect(await after('delete from audit_chain where seq = 3')).toMatchObject({ fault: { kind: 'block-missing', block: 3 } });
    expect(await after(`update audit_chain set at = at + interval '1 second' where seq = 2`)).toMatchObject({ fault: { kind: 'block-changed', block: 2 } });
    expect(await after(`update audit_chain set gaps = '[["access", 900, 901, "1", "2020-01-01"]]' where seq = 4`)).toMatchObject({ fault: { kind: 'block-changed', block: 4 } });
    expect(await after('update audit_chain set seq = seq + 100 where seq > 3')).toMatchObject({ fault: { kind: 'block-missing', block: 4 } });
  });

  it('R-96.c S77 a log that was cut off together with its chain is shorter than the anchor says', async () => {
    const found = await after(
      'delete from access_trail t using audit_chain c where c.seq = 5 and t.seq = any (c.access_rows)',
      'delete from change_log t using audit_chain c where c.seq = 5 and t.seq = any (c.change_rows)',
      'delete from audit_chain where seq = 5',
    );
    expect(found.fault).toMatchObject({ kind: 'truncated', block: 5 });
    expect(await after('truncate access_trail', 'truncate change_log', 'truncate audit_chain')).toMatchObject({ fault: { kind: 'truncated', block: 1 } });
  });

  it('R-96.c S77 a chain that was computed anew over altered rows contradicts the anchor, and only the anchor', async () => {
    const [first] = await seqs('access_trail');
    await sql('create table kept_chain as table audit_chain');
    await sql('create table kept_trail as table access_trail');
    try {
      await sql(`update access_trail set actor = 'forger' where seq = $1`, [first]);
      await sql('truncate audit_chain');
      // The program itself recomputes it, as a forger who knows the method would.
      await writer.catchUp();
      expect((await proof.verify()).fault?.kind).toBe('truncated');
      // With as many groups as before, which is when only the anchor's hash tells the difference.
      for (let group = 1; group < 5; group += 1) {
        await clerk.get('/beneficiaries');
        await writer.catchUp();
      }
      expect((await proof.verify()).fault).toMatchObject({ kind: 'not-as-anchored', block: 5 });
    } finally {
      await sql('truncate audit_chain, access_trail');
      await sql('insert into audit_chain table kept_chain');
      await sql('insert into access_trail overriding system value table kept_trail');
      await sql('drop table kept_chain, kept_trail');
    }
  });

  it('R-96.c S77 an anchor that was altered to fit is not signed by this installation', async () => {
    const file = join(anchorFolder(hospital.database.dataDir), HEAD_FILE);
    const kept = readFileSync(file, 'utf8');
    writeFileSync(file, kept.replace(/"accessSeen": \d+/, '"accessSeen": 1'));
    try {
      expect(await proof.verify()).toMatchObject({ forgedAnchor: 5 });
    } finally {
      writeFileSync(file, kept);
    }
  });

  it('S77 PT10 whatever single value of whatever row is altered, it is found', async () => {
    const columns = await sql<{ table_name: string; column_name: string; data_type: string }>(
      `select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'
         and table_name in ('access_trail', 'change_log', 'audit_chain') and column_name <> 'seq'`,
    );
    const counts: Record<string, number[]> = {};
    for (const table of ['access_trail', 'change_log', 'audit_chain']) counts[table] = await seqs(table);
    const altered: Readonly<Record<string, string>> = {
      text: `coalesce(COLUMN, '') || 'x'`, 'timestamp with time zone': `COLUMN + interval '1 microsecond' * 1000`, uuid: 'gen_random_uuid()',
      jsonb: `coalesce(COLUMN, '{}') || '{"x": 1}'`, integer: 'coalesce(COLUMN, 0) + 1', smallint: 'coalesce(COLUMN, 0) + 1', bigint: 'COLUMN + 1',
      ARRAY: `case when COLUMN is null then '{}' else COLUMN || COLUMN end`, bytea: `set_byte(COLUMN, 7, get_byte(COLUMN, 7) # 1)`,
    };
    const spoil = async ({ table_name: table, column_name: column, data_type: type }: (typeof columns)[number], pick: number): Promise<void> => {
      const seq = counts[table]![pick % counts[table]!.length]!;
      const set = altered[type]!.replaceAll('COLUMN', column);
      const [{ same }] = (await sql<{ same: boolean }>(`select ${set} is not distinct from ${column} as same from ${table} where seq = ${seq}`)) as [{ same: boolean }];
      const found = await after(`update ${table} set ${column} = ${set} where seq = ${seq}`);
      if (!same) expect(found.fault, `${table}.${column} of ${seq}`).not.toBeNull();
    };
    // Every column there is: one that somebody adds and forgets to chain is noticed here.
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (pick) => {
        for (const [place, column] of columns.entries()) await spoil(column, pick + place);
      }),
      { numRuns: 2 },
    );
  }, 120_000);

  it('S76 the role of the application can neither alter nor remove what the logs and the chain hold', async () => {
    const app = new pg.Client({ connectionString: hospital.database.appUrl });
    await app.connect();
    try {
      await app.query(`set scope.system = 'on'`);
      for (const table of ['access_trail', 'change_log', 'audit_chain', 'audit_archive']) {
        for (const statement of [`delete from ${table}`, `truncate ${table}`, `drop table ${table}`, `update ${table} set ${table.startsWith('audit_a') ? 'rows = 1' : `at = now()`}`]) {
          await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' });
        }
      }
      await expect(app.query('alter table access_trail disable row level security')).rejects.toMatchObject({ code: '42501' });
      await expect(app.query('select forget_archived(1)')).rejects.toThrow(/not archived|younger/);
    } finally {
      await app.end();
    }
  });
});
