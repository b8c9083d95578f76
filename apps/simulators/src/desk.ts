import { Pool, type PoolClient } from 'pg';
import { databaseUrl } from './databases.js';
import type { Population } from './hospital.js';
import type { PatientFile } from './patients.js';
import { seededRandom, type Random } from './random.js';
import { SYSTEMS, type Row, type System } from './table.js';
import { TABLES, type TableName } from './tables.js';
import { stampMs } from './wall-clock.js';

/** Says what stands in the way of an event, in a sentence for the person at the console. */
export class EventRefused extends Error {}

/** Whom and what an event is about; everything is optional. */
export interface Wish {
  readonly rosterNo?: string;
  readonly brid?: string;
  readonly department?: string;
  readonly item?: string;
  readonly abnormal?: boolean;
  readonly critical?: boolean;
  readonly entity?: string;
  /** Of a document: CDA, HTML, TXT or PDF. */
  readonly format?: string;
}

/** Switches that change how the next changes are made. */
export interface Faults {
  duplicate: boolean;
  lateCommitSeconds: number;
  silentChild: boolean;
}

/** Where events are made: the databases, the people and a source of chance. */
export interface Desk {
  readonly population: Population;
  readonly random: Random;
  readonly faults: Faults;
  readonly pools: Readonly<Record<System, Pool>>;
  /** Runs one change in one transaction and answers with the wall time it was committed at. */
  change<T extends object>(
    system: System,
    work: (client: PoolClient, at: string) => Promise<T>,
  ): Promise<T & { committedAt: string }>;
  file(brid: string): PatientFile | undefined;
  /** Somebody who fits the wish; without a name a living person of the roster. */
  pick(wish: Wish): PatientFile;
  addFile(client: PoolClient, file: PatientFile): Promise<void>;
  close(): Promise<void>;
}

/** Raw text for every type: rows are passed on exactly as the database prints them. */
const asText = { getTypeParser: () => (value: string) => value };

export async function openDesk(superuserUrl: string, population: Population): Promise<Desk> {
  const open = (system: System): Pool => {
    const pool = new Pool({
      connectionString: databaseUrl(superuserUrl, system),
      max: 4,
      types: asText,
      application_name: 'simulated-hospital',
    });
    pool.on('error', () => undefined);
    return pool;
  };
  const pools = Object.fromEntries(SYSTEMS.map((system) => [system, open(system)])) as Record<System, Pool>;
  await pools.his.query(
    'create table if not exists hospital.live_file (brid text primary key, person_no int not null)',
  );
  for (const system of SYSTEMS) {
    await pools[system].query(
      'create table if not exists hospital.removed (entity text, key text, at timestamptz default clock_timestamp())',
    );
  }
  const files = await currentFiles(pools.his, population);
  const random = seededRandom(String(Date.now()));
  return {
    population,
    random,
    pools,
    faults: { duplicate: false, lateCommitSeconds: 0, silentChild: false },
    change: (system, work) => inTransaction(pools[system], work),
    file: (brid) => files.get(brid),
    pick: (wish) => pickFile([...files.values()], wish, random),
    addFile: async (client, file) => {
      await client.query('insert into hospital.live_file values ($1, $2)', [file.brid, file.person.no]);
      files.set(file.brid, file);
    },
    close: async () => {
      await Promise.all(SYSTEMS.map((system) => pools[system].end()));
    },
  };
}

/** The patient files as they are now: those of the seed with what was changed since, and those opened while live. */
async function currentFiles(his: Pool, population: Population): Promise<Map<string, PatientFile>> {
  const made = new Map(population.files.map((file) => [file.brid, file]));
  const files = new Map<string, PatientFile>();
  const found = await his.query<Record<string, string | null> & { brid: string; person_no: string | null }>(
    'select f.person_no, b.* from hospital.brda b left join hospital.live_file f using (brid) order by brid',
  );
  for (const { person_no: no, ...row } of found.rows) {
    const person = made.get(row.brid)?.person ?? population.people[Number(no) - 1];
    if (person)
      files.set(row.brid, { person, brid: row.brid, row, why: made.get(row.brid)?.why ?? 'opened while live' });
  }
  return files;
}

async function inTransaction<T extends object>(
  pool: Pool,
  work: (client: PoolClient, at: string) => Promise<T>,
): Promise<T & { committedAt: string }> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client, stampMs(Date.now()));
    await client.query('commit');
    return { ...result, committedAt: stampMs(Date.now()) };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function pickFile(files: readonly PatientFile[], wish: Wish, random: Random): PatientFile {
  const open = files.filter((file) => file.row['zxbz'] !== '1');
  const fitting = wish.brid
    ? files.filter((file) => file.brid === wish.brid)
    : wish.rosterNo
      ? open.filter((file) => file.person.rosterNo === wish.rosterNo)
      : open.filter((file) => file.person.kind === 'roster' && file.person.status === 'ACTIVE');
  if (fitting.length === 0) throw new EventRefused(`没有这个人的病人档案：${wish.brid ?? wish.rosterNo ?? ''}`);
  return random.pick(fitting);
}

/** The next number of a system, with the year and a letter that history never uses. */
export async function nextNumber(client: PoolClient, prefix: string, at: string): Promise<string> {
  const next = await client.query<{ n: string }>(`select nextval('hospital.live_number') as n`);
  return `${prefix}${at.slice(0, 4)}L${(next.rows[0]?.n ?? '0').padStart(6, '0')}`;
}

/** Inserts rows, or replaces those of the same key. */
export async function save(client: PoolClient, name: TableName, rows: readonly Row[]): Promise<void> {
  const table = TABLES[name];
  for (const row of rows) {
    const columns = Object.keys(row);
    await client.query(
      `insert into hospital.${table.name} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
       on conflict (${table.key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
      columns.map((column) => row[column]),
    );
  }
}

/** Changes some columns of one row and answers with the whole row as it is now. */
export async function amend(client: PoolClient, name: TableName, key: string, changes: Row): Promise<Row> {
  const table = TABLES[name];
  const columns = Object.keys(changes);
  const result = await client.query<Record<string, string | null>>(
    `update hospital.${table.name} set ${columns.map((column, i) => `${column} = $${i + 2}`).join(', ')} where ${table.key} = $1 returning *`,
    [key, ...columns.map((column) => changes[column])],
  );
  const [row] = result.rows;
  if (!row) throw new EventRefused(`没有 ${key}`);
  return row;
}

/** The first row that fits, or undefined. `condition` is SQL with $1… parameters. */
export async function findRow(
  client: PoolClient,
  name: TableName,
  condition: string,
  values: readonly (string | null)[],
): Promise<Row | undefined> {
  const result = await client.query<Record<string, string | null>>(
    `select * from hospital.${TABLES[name].name} where ${condition} limit 1`,
    [...values],
  );
  return result.rows[0];
}
