import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Environment } from '../../config/config.module.js';
import { LaneRunner } from './lane-runner.js';
import { RunLedger } from './run-ledger.js';
import { SourceRegistry } from './source-registry.js';

const TICK = 'sync lanes';

/** The clock of extraction: looks every few seconds which source has something due. The lease decides who does it. */
@Injectable()
export class LanesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('lanes');
  /** One lane a source: a slow or dead source delays nobody else. */
  private readonly busy = new Map<string, Promise<unknown>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly clock: SchedulerRegistry,
    private readonly registry: SourceRegistry,
    private readonly runner: LaneRunner,
    private readonly ledger: RunLedger,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    const { ROLE, SYNC_TICK_SECONDS } = this.environment.values;
    if (ROLE.includes('jobs')) this.clock.addInterval(TICK, setInterval(() => void this.tick(), SYNC_TICK_SECONDS * 1000));
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.clock.doesExist('interval', TICK)) this.clock.deleteInterval(TICK);
    this.stopping.abort();
    await Promise.allSettled(this.busy.values());
  }

  private async tick(): Promise<void> {
    try {
      await this.ledger.closeOrphans(this.environment.values.SYNC_LEASE_SECONDS * 2);
      for (const source of await this.registry.active()) {
        if (this.busy.has(source.id) || this.stopping.signal.aborted) continue;
        const work = this.runner.serve(source, this.stopping.signal).finally(() => this.busy.delete(source.id));
        this.busy.set(source.id, work);
        work.catch((problem: unknown) => this.log.error({ source: source.id, name: (problem as Error).name }, 'a lane stopped'));
      }
    } catch (problem) {
      this.log.error({ name: (problem as Error).name }, 'the lanes could not be looked at');
    }
  }
}
