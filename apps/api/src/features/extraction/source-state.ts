import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { Notices } from '../sms/notices.port.js';

/** Failed tries in a row before somebody is told. */
const ALARM_AFTER = 2;

interface State {
  readonly name: string;
  readonly state: string;
  readonly since: Date;
}

/** unknown → ok → failing → failed → ok: administrators hear of a dead source once, and once when it is back. */
@Injectable()
export class SourceState {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly notices: Notices,
  ) {}

  async succeeded(sourceId: string, recovered: number): Promise<void> {
    await this.db.asSystem('source-state', async (em) => {
      const before = await lock(em, sourceId);
      await em.query(
        `update source set last_success_at = now(), failure_count = 0, last_error = null, state = 'ok',
           state_since = case when state = 'ok' then state_since else now() end where id = $1`,
        [sourceId],
      );
      if (before?.state === 'failed') {
        const minutes = Math.max(1, Math.round((Date.now() - before.since.getTime()) / 60_000));
        await this.notices.post(em, {
          permission: 'sync:run', level: 'info', title: `${before.name} 已恢复`, link: '/sync',
          body: `中断约 ${minutes} 分钟，恢复后首轮读取 ${recovered} 条，数据从断点继续。`, dedupeKey: `back:${sourceId}:${before.since.toISOString()}`,
        });
      }
      if (before?.state !== 'ok') await LiveEvents.announce(em, [{ topic: 'sync', beneficiaryId: null }]);
    });
  }

  /** Returns how many tries have failed in a row. `message` is Chinese and carries no data of people. */
  async failed(sourceId: string, message: string): Promise<number> {
    return this.db.asSystem('source-state', async (em) => {
      const before = await lock(em, sourceId);
      const [[row]]: [[{ failures: number }], number] = await em.query(
        `update source set failure_count = failure_count + 1, last_error = $2,
           state = case when failure_count + 1 >= $3 then 'failed' else 'failing' end,
           state_since = case when state in ('failing', 'failed') then state_since else now() end
         where id = $1 returning failure_count as failures`,
        [sourceId, message, ALARM_AFTER],
      );
      if (row.failures === ALARM_AFTER && before) {
        await this.notices.post(em, {
          permission: 'sync:run', level: 'error', title: `${before.name} 连接中断`, link: '/sync',
          body: `${message} 页面将继续显示最近一次读到的数据；恢复后自动补齐。`, dedupeKey: `down:${sourceId}:${new Date().toISOString()}`,
        });
      }
      if (row.failures <= ALARM_AFTER) await LiveEvents.announce(em, [{ topic: 'sync', beneficiaryId: null }]);
      return row.failures;
    });
  }
}

async function lock(em: EntityManager, sourceId: string): Promise<State | undefined> {
  const [state]: State[] = await em.query(`select name, state, state_since as since from source where id = $1 for update`, [sourceId]);
  return state;
}
