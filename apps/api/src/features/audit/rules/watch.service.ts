import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Notices } from '../../sms/notices.port.js';
import { WATCH_RULES, type WatchRule } from './rule-catalogue.js';

interface StoredRule {
  readonly id: string;
  readonly threshold: number;
  readonly windowMinutes: number;
}

interface Hit {
  readonly actor: string;
  readonly value: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Rules over hours are looked at once in so many minutes. */
const LONG_WINDOW_MINUTES = 60;
const LONG_EVERY = 10;

/** Looks at the trail for what is unusual and tells those who answer for it, once a burst. */
@Injectable()
export class WatchService {
  private minute = 0;

  constructor(
    private readonly db: ScopedDatabase,
    private readonly notices: Notices,
    private readonly environment: Environment,
  ) {}

  @Cron('40 * * * * *', { timeZone: 'Asia/Shanghai' })
  async tick(): Promise<void> {
    if (!this.environment.values.ROLE.includes('jobs')) return;
    this.minute += 1;
    await this.look(this.minute % LONG_EVERY === 1 ? 1440 : LONG_WINDOW_MINUTES);
  }

  /** Judges the rules whose window is not longer than this. One process at a time. */
  async look(longestWindow = 1440): Promise<void> {
    await this.db.asSystem('audit rules', async (em) => {
      const [{ mine }]: [{ mine: boolean }] = await em.query(`select pg_try_advisory_xact_lock(hashtextextended('audit rules', 0)) as mine`);
      if (!mine) return;
      const rules: StoredRule[] = await em.query(
        `select id, threshold, window_minutes as "windowMinutes" from audit_rule where enabled and window_minutes <= $1`, [longestWindow],
      );
      for (const rule of rules) {
        const watch = WATCH_RULES[rule.id];
        if (!watch) continue;
        const hits: Hit[] = await em.query(watch.statement, [rule.threshold, rule.windowMinutes]);
        for (const hit of hits) await this.report(em, rule, watch, hit);
      }
    });
  }

  private async report(em: EntityManager, rule: StoredRule, watch: WatchRule, { actor, value, firstAt, lastAt }: Hit): Promise<void> {
    // The same burst, seen again a minute later, only grows; also when somebody has already dealt with it.
    const [known]: [unknown[], number] = await em.query(
      `update audit_finding set value = greatest(value, $3), last_at = greatest(last_at, $5) where rule_id = $1 and actor = $2
         and last_at >= $4 and first_at <= $5 returning id`,
      [rule.id, actor, value, firstAt, lastAt],
    );
    if (known.length > 0) return;
    const [{ id }]: [{ id: string }] = await em.query(
      `insert into audit_finding (rule_id, actor, value, threshold, first_at, last_at, dedupe_key) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
      [rule.id, actor, value, rule.threshold, firstAt, lastAt, `${rule.id} ${actor} ${firstAt.toISOString()}`],
    );
    const told = { level: 'warning' as const, title: `异常访问：${watch.name}`, body: `账号 ${actor}，${value} ${watch.unit}（阈值 ${rule.threshold}，${rule.windowMinutes} 分钟内）。` };
    await this.notices.post(em, { ...told, permission: 'audit:read', link: '/system/findings', dedupeKey: `audit ${id}` });
    if (watch.tellsPrivacyOwner) await this.notices.post(em, { ...told, permission: 'audit:alert', link: null, dedupeKey: `audit ${id} privacy` });
  }
}
