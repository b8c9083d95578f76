import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';

/** The raw inbox is kept this long; growth without end is how interface engines die. */
const KEEP_DAYS = 90;

/** Makes the partitions of the days to come and drops those that are too old. */
@Injectable()
export class InboxKeeping implements OnApplicationBootstrap {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.environment.values.ROLE.includes('jobs')) await this.keep();
  }

  @Cron('0 30 3 * * *', { timeZone: 'Asia/Shanghai' })
  async keep(): Promise<void> {
    if (!this.environment.values.ROLE.includes('jobs')) return;
    await this.db.asSystem('inbox', (em) => em.query('select keep_inbox($1)', [KEEP_DAYS]));
  }
}
