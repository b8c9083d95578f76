import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { Conflict } from '../../platform/http/refusal.js';
import { HistoryRequests } from '../extraction/history-requests.port.js';
import { EnrolmentService } from './enrolment.service.js';
import { MatchWrites } from './match-writes.queries.js';
import { PatientMerge } from './patient-merge.service.js';

/** A candidate that somebody has decided about. */
export interface DecidedPair {
  readonly id: string;
  readonly source: string;
  readonly patientId: string;
  readonly reason: string;
}

/** What a decision does to links and facts. */
@Injectable()
export class MatchLinking {
  constructor(
    private readonly writes: MatchWrites,
    private readonly merges: PatientMerge,
    private readonly enrolment: EnrolmentService,
    private readonly history: HistoryRequests,
  ) {}

  /** A number that belonged to somebody else moves with everything under it; a new one has its history fetched. */
  async link(em: EntityManager, caller: Caller, pair: DecidedPair & { mergedInto: string | null }, chosen: string): Promise<void> {
    const { source, patientId, mergedInto } = pair;
    const [person]: { confidential: boolean }[] = await em.query('select confidential from beneficiary where id = $1', [chosen]);
    const present = (await this.writes.links(em, source, [patientId])).get(patientId);
    if (present && present.beneficiaryId !== chosen) {
      await this.merges.repoint(em, source, { patientId, beneficiaryId: present.beneficiaryId }, chosen, mergedInto);
      return;
    }
    if (present) return;
    const reason = `人工确认：${pair.reason}`;
    await this.writes.link(em, source, [
      { patientId, beneficiaryId: chosen, confidential: person!.confidential, rule: 'CONFIRMED', reason, matchedBy: caller.username },
    ]);
    await this.history.linked(em, source, [patientId]);
    await this.merges.becameOurs(em, source, [patientId]);
  }

  /** Gives the link up again; somebody whom the decision had put on the roster leaves it. */
  async unlink(em: EntityManager, { id, source, patientId }: DecidedPair): Promise<void> {
    const [enrolled]: { id: string }[] = await em.query(
      `select b.id from patient_link l join beneficiary b on b.id = l.beneficiary_id
       where l.source_system = $1 and l.patient_id = $2 and l.active and b.origin = 'match'
         and b.created_at = (select decided_at from match_candidate where id = $3)`,
      [source, patientId, id],
    );
    if (!(await this.merges.giveUp(em, source, patientId, '人工撤销确认'))) {
      throw new Conflict('CHANGED_MEANWHILE', '该患者编号的关联已被更改，不能撤销。请刷新后查看。');
    }
    if (enrolled) await this.enrolment.withdraw(em, enrolled.id, '撤销误建档');
  }
}
