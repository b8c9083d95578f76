import { Injectable } from '@nestjs/common';
import { FieldCipher } from '../../../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { keptPayload } from './kept-payload.js';

export interface ReplayItemInHand {
  readonly position: number;
  readonly sourceId: string;
  readonly streamId: string;
  readonly quarantineId: string | null;
  readonly inboxId: number | null;
  readonly inboxIndex: number | null;
}

const OUT_OF_TIME = '原始报文已过保存期限，请改用补数重新读取';

/** The raw form of a record, or why there is nothing to send. */
export type Kept = { readonly raw: string } | { readonly skip: string; readonly failed: boolean };

/** Raw forms of records that are kept sealed: of failures, and in the inbox. */
@Injectable()
export class KeptPayloads {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  next(taskId: string, count: number): Promise<ReplayItemInHand[]> {
    return this.db.asSystem('replay', (em) =>
      em.query(
        `select position, source_id as "sourceId", stream_id as "streamId", quarantine_id as "quarantineId", inbox_id as "inboxId", inbox_index as "inboxIndex"
         from replay_item where task_id = $1 and outcome is null order by position limit $2`,
        [taskId, count],
      ),
    );
  }

  of({ quarantineId, inboxId, inboxIndex }: ReplayItemInHand): Promise<Kept> {
    return quarantineId === null ? this.ofInbox(inboxId, inboxIndex) : this.ofFailure(quarantineId);
  }

  /** Every payload of an inbox entry; null when there is no such entry, or only its envelope is left. */
  async entry(inboxId: number): Promise<{ sourceId: string; streamId: string; raws: string[] } | null> {
    const [row]: { sourceId: string; streamId: string; payload: Buffer | null }[] = await this.db.asSystem(
      'payloads',
      (em) =>
        em.query(
          `select source_id as "sourceId", stream_id as "streamId", payload from sync_inbox where id = $1
         union all select source_id, stream_id, payload from sync_inbox_error where id = $1`,
          [inboxId],
        ),
    );
    if (!row?.payload) return null;
    return {
      sourceId: row.sourceId,
      streamId: row.streamId,
      raws: JSON.parse(this.cipher.openPayload(row.payload).toString('utf8')) as string[],
    };
  }

  private async ofInbox(inboxId: number | null, inboxIndex: number | null): Promise<Kept> {
    const raw = inboxId === null ? undefined : (await this.entry(inboxId))?.raws[inboxIndex ?? 0];
    return raw === undefined ? { skip: OUT_OF_TIME, failed: true } : { raw };
  }

  private async ofFailure(id: string): Promise<Kept> {
    const [row]: { status: string; sourceId: string; payloadCipher: string }[] = await this.db.asSystem(
      'replay',
      (em) =>
        em.query(
          'select status, source_id as "sourceId", payload_cipher as "payloadCipher" from quarantine where id = $1',
          [id],
        ),
    );
    if (!row) return { skip: '失败记录已过保存期限', failed: false };
    if (row.status === 'ignored') return { skip: '已被忽略', failed: false };
    const raw = keptPayload(this.cipher, row.sourceId, row.payloadCipher);
    return raw === null ? { skip: OUT_OF_TIME, failed: true } : { raw };
  }
}
