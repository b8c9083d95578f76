import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import { MatchWrites } from './match-writes.queries.js';

/** Two numbers that the source calls one person and that two of our people have; `owner` has `into`. */
export interface MergeConflict {
  readonly from: string;
  readonly into: string;
  readonly owner: string;
}

/** Asks people about merges that would make two of ours one. A pair that was decided stays decided. */
@Injectable()
export class MergeQuestions {
  constructor(private readonly writes: MatchWrites) {}

  async ask(em: EntityManager, source: string, conflicts: readonly MergeConflict[]): Promise<void> {
    let asked = false;
    for (const { from, into, owner } of conflicts) {
      const [person]: { name: string; sex: string; birthDate: string | null; confidential: boolean }[] = await em.query(
        `select b.name, b.sex, b.birth_date as "birthDate", b.confidential or (select confidential from beneficiary where id = $3) as confidential
         from patient_link l join beneficiary b on b.id = l.beneficiary_id where l.source_system = $1 and l.patient_id = $2`,
        [source, from, owner],
      );
      if (!person) continue;
      const { confidential, ...described } = person;
      const isNew = await this.writes.ask(em, source, [{
        patient: { ...described, patientId: from, mergedInto: into },
        candidate: {
          beneficiaryId: owner, confidential, rule: 'MERGE', score: 90,
          reason: `来源系统将患者编号 ${from} 并入 ${into}，但两者已关联到不同的保健对象，未自动合并`,
        },
      }]);
      asked ||= isNew;
    }
    if (asked) await LiveEvents.announce(em, [{ topic: 'matching', beneficiaryId: null }]);
  }
}
