import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Environment } from '../../../../config/config.module.js';
import { AlarmLooks } from './alarm-looks.js';

const TICK = 'alarms';
/** The rules are looked at once in so many looks at the lanes. */
const EVERY = 5;

/**
 * The clock of alarms. It also runs where only HTTP is answered: that the process which reads has died is noticed by the one
 * that still lives.
 */
@Injectable()
export class AlarmWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('alarms');
  private looking: Promise<void> | undefined;

  constructor(
    private readonly clock: SchedulerRegistry,
    private readonly looks: AlarmLooks,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    const { ROLE, SYNC_TICK_SECONDS } = this.environment.values;
    // A single command watches nothing.
    if (ROLE.length > 0) this.clock.addInterval(TICK, setInterval(() => this.tick(), SYNC_TICK_SECONDS * EVERY * 1000));
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.clock.doesExist('interval', TICK)) this.clock.deleteInterval(TICK);
    await this.looking;
  }

  private tick(): void {
    this.looking ??= this.looks
      .look()
      .catch((problem: unknown) =>
        this.log.error({ name: (problem as Error).name }, 'the alarm rules could not be looked at'),
      )
      .finally(() => (this.looking = undefined));
  }
}
