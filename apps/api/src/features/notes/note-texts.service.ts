import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { readable } from './readable.js';

const EVERY_MS = 60_000;
const BATCH = 200;
const NOT_READ = `n.deleted_at is null and not exists (select 1 from note_text t where t.note_id = n.id and t.content_hash = n.content_hash)`;

interface Unread { id: string; beneficiaryId: string; confidential: boolean; hash: string; format: string; body: string }

/** Keeps the readable text of every document, so that a search need not strip markup. */
@Injectable()
export class NoteTexts {
  private readonly log = new Logger('notes');
  private busy = false;

  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  /** New documents are read ahead, a batch at a time; a search reads what is still missing of its person. */
  @Interval('note-texts', EVERY_MS)
  async readAhead(): Promise<void> {
    if (this.busy || !this.environment.values.ROLE.includes('jobs')) return;
    this.busy = true;
    try {
      while ((await this.db.asSystem('note-texts', (em) => this.readSome(em, 'true', []))) === BATCH);
    } catch {
      this.log.warn('documents were not read for the search, trying again in a minute');
    } finally {
      this.busy = false;
    }
  }

  /** Reads whatever of this person was not read yet, with the rights of whoever asks. */
  async readOf(em: EntityManager, beneficiaryId: string): Promise<void> {
    while ((await this.readSome(em, 'n.beneficiary_id = $1', [beneficiaryId])) === BATCH);
  }

  private async readSome(em: EntityManager, where: string, values: unknown[]): Promise<number> {
    const notes: Unread[] = await em.query(
      `select n.id, n.beneficiary_id as "beneficiaryId", n.confidential, n.content_hash as hash, n.format, n.body
       from clinical_note n where ${where} and ${NOT_READ} limit ${BATCH}`,
      values,
    );
    if (notes.length === 0) return 0;
    await em.query(
      `insert into note_text (note_id, beneficiary_id, confidential, content_hash, body)
       select * from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::text[], $5::text[])
       on conflict (note_id) do update set beneficiary_id = excluded.beneficiary_id, confidential = excluded.confidential,
         content_hash = excluded.content_hash, body = excluded.body`,
      [notes.map(({ id }) => id), notes.map((one) => one.beneficiaryId), notes.map((one) => one.confidential), notes.map(({ hash }) => hash), notes.map((one) => readable(one) ?? '')],
    );
    return notes.length;
  }
}
