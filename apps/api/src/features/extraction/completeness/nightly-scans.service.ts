import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';

/** A scan that could not begin in these hours is left to the next night: by day the source has other things to do. */
const LATEST = `interval '3 hours'`;
/** Sources and data sets begin up to so many seconds apart, always in the same order. */
const JITTER_SECONDS = 900;

/** Every night each data set is read completely once: at the usual time, or at the source's own. */
@Injectable()
export class NightlyScans {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  /** The lanes do the work; here it is only asked for, once a day. */
  @Cron('20 * * * * *', { timeZone: 'Asia/Shanghai' })
  async request(now: Date = new Date()): Promise<void> {
    const { ROLE, SYNC_FULL_SCAN_AT } = this.environment.values;
    if (!ROLE.includes('jobs')) return;
    await this.db.asSystem('nightly scans', (em) =>
      em.query(
        `with due as (
           select t.source_id, t.stream_id, clock.wall::date as today from source_stream t join source s on s.id = t.source_id,
             lateral (select $2::timestamptz at time zone 'Asia/Shanghai' as wall) clock,
             lateral (select clock.wall::date + coalesce(s.full_scan_at, $1::time)
               + (abs(hashtext(t.source_id || t.stream_id)) % ${JITTER_SECONDS}) * interval '1 second' as begins) at
           where s.enabled and t.first_load_done and t.transport not in ('mllp', 'file-drop')
             and clock.wall >= at.begins and clock.wall < at.begins + ${LATEST} and t.full_scan_on is distinct from clock.wall::date)
         update source_stream t set full_requested = true, next_run_at = now(), full_scan_on = due.today
         from due where t.source_id = due.source_id and t.stream_id = due.stream_id`,
        [SYNC_FULL_SCAN_AT, now],
      ),
    );
  }
}
