import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { NotFound } from '../../../platform/http/refusal.js';
import type { RuleSet } from './archive-rule.js';
import type { ArchiveRuleSetHistory, ArchiveRuleSetView } from './rule.dto.js';

const COLUMNS = `version, rules, change, changed_by as "changedBy", changed_at as "changedAt"`;

/** The diagnosis rules, those that hold and those that held. */
@Injectable()
export class RuleQueries {
  constructor(private readonly db: ScopedDatabase) {}

  async current(em: EntityManager): Promise<RuleSet> {
    const [found]: RuleSet[] = await em.query('select version, rules from archive_rule_set order by version desc limit 1');
    return found!;
  }

  /** The newest set, or the one of a version. */
  view(caller: Caller, version?: number): Promise<ArchiveRuleSetView> {
    return this.db.asCaller(caller, async (em) => {
      const [found]: ArchiveRuleSetView[] = await em.query(
        `select ${COLUMNS} from archive_rule_set where $1::integer is null or version = $1 order by version desc limit 1`, [version ?? null],
      );
      if (!found) throw new NotFound('规则版本');
      return found;
    });
  }

  history(caller: Caller): Promise<ArchiveRuleSetHistory> {
    return this.db.asCaller(caller, async (em) => ({
      items: await em.query(`select version, change, changed_by as "changedBy", changed_at as "changedAt" from archive_rule_set order by version desc limit 200`),
    }));
  }
}
