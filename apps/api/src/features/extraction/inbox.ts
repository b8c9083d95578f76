import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';

export interface InboxEntry {
  /** What ours said, as it came; empty: only the envelope is kept. */
  readonly payloads: readonly string[];
  readonly recordCount: number;
  readonly controlId: string | null;
  readonly reason: string | null;
}

export interface InboxPlace {
  readonly sourceId: string;
  readonly streamId: string;
  readonly runId: number;
}

/** Keeps what the sources said, encrypted, until its day is dropped. Of people who are not ours only the envelope stays. */
@Injectable()
export class Inbox {
  constructor(private readonly cipher: FieldCipher) {}

  /** The ids of the entries, in their order. */
  async keep(em: EntityManager, { sourceId, streamId, runId }: InboxPlace, entries: readonly InboxEntry[]): Promise<number[]> {
    if (entries.length === 0) return [];
    const rows: { id: number }[] = await em.query(
      `insert into sync_inbox (source_id, stream_id, run_id, control_id, key_hash, payload, record_count, outcome, reason)
       select $1, $2, $3, * from unnest($4::text[], $5::text[], $6::bytea[], $7::integer[], $8::text[], $9::text[]) returning id`,
      [
        sourceId, streamId, runId,
        entries.map(({ controlId }) => controlId),
        // Keyed: whoever reads the table cannot tell whose message it was.
        entries.map(({ controlId, payloads }) => (payloads.length || !controlId ? null : this.cipher.indexOf('ENVELOPE', `${sourceId} ${controlId}`))),
        entries.map(({ payloads }) => (payloads.length ? this.cipher.sealPayload(Buffer.from(JSON.stringify(payloads), 'utf8')) : null)),
        entries.map(({ recordCount }) => recordCount),
        entries.map(({ payloads }) => (payloads.length ? 'applied' : 'filtered')),
        entries.map(({ reason }) => reason),
      ],
    );
    return rows.map(({ id }) => id);
  }
}
