import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { Conflict, NotFound } from '../../../platform/http/refusal.js';
import type { FindingDecision, FindingQuery, FindingRow, RuleChange, RuleRow } from './finding.dto.js';
import { WATCH_RULES } from './rule-catalogue.js';

type Found = Omit<FindingRow, 'ruleName' | 'unit'>;

/** What the rules found, the rules themselves, and what auditors decide about both. */
@Injectable()
export class FindingQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, { page, pageSize, status, rule }: FindingQuery): Promise<Page<FindingRow>> {
    const asked = [status ?? null, rule ?? null];
    const where = 'where ($1::text is null or status = $1) and ($2::text is null or rule_id = $2)';
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(
          `select id, at, rule_id as rule, actor, value, threshold, first_at as "firstAt", last_at as "lastAt", status, handled_by as "handledBy",
             handled_at as "handledAt", note from audit_finding ${where} order by at desc, id limit $3 offset $4`,
          [...asked, pageSize, (page - 1) * pageSize],
        ),
        em.query(`select count(*) as total from audit_finding ${where}`, asked),
      ]);
      const items = rows.map((row) => ({ ...row, ruleName: WATCH_RULES[row.rule]?.name ?? row.rule, unit: WATCH_RULES[row.rule]?.unit ?? '' }));
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  /** Decided once; who comes second is told. */
  async decide(caller: Caller, id: string, { status, note }: FindingDecision): Promise<void> {
    caller.request.reason = note;
    await this.db.asCaller(caller, async (em) => {
      const [done]: [unknown[], number] = await em.query(
        `update audit_finding set status = $2, note = $3, handled_by = $4, handled_at = now() where id = $1 and status = 'open' returning id`,
        [id, status, note, caller.username],
      );
      if (done.length > 0) return;
      const [known]: unknown[] = await em.query('select 1 from audit_finding where id = $1', [id]);
      if (!known) throw new NotFound('异常访问记录');
      throw new Conflict('ALREADY_HANDLED', '这条异常访问已由他人处理，请刷新查看。');
    });
  }

  rules(caller: Caller): Promise<RuleRow[]> {
    return this.db.asCaller(caller, async (em) => {
      const stored: Omit<RuleRow, 'name' | 'description' | 'unit'>[] = await em.query(
        `select id, enabled, threshold, window_minutes as "windowMinutes", changed_by as "changedBy", changed_at as "changedAt" from audit_rule`,
      );
      const byId = new Map(stored.map((row) => [row.id, row]));
      return Object.entries(WATCH_RULES).flatMap(([id, { name, description, unit }]) => {
        const row = byId.get(id);
        return row ? [{ ...row, name, description, unit }] : [];
      });
    });
  }

  async change(caller: Caller, id: string, { enabled, threshold, windowMinutes, reason }: RuleChange): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const [changed]: [unknown[], number] = await em.query(
        `update audit_rule set enabled = $2, threshold = $3, window_minutes = $4, changed_by = $5, changed_at = now() where id = $1 returning id`,
        [id, enabled, threshold, windowMinutes, caller.username],
      );
      if (changed.length === 0) throw new NotFound('规则');
    });
  }
}
