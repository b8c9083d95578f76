import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { SECRET_HOURS } from './one-time-secret.js';

/** The job comes by every five minutes; so much earlier, no secret outlives its day. */
const EARLIER = '5 minutes';

/** Erases one-time secrets that nobody has used in time. */
@Injectable()
export class SecretExpiry {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  @Cron('15 */5 * * * *')
  async expire(): Promise<void> {
    if (!this.environment.values.ROLE.includes('jobs')) return;
    await this.db.asSystem('secret expiry', (em) =>
      em.query(
        `update app_user set password_hash = 'expired' where must_change_password and password_hash like '$argon2id$%'
           and password_changed_at < now() - $1 * interval '1 hour' + interval '${EARLIER}'`,
        [SECRET_HOURS],
      ),
    );
  }
}
