import { Injectable, Logger } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Incoming } from './incoming.js';
import { PageWriter } from './page-writer.js';
import type { Verdict } from './run-counts.js';
import { RunLedger } from './run-ledger.js';
import { type ActiveSource, isPulled } from './source-registry.js';

const RUN_MS = 3_600_000;
/** A view's row is read no younger than the safety lag, so the bell rings a little later. */
const DOORBELL_SECONDS = 3;
const BELL_MS = 250;

/** Stores what is pushed; an hour of a stream's messages is one run. */
@Injectable()
export class PushRuns {
  private readonly log = new Logger('push');
  private readonly bells = new Map<string, NodeJS.Timeout>();
  private readonly open = new Map<string, { id: Promise<number>; until: number }>();

  constructor(
    private readonly db: ScopedDatabase,
    private readonly writer: PageWriter,
    private readonly ledger: RunLedger,
  ) {}

  async write(source: ActiveSource, stream: StreamSpec, incoming: readonly Incoming[]): Promise<Verdict[]> {
    const runId = await this.runOf(source, stream);
    const outcomes = await this.writer.write({ source, stream, runId, incoming, dryRun: false });
    this.ring(source, stream);
    return outcomes.map(({ verdict }) => verdict);
  }

  /**
   * A push tells that something changed; the view that tells everything is read soon after. Outside the push's own
   * transaction, which would otherwise lock the stream's row in another order than a pull does, and once for many messages.
   */
  private ring(source: ActiveSource, stream: StreamSpec): void {
    const name = `${source.id} ${stream.id}`;
    if (this.bells.has(name)) return;
    this.bells.set(name, setTimeout(() => {
      this.bells.delete(name);
      this.hurry(source, stream).catch(() => this.log.debug('a doorbell was not heard; the view is read at its usual time'));
    }, BELL_MS));
  }

  private async hurry(source: ActiveSource, stream: StreamSpec): Promise<void> {
    const views = source.connector.streams.filter((other) => other.target === stream.target && isPulled(other));
    await this.db.asSystem('push', (em) =>
      em.query(
        `update source_stream set data_at = now(), next_run_at = case when stream_id = any ($3)
           then least(next_run_at, now() + $4 * interval '1 second') else next_run_at end
         where source_id = $1 and stream_id = any ($2)`,
        [source.id, [stream.id, ...views.map(({ id }) => id)], views.map(({ id }) => id), DOORBELL_SECONDS],
      ),
    );
  }

  async close(): Promise<void> {
    for (const bell of this.bells.values()) clearTimeout(bell);
    this.bells.clear();
    for (const { id } of this.open.values()) await this.ledger.finish(await id, 'done', null);
    this.open.clear();
  }

  /** Runs of a process that was killed stay open; whoever listens now is the only one there is. */
  async closeLeftovers(): Promise<void> {
    await this.db.asSystem('push', (em) =>
      em.query(`update sync_run set outcome = 'done', finished_at = now(), message = '进程中断，此前收到的消息均已保存'
        where mode = 'push' and outcome = 'running'`),
    );
  }

  private async runOf(source: ActiveSource, stream: StreamSpec): Promise<number> {
    const name = `${source.id} ${stream.id}`;
    const current = this.open.get(name);
    if (current && current.until > Date.now()) return current.id;
    const id = this.ledger.start({ sourceId: source.id, streamId: stream.id, mode: 'push', dryRun: false, requestedBy: 'push' });
    this.open.set(name, { id, until: Date.now() + RUN_MS });
    id.catch(() => this.open.delete(name));
    if (current) await this.ledger.finish(await current.id, 'done', null);
    return id;
  }
}
