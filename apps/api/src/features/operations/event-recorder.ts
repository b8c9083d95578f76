import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { onTrouble, type Trouble } from '../../platform/http/trouble.js';

interface Gathered extends Trouble {
  count: number;
  readonly traces: string[];
}

const FLUSH_MS = 1_000;
/** Kinds of trouble that wait for the database, and error numbers of each. */
const MOST_WAITING = 500;
const MOST_TRACES = 20;
const MOST_KINDS = 5_000;
const KEPT = `interval '180 days'`;

/**
 * Keeps what went wrong, one row a kind with its count. Writing it is nobody's business: it waits for nothing, and when the
 * database does not take it, the work of the hospital goes on.
 */
@Injectable()
export class EventRecorder implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly waiting = new Map<string, Gathered>();
  private timer: NodeJS.Timeout | undefined;
  private silence: (() => void) | undefined;

  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.values.ROLE.length === 0) return;
    this.silence = onTrouble((trouble) => this.gather(trouble));
    this.timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.silence?.();
    clearInterval(this.timer);
    await this.flush();
  }

  /** Writes what has been gathered; what cannot be written now is tried again the next second. */
  async flush(): Promise<void> {
    if (this.waiting.size === 0) return;
    const taken = [...this.waiting];
    this.waiting.clear();
    try {
      await this.db.asSystem('system events', async (em) => {
        for (const [fingerprint, event] of taken) await write(em, fingerprint, event);
        await LiveEvents.announce(em, [{ topic: 'operations', beneficiaryId: null }]);
      });
    } catch {
      for (const [, event] of taken) this.gather(event, event.count);
    }
  }

  /** What nobody looked at for half a year goes, and the rarest go when there are too many. */
  @Cron('0 20 4 * * *', { timeZone: 'Asia/Shanghai' })
  async keep(): Promise<void> {
    if (!this.environment.values.ROLE.includes('jobs')) return;
    await this.db.asSystem('system events', (em) =>
      em.query(
        `delete from system_event where last_at < now() - ${KEPT} or id in (select id from system_event order by last_at desc offset ${MOST_KINDS})`,
      ),
    );
  }

  private gather(trouble: Trouble, count = 1): void {
    const fingerprint = createHash('sha256').update(`${trouble.level} ${trouble.module} ${trouble.message}`).digest('hex').slice(0, 32);
    const known = this.waiting.get(fingerprint);
    if (!known && this.waiting.size >= MOST_WAITING) return;
    const event = known ?? { ...trouble, count: 0, traces: [] };
    event.count += count;
    if (trouble.errorNo && event.traces.length < MOST_TRACES) event.traces.push(trouble.errorNo);
    this.waiting.set(fingerprint, event);
  }
}

/** A kind that comes again after it was dealt with is open again. */
function write(em: EntityManager, fingerprint: string, { level, module, message, count, traces }: Gathered): Promise<unknown> {
  return em.query(
    `insert into system_event (fingerprint, level, module, message, count, traces) values ($1, $2, $3, $4, $5, $6)
     on conflict (fingerprint) do update set count = system_event.count + excluded.count, last_at = now(), status = 'open',
       traces = (system_event.traces || excluded.traces)[greatest(1, cardinality(system_event.traces || excluded.traces) - ${MOST_TRACES - 1}):]`,
    [fingerprint, level, module, message, count, traces],
  );
}
