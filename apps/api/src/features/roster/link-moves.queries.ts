import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MatchWrites } from './match-writes.queries.js';
import { PersonFacts } from './person-facts.queries.js';

/** A link of a patient number, given up ones too. */
export interface StoredLink {
  readonly patientId: string;
  readonly beneficiaryId: string;
  readonly confidential: boolean;
  readonly rule: string;
  readonly active: boolean;
  readonly mergedInto: string | null;
  /** Whose it was before somebody decided otherwise because of a merge. */
  readonly beforeMerge: string | null;
}

/** What a link shall be: whose, and with which number it is one. */
export interface WantedLink {
  readonly owner: string | null;
  readonly mergedWith: string | null;
}

/** Moves links between people, with the facts that came under them. */
@Injectable()
export class LinkMoves {
  constructor(
    private readonly writes: MatchWrites,
    private readonly facts: PersonFacts,
  ) {}

  /** Held until the commit. */
  async of(em: EntityManager, source: string, patientIds: readonly string[]): Promise<Map<string, StoredLink>> {
    const rows: StoredLink[] = await em.query(
      `select patient_id as "patientId", beneficiary_id as "beneficiaryId", confidential, rule, active, merged_into as "mergedInto",
         before_merge as "beforeMerge"
       from patient_link where source_system = $1 and patient_id = any ($2) order by patient_id for update`,
      [source, [...new Set(patientIds)]],
    );
    return new Map(rows.map((row) => [row.patientId, row]));
  }

  /** Makes a link what it shall be. */
  async become(em: EntityManager, source: string, patientId: string, link: StoredLink | undefined, wanted: WantedLink): Promise<'same' | 'linked' | 'changed'> {
    if (!link?.active) {
      if (wanted.owner === null) return 'same';
      await this.make(em, source, patientId, wanted.owner, wanted.mergedWith);
      return 'linked';
    }
    if (wanted.owner === null) {
      await this.takeBack(em, source, { ...link, beforeMerge: null }, '来源系统已将患者编号拆分');
      return 'changed';
    }
    if (link.beneficiaryId === wanted.owner && link.mergedInto === wanted.mergedWith) return 'same';
    const decided = link.beforeMerge !== null && link.beneficiaryId === wanted.owner;
    await this.point(em, source, patientId, { to: wanted.owner, mergedInto: wanted.mergedWith, beforeMerge: decided ? link.beforeMerge : null });
    if (link.beneficiaryId !== wanted.owner) await this.facts.move(em, source, patientId, link.beneficiaryId, wanted.owner);
    return 'changed';
  }

  /** Somebody's decision about a number that two of our people claim. */
  async decide(em: EntityManager, source: string, link: { patientId: string; beneficiaryId: string }, to: string, mergedInto: string | null): Promise<void> {
    await em.query(
      `update beneficiary set secrecy = 'V', version = version + 1, updated_at = now()
       where id = $2 and secrecy <> 'V' and exists (select 1 from beneficiary where id = $1 and secrecy = 'V')`,
      [link.beneficiaryId, to],
    );
    await this.point(em, source, link.patientId, { to, mergedInto, beforeMerge: link.beneficiaryId });
    await this.facts.move(em, source, link.patientId, link.beneficiaryId, to);
  }

  /** The link stands by itself from now on, and may turn out to be another's. */
  async prove(em: EntityManager, source: string, link: StoredLink, found: { beneficiaryId: string; rule: string; reason: string }): Promise<void> {
    await em.query(
      `update patient_link set rule = $3, reason = $4, matched_by = 'system', matched_at = now() where source_system = $1 and patient_id = $2`,
      [source, link.patientId, found.rule, found.reason],
    );
    if (link.beneficiaryId === found.beneficiaryId) return;
    await this.point(em, source, link.patientId, { to: found.beneficiaryId, mergedInto: null, beforeMerge: null });
    await this.facts.move(em, source, link.patientId, link.beneficiaryId, found.beneficiaryId);
  }

  /** Back to whom it belonged, or to nobody; the people concerned. */
  async takeBack(em: EntityManager, source: string, { patientId, beneficiaryId, beforeMerge }: StoredLink, reason: string): Promise<string[]> {
    if (beforeMerge === null) {
      await this.facts.withdraw(em, source, patientId, beneficiaryId);
      await em.query(
        `update patient_link set active = false, merged_into = null, before_merge = null, reason = $3 where source_system = $1 and patient_id = $2`,
        [source, patientId, reason],
      );
    } else {
      await this.point(em, source, patientId, { to: beforeMerge, mergedInto: null, beforeMerge: null });
      if (beforeMerge !== beneficiaryId) await this.facts.move(em, source, patientId, beneficiaryId, beforeMerge);
    }
    return [...new Set([beneficiaryId, beforeMerge].filter((id) => id !== null))];
  }

  restore(em: EntityManager, source: string, patientIds: readonly string[]): Promise<void> {
    return this.facts.restore(em, source, patientIds);
  }

  private async make(em: EntityManager, source: string, patientId: string, owner: string, mergedWith: string | null): Promise<void> {
    const [{ confidential }]: [{ confidential: boolean }] = await em.query('select confidential from beneficiary where id = $1', [owner]);
    await this.writes.link(em, source, [{
      patientId, beneficiaryId: owner, confidential, rule: 'MERGE', matchedBy: 'system', mergedInto: mergedWith,
      reason: `来源系统已将患者编号 ${patientId}${mergedWith === null ? '' : ` 与 ${mergedWith} `}合并`,
    }]);
  }

  private async point(
    em: EntityManager, source: string, patientId: string, link: { to: string; mergedInto: string | null; beforeMerge: string | null },
  ): Promise<void> {
    await em.query(
      `update patient_link set beneficiary_id = $3, merged_into = $4, before_merge = $5,
         confidential = (select confidential from beneficiary where id = $3)
       where source_system = $1 and patient_id = $2`,
      [source, patientId, link.to, link.mergedInto, link.beforeMerge],
    );
  }
}
