import type { EntityManager } from 'typeorm';
import { tailsOf } from '../features/roster/person-numbers.js';
import { NUMBER_FIELDS, NUMBER_KINDS, type NumberField } from '../features/roster/person.js';
import type { FieldCipher, IndexKind } from '../platform/crypto/field-cipher.js';
import type { ScopedDatabase } from '../platform/database/scoped-database.js';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.js';

const BATCH = 200;

/** What a run over all sealed rows came to. */
export interface Resealed {
  readonly rows: number;
  /** `table.column key` of what could not be opened: altered, or its key is gone. It stays as it is. */
  readonly damaged: readonly string[];
}

interface Row {
  readonly key: string;
  readonly sealed: string | Buffer;
}

/**
 * Seals every row anew that does not stand under the present key, a batch a transaction. A row that somebody changes meanwhile is
 * left to the next round: nothing is overwritten that was not read. Killed anywhere, it goes on where rows are still under the old key.
 */
export async function resealAll(db: ScopedDatabase, cipher: FieldCipher, version: string): Promise<Resealed> {
  let rows = 0;
  const damaged: string[] = [];
  for (const column of SEALED_COLUMNS) {
    const type = await db.asSystem('keys', (em) => typeOfKey(em, column));
    let after: string | null = null;
    for (;;) {
      const batch: Row[] = await db.asSystem('keys', (em) => behind(em, { ...column, type }, version, after));
      if (batch.length === 0) break;
      after = batch.at(-1)!.key;
      rows += await db.asSystem('keys', (em) => resealRows(em, cipher, { ...column, type }, batch, damaged));
    }
  }
  const numbers = await resealNumbers(db, cipher, version);
  return { rows: rows + numbers.rows, damaged: [...damaged, ...numbers.damaged] };
}

interface Place extends SealedColumn {
  /** PostgreSQL's name of what the key is, so that its index is walked. */
  readonly type: string;
}

async function typeOfKey(em: EntityManager, { table, key, keyType }: SealedColumn): Promise<string> {
  if (keyType) return keyType;
  const [{ type }]: [{ type: string }] = await em.query(
    `select format_type(atttypid, null) as type from pg_attribute where attrelid = $1::regclass and attname = $2`, [table, key],
  );
  return type;
}

/** The next rows of a column that are not sealed under the version. */
function behind(em: EntityManager, { table, key, column, form, type }: Place, version: string, after: string | null): Promise<Row[]> {
  const isBehind = form === 'text'
    ? `${column} <> '' and not starts_with(${column}, $1 || ':')`
    : `octet_length(${column}) > 1 and substr(${column}, 2, get_byte(${column}, 0)) <> convert_to($1, 'LATIN1')`;
  return em.query(
    `select ${key}::text as key, ${column} as sealed from ${table} where ${column} is not null and ${isBehind} and ($2::${type} is null or ${key} > $2::${type})
     order by ${key} limit ${BATCH}`,
    [version, after],
  );
}

async function resealRows(
  em: EntityManager, cipher: FieldCipher, { table, key, column, type }: Place, batch: readonly Row[], damaged: string[],
): Promise<number> {
  let rows = 0;
  for (const { key: at, sealed } of batch) {
    const anew = sealedAnew(cipher, sealed);
    if (anew === null) damaged.push(`${table}.${column} ${at}`);
    else {
      const [changed]: [unknown[], number] = await em.query(`update ${table} set ${column} = $3 where ${key} = $1::${type} and ${column} = $2 returning 1`, [at, sealed, anew]);
      rows += changed.length;
    }
  }
  return rows;
}

function sealedAnew(cipher: FieldCipher, sealed: string | Buffer): string | Buffer | null {
  try {
    return typeof sealed === 'string' ? cipher.seal(cipher.open(sealed)) : cipher.sealPayload(cipher.openPayload(sealed));
  } catch {
    return null;
  }
}

