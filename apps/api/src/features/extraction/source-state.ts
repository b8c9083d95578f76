import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { digest } from './set-aside.js';

/** After so many failed tries in a row a source counts as failed, unless its alarm rule says otherwise. */
const FAILED_AFTER = 2;
/** A line that fails is one open failure of its source, under this key. */
const LINE = 'connection';

/** unknown → ok → failing → failed → ok. Who is told of it, and when, is the alarm rules' affair. */
@Injectable()
export class SourceState {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
  ) {}

  async succeeded(sourceId: string): Promise<void> {
    await this.db.asSystem('source-state', async (em) => {
      const before = await lock(em, sourceId);
      await em.query(
        `update source set last_success_at = now(), failure_count = 0, last_error = null, state = 'ok',
           state_since = case when state = 'ok' then state_since else now() end where id = $1`,
        [sourceId],
      );
      if (before === 'ok') return;
      await em.query(
        `update quarantine set status = 'replayed', closed_at = now(), closed_by = 'system', close_reason = '连接已恢复'
         where source_id = $1 and key = $2 and kind = 'transport' and status = 'open'`,
        [sourceId, LINE],
      );
      await LiveEvents.announce(em, [{ topic: 'sync', beneficiaryId: null }]);
    });
  }

  /** Returns how many tries have failed in a row. `message` is Chinese and carries no data of people. */
  async failed(sourceId: string, message: string): Promise<number> {
    return this.db.asSystem('source-state', async (em) => {
      await lock(em, sourceId);
      const [[row]]: [[{ failures: number }], number] = await em.query(
        `update source set failure_count = failure_count + 1, last_error = $2,
           state = case when failure_count + 1 >= coalesce(${RULE}, $3) then 'failed' else 'failing' end,
           state_since = case when state in ('failing', 'failed') then state_since else now() end
         where id = $1 returning failure_count as failures`,
        [sourceId, message, FAILED_AFTER],
      );
      await em.query(
        `insert into quarantine (source_id, stream_id, key, kind, reason, problems, group_hash, payload_cipher) values ($1, '', $2, 'transport', $3, '[]', $4, $5)
         on conflict (source_id, stream_id, key) where status = 'open' do update set last_at = now(), attempts = quarantine.attempts + 1,
           reason = excluded.reason, group_hash = excluded.group_hash`,
        [sourceId, LINE, message, digest(`${sourceId} transport ${message}`), this.cipher.seal('')],
      );
      if (row.failures <= FAILED_AFTER) await LiveEvents.announce(em, [{ topic: 'sync', beneficiaryId: null }]);
      return row.failures;
    });
  }
}

/** The source's own rule, else the one for all. */
const RULE = `(select r.threshold from alarm_rule r where r.kind = 'failures' and r.enabled and (r.source_id = $1 or r.source_id is null) order by r.source_id nulls last limit 1)`;

async function lock(em: EntityManager, sourceId: string): Promise<string | undefined> {
  const [source]: { state: string }[] = await em.query(`select state from source where id = $1 for update`, [sourceId]);
  return source?.state;
}
