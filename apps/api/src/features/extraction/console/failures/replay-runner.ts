import { hostname } from 'node:os';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Environment } from '../../../../config/config.module.js';
import { ReplayWorker, type TaskInHand } from './replay-worker.js';

const TICK = 'replay tasks';
const ME = `${hostname()}:${process.pid}`;

/** The clock of replays: takes one task at a time under a lease, so that a task of a process that died is taken over. */
@Injectable()
export class ReplayRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('replay');
  private working: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly clock: SchedulerRegistry,
    private readonly worker: ReplayWorker,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    const { ROLE, SYNC_TICK_SECONDS } = this.environment.values;
    if (ROLE.includes('jobs'))
      this.clock.addInterval(
        TICK,
        setInterval(() => this.tick(), SYNC_TICK_SECONDS * 1000),
      );
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.clock.doesExist('interval', TICK)) this.clock.deleteInterval(TICK);
    this.stopping = true;
    await this.working;
  }

  private tick(): void {
    this.working ??= this.work()
      .catch((problem: unknown) =>
        this.log.error({ name: (problem as Error).name }, 'a replay stopped; it goes on with its next lease'),
      )
      .finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    const seconds = this.environment.values.SYNC_LEASE_SECONDS;
    for (
      let task = await this.worker.take(ME, seconds);
      task && !this.stopping;
      task = await this.worker.take(ME, seconds)
    )
      await this.serve(task, seconds);
  }

  private async serve(task: TaskInHand, seconds: number): Promise<void> {
    try {
      while (!this.stopping && (await this.worker.batch(task, ME, seconds))) continue;
    } finally {
      await this.worker.release(task, ME);
    }
  }
}
