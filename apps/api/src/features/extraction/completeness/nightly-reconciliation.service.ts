import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Environment } from '../../../config/config.module.js';
import { SourceRegistry } from '../source-registry.js';
import { dayName, dayOf } from './day-sums.js';
import { ReconciliationLedger } from './reconciliation-ledger.js';
import { comparable, Reconciliation } from './reconciliation.service.js';

/** Yesterday and the seven days before it. */
const DAYS = 8;
const WHO = 'nightly';
/** After so long without a beginning the night is over. */
const LATEST_MS = 3 * 3_600_000;

/** Compares every data set with its source once a night, one after the other. */
@Injectable()
export class NightlyReconciliation implements OnApplicationShutdown {
  private readonly log = new Logger('reconciliation');
  private readonly stopping = new AbortController();
  private busy: Promise<void> | null = null;

  constructor(
    private readonly registry: SourceRegistry,
    private readonly reconciliation: Reconciliation,
    private readonly ledger: ReconciliationLedger,
    private readonly environment: Environment,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.busy;
  }

  @Cron('40 * * * * *', { timeZone: 'Asia/Shanghai' })
  async look(now: Date = new Date()): Promise<void> {
    const { ROLE, SYNC_RECONCILE_AT } = this.environment.values;
    if (!ROLE.includes('jobs') || this.busy) return;
    const begins = Date.parse(`${dayName(dayOf(now.getTime()))}T${SYNC_RECONCILE_AT}:00+08:00`);
    if (now.getTime() < begins || now.getTime() >= begins + LATEST_MS) return;
    this.busy = this.night(now).finally(() => (this.busy = null));
    await this.busy;
  }

  private async night(now: Date): Promise<void> {
    const today = dayOf(now.getTime());
    const span = { from: dayName(today - DAYS), to: dayName(today - 1) };
    for (const source of await this.registry.active()) {
      for (const stream of source.connector.streams.filter(comparable)) {
        if (this.stopping.signal.aborted) return;
        if (source.connection === null) continue;
        const id = await this.ledger.startOnce({ sourceId: source.id, streamId: stream.id, ...span, requestedBy: WHO });
        if (id === null) continue;
        try {
          await this.reconciliation.carryOut(id, source, stream, span, this.stopping.signal);
        } catch (problem) {
          this.log.warn({ source: source.id, stream: stream.id, name: (problem as Error).name }, 'a data set could not be compared; its record says why');
        }
      }
    }
  }
}
