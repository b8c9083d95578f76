import { Injectable } from '@nestjs/common';
import type { RefusedInput } from '@cadre/connector-kit/mllp-connection';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { digest } from './set-aside.js';

/** Stands where a failure names its source: nobody knows whose these are. */
const LISTENER = 'mllp';

const REASONS: Readonly<Record<Exclude<RefusedInput['reason'], 'stranger'>, string>> = {
  unreadable: '收到的内容不是 HL7 v2 消息',
  'torn-batch': '批量消息不完整：批次头尾或计数与内容不符',
  'too-large': '消息超过 8 MB，只保留了开头',
};

/** Keeps what the listener refuses before any source could look at it. */
@Injectable()
export class RefusedMessages {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  /** The bytes themselves, sealed, among the failures; the same bytes again are one failure, counted. */
  async malformed(reason: keyof typeof REASONS, raw: Buffer): Promise<void> {
    await this.db.asSystem('push', (em) =>
      em.query(
        `insert into quarantine (source_id, stream_id, key, kind, reason, problems, group_hash, payload_cipher)
         values ($1, $2, $3, 'format', $4, '[]', $5, $6)
         on conflict (source_id, stream_id, key) where status = 'open' do update set last_at = now(), attempts = quarantine.attempts + 1`,
        [LISTENER, reason, digest(raw.toString('latin1')), REASONS[reason], digest(`${LISTENER} ${reason}`), this.cipher.seal(raw.toString('base64'))],
      ),
    );
  }

  /** A message that can be read and that no source listens to may be about anybody: only that it came is kept. */
  async unknownSender(controlId: string): Promise<void> {
    await this.db.asSystem('push', (em) =>
      em.query(
        `insert into sync_inbox (source_id, stream_id, control_id, key_hash, record_count, outcome, reason) values ($1, 'unknown', $2, $3, 0, 'refused', '发送方未登记')`,
        [LISTENER, controlId, this.cipher.indexOf('ENVELOPE', `${LISTENER} ${controlId}`)],
      ),
    );
  }
}
