import { readIdCard } from '@cadre/clinical/id-card';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { BadInput, Conflict, NotFound } from '../../platform/http/refusal.js';
import type { SourcePatient } from './identity-resolver.port.js';
import type { ConfirmRequest, EnrolPatient, MatchDecision } from './match-candidate.dto.js';
import { type DecidedPair, MatchLinking } from './match-linking.service.js';
import { MatchWrites } from './match-writes.queries.js';
import { NewPersonService } from './new-person.service.js';
import { personProblems } from './person-problems.js';
import { NO_BACKGROUND, type RosterPerson } from './person.js';

interface Open extends DecidedPair {
  readonly beneficiaryId: string | null;
  readonly status: string;
  readonly personCipher: string;
}

/** What people decide about candidates. Each decision is on the trail, and each can be taken back. */
@Injectable()
export class MatchDecisions {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly writes: MatchWrites,
    private readonly linking: MatchLinking,
    private readonly newPeople: NewPersonService,
  ) {}

  /** Links the patient to the proposed person, to another one, or to one who is enrolled by this. */
  async confirm(caller: Caller, id: string, { beneficiaryId, enrol }: ConfirmRequest): Promise<MatchDecision> {
    if (enrol && !caller.permissions.has('beneficiary:write')) throw new BadInput('您的账号不能新增保健对象，请选择名册中的对象。');
    if (enrol) await this.checkEnrolment(caller, id, enrol);
    return this.db.asCaller(caller, async (em) => {
      const candidate = await this.candidate(em, id, ['open']);
      const patient = this.writes.open(candidate.personCipher);
      const chosen = enrol
        ? (await this.newPeople.enrolOnce(em, personOf(patient, enrol))).id
        : await this.visible(em, beneficiaryId ?? candidate.beneficiaryId);
      await this.linking.link(em, caller, { ...candidate, mergedInto: patient.mergedInto ?? null }, chosen);
      return this.decide(em, caller, candidate, { status: 'confirmed', beneficiaryId: chosen, reason: null });
    });
  }

  /** The pair never comes back by itself. */
  async reject(caller: Caller, id: string, reason: string): Promise<MatchDecision> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const candidate = await this.candidate(em, id, ['open']);
      return this.decide(em, caller, candidate, { status: 'rejected', beneficiaryId: candidate.beneficiaryId, reason });
    });
  }

  /** Opens a decided pair again; a link that the decision made is given up, a moved one goes back. */
  async undo(caller: Caller, id: string): Promise<MatchDecision> {
    return this.db.asCaller(caller, async (em) => {
      const candidate = await this.candidate(em, id, ['confirmed', 'rejected']);
      if (candidate.status === 'confirmed') await this.linking.unlink(em, candidate);
      return this.decide(em, caller, candidate, { status: 'open', beneficiaryId: candidate.beneficiaryId, reason: null });
    });
  }

  private async candidate(em: EntityManager, id: string, statuses: readonly string[]): Promise<Open> {
    const [found]: Open[] = await em.query(
      `select id, source_system as source, patient_id as "patientId", beneficiary_id as "beneficiaryId", reason, status,
         person_cipher as "personCipher"
       from match_candidate c where id = $1
         and (beneficiary_id is null or exists (select 1 from beneficiary b where b.id = c.beneficiary_id)) for update`,
      [id],
    );
    if (!found) throw new NotFound('待匹配记录');
    if (!statuses.includes(found.status)) throw new Conflict('CHANGED_MEANWHILE', '该记录已由其他人处理，请刷新后查看结果。');
    return found;
  }

  private async visible(em: EntityManager, beneficiaryId: string | null): Promise<string> {
    if (!beneficiaryId) throw new BadInput('请选择名册中的对象，或选择新增。', [{ field: 'beneficiaryId', message: '请选择保健对象' }]);
    const found: unknown[] = await em.query('select 1 from beneficiary where id = $1', [beneficiaryId]);
    if (found.length === 0) throw new NotFound('保健对象');
    return beneficiaryId;
  }

  private async decide(
    em: EntityManager, caller: Caller, { id }: Open, { status, beneficiaryId, reason }: Omit<MatchDecision, 'id'> & { reason: string | null },
  ): Promise<MatchDecision> {
    const decided = status === 'open' ? null : caller.username;
    await em.query(
      `update match_candidate set status = $2, decided_by = $3, decided_at = case when $3::text is null then null else now() end,
         decide_reason = $4, updated_at = now() where id = $1`,
      [id, status, decided, reason],
    );
    await LiveEvents.announce(em, [{ topic: 'matching', beneficiaryId: null }, ...(beneficiaryId ? [{ topic: 'roster' as const, beneficiaryId }] : [])]);
    return { id, status, beneficiaryId };
  }

  /** Before the act, because it looks at people whom the caller may not see. What it reads he has read in the list. */
  private async checkEnrolment(caller: Caller, id: string, enrol: EnrolPatient): Promise<void> {
    const [candidate]: { personCipher: string }[] = await this.db.asSystem('duplicate-check', (em) =>
      em.query(
        `select person_cipher as "personCipher" from match_candidate where id = $1 and status = 'open'
           and (not confidential or beneficiary_id = any ($2)) and not may_be_hidden(source_system, patient_id, $2)`,
        [id, caller.scope.opened.map(({ beneficiaryId }) => beneficiaryId)],
      ),
    );
    if (!candidate) return;
    const person = personOf(this.writes.open(candidate.personCipher), enrol);
    const problems = personProblems(person);
    if (problems.length) throw new BadInput(`来源资料不足以建档：${problems.map(({ message }) => message).join('；')}。请手工新增。`, problems);
    await this.newPeople.refuseKnown(person);
  }
}

function personOf(patient: SourcePatient, { category, careLevel }: EnrolPatient): RosterPerson {
  const card = patient.idCardNo ? readIdCard(patient.idCardNo) : null;
  const resident = card?.kind === 'resident' ? card : null;
  return {
    ...NO_BACKGROUND,
    name: patient.name, aliasName: null, sex: patient.sex ?? resident?.sex ?? '0', birthDate: patient.birthDate ?? resident?.birthDate ?? null,
    idType: resident ? '01' : null, idCardNo: patient.idCardNo ?? null, phone: patient.phone ?? null, insuranceNo: patient.insuranceNo ?? null,
    socialSecurityNo: patient.socialSecurityNo ?? null, careCardNo: patient.careCardNo ?? null, workUnit: patient.workUnit ?? null,
    position: null, rank: null, categories: category, primaryCategory: category[0] ?? 'vip', personCategories: [],
    careLevel: careLevel ?? null, careLevelFrom: null, careLevelUntil: null, secrecy: 'N', status: 'active', allergies: null, address: null,
    origin: 'match', demo: false,
  };
}