interface NumberRow {
  readonly id: string;
  readonly kind: IndexKind;
  readonly cipher: string;
}

/** Numbers of people, person by person: number, index and the tails he is searched by change together. */
async function resealNumbers(db: ScopedDatabase, cipher: FieldCipher, version: string): Promise<Resealed> {
  let rows = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  const damaged: string[] = [];
  for (;;) {
    const people = await db.asSystem('keys', (em): Promise<{ id: string }[]> =>
      em.query(
        `select distinct beneficiary_id as id from beneficiary_identifier where not starts_with(cipher, $1 || ':') and beneficiary_id > $2 order by 1 limit ${BATCH}`,
        [version, after],
      ));
    if (people.length === 0) return { rows, damaged };
    after = people.at(-1)!.id;
    for (const { id } of people) rows += await db.asSystem('keys', (em) => resealPerson(em, cipher, id, damaged));
  }
}

async function resealPerson(em: EntityManager, cipher: FieldCipher, person: string, damaged: string[]): Promise<number> {
  // Whoever changes him meanwhile waits, or is waited for: his numbers and what he is found by never part.
  await em.query('select 1 from beneficiary where id = $1 for update', [person]);
  const held: NumberRow[] = await em.query('select id, kind, cipher from beneficiary_identifier where beneficiary_id = $1 for update', [person]);
  const plain = new Map<string, string>();
  for (const { id, kind, cipher: sealed } of held) {
    try {
      const number = cipher.open(sealed);
      plain.set(kind, number);
      await em.query('update beneficiary_identifier set cipher = $2, blind_index = $3 where id = $1', [id, cipher.seal(number), cipher.indexOf(kind, number)]);
    } catch {
      damaged.push(`beneficiary_identifier.cipher ${id}`);
    }
  }
  if (plain.size === held.length) await retail(em, cipher, person, plain);
  return plain.size;
}

async function retail(em: EntityManager, cipher: FieldCipher, person: string, plain: ReadonlyMap<string, string>): Promise<void> {
  const numbers = Object.fromEntries(NUMBER_FIELDS.map((field) => [field, plain.get(NUMBER_KINDS[field]) ?? null])) as Record<NumberField, string | null>;
  await em.query(`delete from person_token where beneficiary_id = $1 and kind = 'tail'`, [person]);
  await em.query(
    `insert into person_token (token, kind, beneficiary_id, confidential)
     select unnest($2::text[]), 'tail', id, confidential from beneficiary where id = $1 on conflict do nothing`,
    [person, tailsOf(cipher, numbers)],
  );
}

/** How many sealed values stand under each version, the log of changes apart: what was logged is never written anew. */
export async function versionsInUse(db: ScopedDatabase): Promise<{ tables: Map<string, number>; logged: Set<string> }> {
  return db.asSystem('keys', async (em) => {
    const tables = new Map<string, number>();
    const columns: readonly SealedColumn[] = [...SEALED_COLUMNS, { table: 'beneficiary_identifier', key: 'id', column: 'cipher', form: 'text' }];
    for (const { table, column, form } of columns) {
      const version = form === 'text' ? `split_part(${column}, ':', 1)` : `convert_from(substr(${column}, 2, get_byte(${column}, 0)), 'LATIN1')`;
      const filled = form === 'text' ? `${column} <> ''` : `octet_length(${column}) > 1`;
      const found: { version: string; count: number }[] = await em.query(
        `select ${version} as version, count(*)::int as count from ${table} where ${column} is not null and ${filled} group by 1`,
      );
      for (const { version: name, count } of found) tables.set(name, (tables.get(name) ?? 0) + count);
    }
    const logged: { version: string }[] = await em.query(
      `select distinct found[1] as version from change_log, regexp_matches(concat_ws(' ', before::text, after::text), '"(v[0-9]+):[A-Za-z0-9+/=]{24,}"', 'g') found`,
    );
    return { tables, logged: new Set(logged.map(({ version }) => version)) };
  });
}
