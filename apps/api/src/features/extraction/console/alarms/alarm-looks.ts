import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../../platform/http/live-events.js';
import { Notices } from '../../../sms/notices.port.js';
import { type ActiveSource, SourceRegistry } from '../../source-registry.js';
import type { AlarmKind } from './alarm-rule.dto.js';
import { type AlarmStanding, alarmStep, INITIALLY } from './alarm-step.js';
import { alarmValues } from './alarm-values.js';
import { alarmNotice } from './alarm-words.js';

interface Rule {
  readonly id: string;
  readonly sourceId: string | null;
  readonly kind: AlarmKind;
  readonly threshold: number;
  readonly windowMinutes: number;
  readonly escalateMinutes: number | null;
  readonly enabled: boolean;
  readonly quiet: boolean;
}

type Standings = ReadonlyMap<string, AlarmStanding>;

/** Compares every source with the rules that hold for it, and tells administrators what has changed. */
@Injectable()
export class AlarmLooks {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly registry: SourceRegistry,
    private readonly notices: Notices,
  ) {}

  /** One process looks at a time; the others leave it to him. */
  async look(): Promise<void> {
    const sources = await this.registry.active();
    await this.db.asSystem('alarms', async (em) => {
      const [{ mine, now }]: [{ mine: boolean; now: Date }] = await em.query(
        `select pg_try_advisory_xact_lock(hashtextextended('alarms', 0)) as mine, now() as now`,
      );
      if (!mine) return;
      const [rules, standings] = [await rulesOf(em), await standingsOf(em)];
      let changed = false;
      for (const rule of rules.filter(({ enabled }) => enabled)) {
        const values = await alarmValues(em, rule.kind, rule.windowMinutes, sources);
        for (const source of sources.filter(({ id }) => holdsFor(rule, id, rules))) {
          changed =
            (await this.judge(em, rule, source, { value: values.get(source.id) ?? 0, standings, now })) || changed;
        }
      }
      // What no rule looks at any more, because it or its source was switched off, is in nobody's way.
      await em.query('delete from alarm_state where seen_at < now()');
      if (changed) await LiveEvents.announce(em, [{ topic: 'sync', beneficiaryId: null }]);
    });
  }

  /** True when somebody was told. */
  private async judge(
    em: EntityManager,
    rule: Rule,
    source: ActiveSource,
    { value, standings, now }: { value: number; standings: Standings; now: Date },
  ): Promise<boolean> {
    const before = standings.get(`${rule.id} ${source.id}`) ?? INITIALLY(now);
    const { after, news } = alarmStep(before, {
      now,
      isWrong: value >= rule.threshold,
      quiet: rule.quiet,
      escalateMinutes: rule.escalateMinutes,
    });
    await em.query(
      `insert into alarm_state (rule_id, source_id, state, since, value, seen_at, notified_at, escalated_at, suppressed) values ($1, $2, $3, $4, $5, now(), $6, $7, $8)
       on conflict (rule_id, source_id) do update set state = excluded.state, since = excluded.since, value = excluded.value, seen_at = now(),
         notified_at = excluded.notified_at, escalated_at = excluded.escalated_at, suppressed = excluded.suppressed`,
      [rule.id, source.id, after.state, after.since, value, after.notifiedAt, after.escalatedAt, after.suppressed],
    );
    if (news === null) return false;
    const since = news === 'recovery' ? before.since : after.since;
    const [facts]: [{ lastError: string | null; readSince: number }] = await em.query(
      `select last_error as "lastError", (select coalesce(sum(fetched), 0)::int from sync_run where source_id = $1 and started_at >= $2 and not dry_run) as "readSince"
       from source where id = $1`,
      [source.id, since],
    );
    const told = {
      ruleId: rule.id,
      sourceId: source.id,
      sourceName: source.name,
      kind: rule.kind,
      value,
      threshold: rule.threshold,
      windowMinutes: rule.windowMinutes,
      ...facts,
    };
    await this.notices.post(em, alarmNotice(news, told, { since, now }));
    return true;
  }
}

/** A source's own rule of a kind wins over the one for all, also when it is switched off. */
function holdsFor(rule: Rule, sourceId: string, rules: readonly Rule[]): boolean {
  if (rule.sourceId !== null) return rule.sourceId === sourceId;
  return !rules.some((other) => other.kind === rule.kind && other.sourceId === sourceId);
}

function rulesOf(em: EntityManager): Promise<Rule[]> {
  return em.query(
    `select id, source_id as "sourceId", kind, threshold, window_minutes as "windowMinutes", escalate_minutes as "escalateMinutes", enabled,
       is_quiet(quiet_from, quiet_until) as quiet from alarm_rule order by id`,
  );
}

async function standingsOf(em: EntityManager): Promise<Standings> {
  const rows: (AlarmStanding & { ruleId: string; sourceId: string })[] = await em.query(
    `select rule_id as "ruleId", source_id as "sourceId", state, since, notified_at as "notifiedAt", escalated_at as "escalatedAt", suppressed from alarm_state`,
  );
  return new Map(rows.map(({ ruleId, sourceId, ...standing }) => [`${ruleId} ${sourceId}`, standing]));
}
