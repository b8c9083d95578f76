import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput } from '../../../platform/http/refusal.js';
import { RuleQueries } from '../rules/rule.queries.js';
import type { RuleSet } from '../rules/archive-rule.js';
import type { ArchiveContent } from './archive-content.js';
import type { ArchiveView } from './archive-content.dto.js';
import { assemble, forReader } from './assemble.js';
import { FactQueries } from './facts.queries.js';
import { PersonFactQueries } from './person-facts.queries.js';
import { SourceStandingQueries } from './source-standing.queries.js';

export interface AssembleAsked {
  /** ISO; undefined: now. */
  readonly asOf?: string | undefined;
  /** Instead of the rules that hold: for a preview. */
  readonly rules?: RuleSet;
}

/** A person's record: read over the facts each time, so that a new one is in it at once. */
@Injectable()
export class ArchiveQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly facts: FactQueries,
    private readonly people: PersonFactQueries,
    private readonly rules: RuleQueries,
    private readonly sources: SourceStandingQueries,
  ) {}

  /** Throws NotFound when the person is not the caller's to see. */
  async ofPerson(caller: Caller, beneficiaryId: string, asked: AssembleAsked): Promise<ArchiveView> {
    const content = await this.db.asCaller(caller, async (em) => ({ beneficiaryId, ...(await this.assembled(em, beneficiaryId, asked)) }));
    return { ...(forReader(content, caller) as Omit<ArchiveView, 'beneficiaryId'>), beneficiaryId };
  }

  /** In the caller's transaction: everything that he may reach, before his rights to parts of it are applied. */
  async assembled(em: EntityManager, beneficiaryId: string, { asOf, rules }: AssembleAsked): Promise<ArchiveContent> {
    if (asOf && new Date(asOf) > new Date()) throw new BadInput('档案时点不能晚于现在，请重新选择。', [{ field: 'asOf', message: '不能晚于现在' }]);
    const moment = asOf ? new Date(asOf).toISOString() : 'infinity';
    const [person, facts, ruleSet, standings] = await Promise.all([
      this.people.of(em, beneficiaryId, moment), this.facts.of(em, beneficiaryId, moment), rules ?? this.rules.current(em), this.sources.all(),
    ]);
    return assemble({ asOf: asOf ? moment : null, person, facts, rules: ruleSet, standings, now: new Date() });
  }
}
