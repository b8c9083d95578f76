import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Parameters } from '../settings/parameters.port.js';

const TRIES = 5;
const BETWEEN_TRIES_MS = 3_000;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Makes the partitions of the days to come and drops those that are too old: growth without end is how interface engines
 * die. Every step is a transaction of its own that waits two seconds for its lock at most, so that whoever writes hardly waits.
 */
@Injectable()
export class InboxKeeping implements OnApplicationBootstrap {
  private readonly log = new Logger('inbox');

  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
    private readonly parameters: Parameters,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.environment.values.ROLE.includes('jobs')) await this.keep();
  }

  @Cron('0 30 3 * * *', { timeZone: 'Asia/Shanghai' })
  async keep(): Promise<void> {
    const { ROLE, SYNC_RAW_DAYS, SYNC_ERROR_DAYS } = this.environment.values;
    if (!ROLE.includes('jobs')) return;
    try {
      await this.step('select prepare_inbox() as done');
      while ((await this.step('select drop_inbox_day($1) as done', SYNC_RAW_DAYS ?? this.parameters.value('sync.rawDays'))) !== null);
      await this.step('select drop_inbox_errors($1) as done', SYNC_ERROR_DAYS ?? this.parameters.value('sync.errorDays'));
    } catch (problem) {
      if (!isBusy(problem)) throw problem;
      this.log.warn('the inbox is too busy to be tidied now; it is tried again tomorrow');
    }
  }

  private async step(statement: string, ...values: readonly number[]): Promise<unknown> {
    for (let left = TRIES; ; left -= 1) {
      try {
        const [row]: [{ done: unknown }] = await this.db.asSystem('inbox', (em) => em.query(statement, [...values]));
        return row.done;
      } catch (problem) {
        if (left <= 1 || !isBusy(problem)) throw problem;
        await setTimeout(BETWEEN_TRIES_MS);
      }
    }
  }
}

const isBusy = (problem: unknown): boolean => (problem as { driverError?: { code?: string } }).driverError?.code === LOCK_NOT_AVAILABLE;
