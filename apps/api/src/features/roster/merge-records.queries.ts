import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import type { ToldMerge } from './identity-resolver.port.js';
import type { MergedPair } from './merge-groups.js';

/** Numbers that are connected by merges. Numbers stand as keyed hashes; those that are ours, or on the table now, are known by name. */
export interface Connected {
  readonly pairs: readonly MergedPair[];
  readonly names: Map<string, string>;
}

interface StoredPair extends MergedPair {
  readonly fromId: string | null;
  readonly intoId: string | null;
}

/** Merges as the sources told them. Numbers of people who are not ours are never kept in clear. */
@Injectable()
export class MergeRecords {
  constructor(private readonly cipher: FieldCipher) {}

  indexOf(numbersOf: string, patientId: string): string {
    return this.cipher.indexOf('PATIENT_NO', `${numbersOf}\u0000${patientId}`);
  }

  /** One transaction after the other decides about merges of a numbering; what waits is short. */
  async inTurn(em: EntityManager, numbersOf: string): Promise<void> {
    await em.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`merges ${numbersOf}`]);
  }

  /** Whether a merge was ever told: without one nothing has to be looked up. */
  async any(em: EntityManager, numbersOf: string): Promise<boolean> {
    const found: unknown[] = await em.query('select 1 from patient_merge where numbers_of = $1 limit 1', [numbersOf]);
    return found.length > 0;
  }

  /** Keeps the newest word of a pair, by version, then rank, then content. */
  async keep(em: EntityManager, numbersOf: string, { from, into, action, version, rank, hash }: ToldMerge): Promise<'new' | 'known' | 'old'> {
    const [fromIndex, intoIndex] = [this.indexOf(numbersOf, from), this.indexOf(numbersOf, into)];
    const [low, high] = [fromIndex, intoIndex].toSorted((a, b) => (a < b ? -1 : 1)) as [string, string];
    const written: unknown[] = await em.query(
      `insert into patient_merge as m (numbers_of, low_index, high_index, from_index, into_index, action, version, rank, record_hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (numbers_of, low_index, high_index) do update set from_index = excluded.from_index, into_index = excluded.into_index,
         from_id = null, into_id = null, action = excluded.action, version = excluded.version, rank = excluded.rank, record_hash = excluded.record_hash, told_at = now()
       where (m.version, m.rank, m.record_hash collate "C") < (excluded.version, excluded.rank, excluded.record_hash collate "C") returning 1`,
      [numbersOf, low, high, fromIndex, intoIndex, action, version, rank, hash],
    );
    if (written.length > 0) return 'new';
    const same: unknown[] = await em.query(
      'select 1 from patient_merge where numbers_of = $1 and low_index = $2 and high_index = $3 and record_hash = $4', [numbersOf, low, high, hash],
    );
    return same.length > 0 ? 'known' : 'old';
  }

  /** Everything that hangs together with these numbers by merges that hold. */
  async connected(em: EntityManager, numbersOf: string, patientIds: readonly string[]): Promise<Connected> {
    const names = new Map(patientIds.map((id) => [this.indexOf(numbersOf, id), id]));
    const rows: StoredPair[] = await em.query(
      `with recursive reached (index) as (
         select unnest($2::text[])
         union select case when m.low_index = r.index then m.high_index else m.low_index end
         from reached r join patient_merge m on m.numbers_of = $1 and m.action = 'merge' and r.index in (m.low_index, m.high_index))
       select m.from_index as from, m.into_index as into, m.from_id as "fromId", m.into_id as "intoId" from patient_merge m
       where m.numbers_of = $1 and m.action = 'merge' and m.low_index in (select index from reached)
       order by m.version, m.rank, m.record_hash collate "C", m.low_index`,
      [numbersOf, [...names.keys()]],
    );
    for (const { from, into, fromId, intoId } of rows) {
      if (fromId !== null) names.set(from, fromId);
      if (intoId !== null) names.set(into, intoId);
    }
    return { pairs: rows.map(({ from, into }) => ({ from, into })), names };
  }

  /** Numbers that a merge holds together with another, of those given. */
  async merged(em: EntityManager, numbersOf: string, patientIds: readonly string[]): Promise<string[]> {
    if (patientIds.length === 0) return [];
    const names = new Map(patientIds.map((id) => [this.indexOf(numbersOf, id), id]));
    const rows: { index: string }[] = await em.query(
      `select i as index from unnest($2::text[]) as i where exists (select 1 from patient_merge m where m.numbers_of = $1 and m.action = 'merge' and m.low_index = i)
         or exists (select 1 from patient_merge m where m.numbers_of = $1 and m.action = 'merge' and m.high_index = i)`,
      [numbersOf, [...names.keys()]],
    );
    return rows.map(({ index }) => names.get(index)!);
  }

  /** Names are kept of groups that hold somebody of ours, and forgotten when they do not any more. */
  async name(em: EntityManager, numbersOf: string, names: ReadonlyMap<string, string | null>): Promise<void> {
    if (names.size === 0) return;
    await em.query(
      `update patient_merge m set from_id = n.name from unnest($2::text[], $3::text[]) as n (index, name)
       where m.numbers_of = $1 and m.from_index = n.index and m.from_id is distinct from n.name`,
      [numbersOf, [...names.keys()], [...names.values()]],
    );
    await em.query(
      `update patient_merge m set into_id = n.name from unnest($2::text[], $3::text[]) as n (index, name)
       where m.numbers_of = $1 and m.into_index = n.index and m.into_id is distinct from n.name`,
      [numbersOf, [...names.keys()], [...names.values()]],
    );
  }
}
