import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../../../platform/http/refusal.js';
import {
  ALARM_KINDS,
  type AlarmList,
  type AlarmRow,
  type AlarmRuleInput,
  type AlarmRuleRow,
} from './alarm-rule.dto.js';

const RULES = `select r.id, r.source_id as source, r.kind, r.threshold, r.window_minutes as "windowMinutes", to_char(r.quiet_from, 'HH24:MI') as "quietFrom",
    to_char(r.quiet_until, 'HH24:MI') as "quietUntil", r.escalate_minutes as "escalateMinutes", r.enabled, r.changed_by as "changedBy", r.changed_at as "changedAt",
    count(s.source_id) filter (where s.state = 'alarming')::int as alarming, coalesce(sum(s.suppressed), 0)::int as suppressed
  from alarm_rule r left join alarm_state s on s.rule_id = r.id`;

/** When administrators are told. One rule a kind for every source, and one that wins for a source of its own. */
@Injectable()
export class AlarmRulesService {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller): Promise<AlarmRuleRow[]> {
    return this.db.asCaller(caller, async (em) =>
      labelled(await em.query(`${RULES} group by r.id order by r.kind, r.source_id nulls first`)),
    );
  }

  alarms(caller: Caller): Promise<AlarmList> {
    return this.db.asCaller(caller, async (em) => {
      const items: (AlarmRow & { seenAt: Date })[] = await em.query(
        `select s.rule_id as "ruleId", s.source_id as source, r.kind, s.state, s.since, s.value, r.threshold, s.notified_at as "notifiedAt",
           s.escalated_at as "escalatedAt", s.suppressed, s.seen_at as "seenAt"
         from alarm_state s join alarm_rule r on r.id = s.rule_id order by s.state = 'alarming' desc, s.since, s.source_id, r.kind`,
      );
      const lookedAt = items.map(({ seenAt }) => seenAt).toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
      return { items: items.map(({ seenAt: _seenAt, ...row }) => row), lookedAt };
    });
  }

  create(caller: Caller, input: AlarmRuleInput): Promise<AlarmRuleRow> {
    return this.write(caller, input, async (em) => {
      await refuseSecond(em, input);
      const [row]: [{ id: string }] = await em.query(
        `insert into alarm_rule (source_id, kind, threshold, window_minutes, quiet_from, quiet_until, escalate_minutes, enabled, changed_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
        [...columnsOf(input), caller.username],
      );
      return row.id;
    });
  }

  change(caller: Caller, id: string, input: AlarmRuleInput): Promise<AlarmRuleRow> {
    return this.write(caller, input, async (em) => {
      await refuseSecond(em, input, id);
      const [rows]: [unknown[], number] = await em.query(
        `update alarm_rule set source_id = $1, kind = $2, threshold = $3, window_minutes = $4, quiet_from = $5, quiet_until = $6, escalate_minutes = $7,
           enabled = $8, changed_by = $9, changed_at = now() where id = $10 returning id`,
        [...columnsOf(input), caller.username, id],
      );
      if (rows.length === 0) throw new NotFound('报警规则');
      return id;
    });
  }

  async remove(caller: Caller, id: string): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const [rows]: [unknown[], number] = await em.query('delete from alarm_rule where id = $1 returning id', [id]);
      if (rows.length === 0) throw new NotFound('报警规则');
      return { id };
    });
  }

  private write(
    caller: Caller,
    input: AlarmRuleInput,
    work: (em: EntityManager) => Promise<string>,
  ): Promise<AlarmRuleRow> {
    const { label, least, most } = ALARM_KINDS[input.kind];
    if (input.threshold < least || input.threshold > most) {
      throw new BadInput(`${label}的阈值不在范围内。`, [
        { field: 'threshold', message: `应在 ${least} 至 ${most} 之间` },
      ]);
    }
    caller.request.reason = input.reason;
    return this.db.asCaller(caller, async (em) => {
      const id = await work(em);
      return labelled(await em.query(`${RULES} where r.id = $1 group by r.id`, [id]))[0]!;
    });
  }
}

const labelled = (rows: Omit<AlarmRuleRow, 'label'>[]): AlarmRuleRow[] =>
  rows.map((row) => ({ ...row, label: ALARM_KINDS[row.kind].label }));

function columnsOf({
  source,
  kind,
  threshold,
  windowMinutes,
  quietFrom,
  quietUntil,
  escalateMinutes,
  enabled,
}: AlarmRuleInput): unknown[] {
  return [
    source,
    kind,
    threshold,
    windowMinutes,
    quietFrom ?? null,
    quietUntil ?? null,
    escalateMinutes ?? null,
    enabled,
  ];
}

async function refuseSecond(
  em: EntityManager,
  { source, kind }: AlarmRuleInput,
  except: string | null = null,
): Promise<void> {
  if (source !== null) {
    const known: unknown[] = await em.query('select 1 from source where id = $1', [source]);
    if (known.length === 0)
      throw new BadInput('没有这个数据源。', [{ field: 'source', message: '请选择已有的数据源' }]);
  }
  const same: unknown[] = await em.query(
    'select 1 from alarm_rule where source_id is not distinct from $1 and kind = $2 and id is distinct from $3',
    [source, kind, except],
  );
  if (same.length)
    throw new Conflict('RULE_EXISTS', `${ALARM_KINDS[kind].label}已有一条相同范围的规则，请直接修改它。`);
}
