import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import type { MergeOutcome } from './identity-resolver.port.js';
import { MatchWrites } from './match-writes.queries.js';
import { PersonFacts } from './person-facts.queries.js';

interface Link {
  readonly patientId: string;
  readonly beneficiaryId: string;
  readonly confidential: boolean;
  readonly mergedInto: string | null;
  readonly beforeMerge: string | null;
}

const NOTHING: Omit<MergeOutcome, 'outcome'> = { newLinks: [], beneficiaryIds: [] };

/**
 * Two patient numbers of a source become one, and sometimes two again. The link remembers whose it was before
 * (`before_merge`, empty for a number that was nobody's), so that everything can go back.
 */
@Injectable()
export class PatientMerge {
  constructor(
    private readonly writes: MatchWrites,
    private readonly facts: PersonFacts,
  ) {}

  async merge(em: EntityManager, source: string, from: string, into: string): Promise<MergeOutcome> {
    const { left, right } = await this.both(em, source, from, into);
    if (!left && !right) return { outcome: 'stranger', ...NOTHING };
    if (left && right) {
      if (right.mergedInto === from) return { outcome: 'unchanged', ...NOTHING };
      if (left.beneficiaryId === right.beneficiaryId) return this.markMerged(em, source, left, into);
      return this.askAboutConflict(em, source, { left, right });
    }
    const known = (left ?? right)!;
    const stranger = left ? into : from;
    await this.writes.link(em, source, [{
      patientId: stranger, beneficiaryId: known.beneficiaryId, confidential: known.confidential, rule: 'MERGE', matchedBy: 'system',
      reason: `来源系统将患者编号 ${from} 并入 ${into}`, mergedInto: stranger === from ? into : from,
    }]);
    await LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId: known.beneficiaryId }]);
    return { outcome: 'moved', newLinks: [stranger], beneficiaryIds: [known.beneficiaryId] };
  }

  /** Takes back what a merge of these two numbers did, whichever of them it had changed. */
  async unmerge(em: EntityManager, source: string, from: string, into: string): Promise<MergeOutcome> {
    const { left, right } = await this.both(em, source, from, into);
    const changed = left?.mergedInto === into ? left : right?.mergedInto === from ? right : null;
    if (!changed) return { outcome: left || right ? 'unchanged' : 'stranger', ...NOTHING };
    const beneficiaryIds = await this.takeBack(em, source, changed, `来源系统已将患者编号 ${from} 与 ${into} 拆分`);
    return { outcome: 'moved', newLinks: [], beneficiaryIds };
  }

  /** Gives up a link: back to whom it belonged before, or to nobody, with everything that came under it. False: there is none. */
  async giveUp(em: EntityManager, source: string, patientId: string, reason: string): Promise<boolean> {
    const [link] = await this.links(em, source, [patientId]);
    if (link) await this.takeBack(em, source, link, reason);
    return link !== undefined;
  }

  /** A person has decided that `patientId` belongs to somebody else than it was linked to. The strictest secrecy wins. */
  async repoint(em: EntityManager, source: string, link: { patientId: string; beneficiaryId: string }, to: string, mergedInto: string | null): Promise<void> {
    await em.query(
      `update beneficiary set secrecy = 'V', version = version + 1, updated_at = now()
       where id = $2 and secrecy <> 'V' and exists (select 1 from beneficiary where id = $1 and secrecy = 'V')`,
      [link.beneficiaryId, to],
    );
    await this.moveLink(em, source, link.patientId, { to, mergedInto, beforeMerge: link.beneficiaryId });
    await this.facts.move(em, source, link.patientId, link.beneficiaryId, to);
    await LiveEvents.announce(em, [link.beneficiaryId, to].map((beneficiaryId) => ({ topic: 'roster', beneficiaryId })));
  }

  private async both(em: EntityManager, source: string, from: string, into: string): Promise<{ left?: Link; right?: Link }> {
    const links = await this.links(em, source, [from, into]);
    const of = (patientId: string): Link | undefined => links.find((link) => link.patientId === patientId);
    const [left, right] = [of(from), of(into)];
    return { ...(left ? { left } : {}), ...(right ? { right } : {}) };
  }

  private links(em: EntityManager, source: string, patientIds: readonly string[]): Promise<Link[]> {
    return em.query(
      `select patient_id as "patientId", beneficiary_id as "beneficiaryId", confidential, merged_into as "mergedInto",
         before_merge as "beforeMerge"
       from patient_link where source_system = $1 and patient_id = any ($2) and active order by patient_id for update`,
      [source, patientIds],
    );
  }

  private async takeBack(em: EntityManager, source: string, { patientId, beneficiaryId, beforeMerge }: Link, reason: string): Promise<string[]> {
    if (beforeMerge === null) {
      await this.facts.withdraw(em, source, patientId, beneficiaryId);
      await em.query(
        `update patient_link set active = false, merged_into = null, reason = $3 where source_system = $1 and patient_id = $2`,
        [source, patientId, reason],
      );
    } else {
      await this.moveLink(em, source, patientId, { to: beforeMerge, mergedInto: null, beforeMerge: null });
      if (beforeMerge !== beneficiaryId) await this.facts.move(em, source, patientId, beneficiaryId, beforeMerge);
    }
    const concerned = [...new Set([beneficiaryId, beforeMerge].filter((id) => id !== null))];
    await LiveEvents.announce(em, concerned.map((id) => ({ topic: 'roster', beneficiaryId: id })));
    return concerned;
  }

  private async markMerged(em: EntityManager, source: string, link: Link, into: string): Promise<MergeOutcome> {
    if (link.mergedInto === into) return { outcome: 'unchanged', ...NOTHING };
    await this.moveLink(em, source, link.patientId, { to: link.beneficiaryId, mergedInto: into, beforeMerge: link.beneficiaryId });
    return { outcome: 'moved', newLinks: [], beneficiaryIds: [link.beneficiaryId] };
  }

  private async askAboutConflict(em: EntityManager, source: string, { left, right }: { left: Link; right: Link }): Promise<MergeOutcome> {
    const confidential = left.confidential || right.confidential;
    const [person] = await em.query('select name, sex, birth_date as "birthDate" from beneficiary where id = $1', [left.beneficiaryId]);
    const asked = await this.writes.ask(em, source, [{
      patient: { ...person, patientId: left.patientId, mergedInto: right.patientId },
      candidate: {
        beneficiaryId: right.beneficiaryId, confidential, rule: 'MERGE', score: 90,
        reason: `来源系统将患者编号 ${left.patientId} 并入 ${right.patientId}，但两者已关联到不同的保健对象，未自动合并`,
      },
    }]);
    if (asked) await LiveEvents.announce(em, [{ topic: 'matching', beneficiaryId: null }]);
    return { outcome: 'conflict', newLinks: [], beneficiaryIds: [left.beneficiaryId, right.beneficiaryId] };
  }

  private async moveLink(
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
