import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Environment } from '../../../config/config.module.js';
import { AuditProof } from './audit-proof.js';
import { ChainWriter } from './chain-writer.js';

const TICK = 'audit chain';
const EVERY_MS = 1_000;
/** How far an anchor may be behind a chain that grows. */
const ANCHOR_MS = 60_000;

/** The clock of the chain: every second what is new is chained, every minute of growth is anchored outside the database. */
@Injectable()
export class ChainClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('audit');
  private working: Promise<void> | undefined;
  private grown = true;
  private anchoredAt = 0;

  constructor(
    private readonly clock: SchedulerRegistry,
    private readonly writer: ChainWriter,
    private readonly proof: AuditProof,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    if (this.environment.values.ROLE.includes('jobs')) this.clock.addInterval(TICK, setInterval(() => this.tick(), EVERY_MS));
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.clock.doesExist('interval', TICK)) return;
    this.clock.deleteInterval(TICK);
    await this.working;
    await this.proof.anchor().catch(() => undefined);
  }

  private tick(): void {
    this.working ??= this.work()
      .catch((problem: unknown) => this.log.error({ name: (problem as Error).name }, 'the audit chain could not be continued'))
      .finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    if ((await this.writer.catchUp()) > 0) this.grown = true;
    if (!this.grown || Date.now() - this.anchoredAt < ANCHOR_MS) return;
    await this.proof.anchor();
    this.anchoredAt = Date.now();
    this.grown = false;
  }
}
