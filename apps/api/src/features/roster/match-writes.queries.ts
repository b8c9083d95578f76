import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import type { LinkedPerson, SourcePatient } from './identity-resolver.port.js';
import type { Candidate } from './match-ladder.js';

export interface NewLink extends LinkedPerson {
  readonly patientId: string;
  readonly rule: string;
  readonly reason: string;
  readonly matchedBy: string;
  readonly mergedInto?: string | null;
}

export interface NewCandidate {
  readonly patient: SourcePatient;
  readonly candidate: Candidate;
}

/** Links and candidates as rows. */
@Injectable()
export class MatchWrites {
  constructor(private readonly cipher: FieldCipher) {}

  /** Active links of these patient numbers. */
  async links(em: EntityManager, source: string, patientIds: readonly string[]): Promise<Map<string, LinkedPerson & { rule: string }>> {
    const rows: (LinkedPerson & { patientId: string; rule: string })[] = await em.query(
      `select patient_id as "patientId", beneficiary_id as "beneficiaryId", confidential, rule
       from patient_link where source_system = $1 and patient_id = any ($2) and active`,
      [source, [...new Set(patientIds)]],
    );
    return new Map(rows.map(({ patientId, ...person }) => [patientId, person]));
  }

  /** Makes links, or takes up links that had been given up. What waited for a decision about these patients is settled. */
  async link(em: EntityManager, source: string, links: readonly NewLink[]): Promise<void> {
    if (links.length === 0) return;
    await em.query(
      `insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by, merged_into)
       select $1, "patientId", "beneficiaryId", rule, reason, confidential, "matchedBy", "mergedInto" from json_to_recordset($2) as l
         ("patientId" text, "beneficiaryId" uuid, rule text, reason text, confidential boolean, "matchedBy" text, "mergedInto" text)
       on conflict (source_system, patient_id) do update set beneficiary_id = excluded.beneficiary_id, rule = excluded.rule,
         reason = excluded.reason, confidential = excluded.confidential, matched_by = excluded.matched_by,
         merged_into = excluded.merged_into, before_merge = null, active = true, matched_at = now()
       where not patient_link.active`,
      [source, JSON.stringify(links)],
    );
    await em.query(
      `update match_candidate set status = 'settled', decided_by = 'system', decided_at = now(), updated_at = now()
       where source_system = $1 and patient_id = any ($2) and status = 'open'`,
      [source, links.map(({ patientId }) => patientId)],
    );
  }

  /** Asks for a decision. A pair that was decided before stays decided. True: something new waits. */
  async ask(em: EntityManager, source: string, candidates: readonly NewCandidate[]): Promise<boolean> {
    const asked = await this.asked(em, source, candidates.map(({ patient }) => patient.patientId));
    const news = candidates.filter((one) => !asked.has(wordingOf(one)));
    if (news.length === 0) return false;
    const rows = news.map(({ patient, candidate }) => ({
      ...candidate, patientId: patient.patientId, person: this.cipher.seal(JSON.stringify(patient)),
    }));
    const written: { isNew: boolean }[] = await em.query(
      `insert into match_candidate (source_system, patient_id, beneficiary_id, rule, score, reason, person_cipher, confidential)
       select $1, "patientId", "beneficiaryId", rule, score, reason, person, confidential from json_to_recordset($2) as c
         ("patientId" text, "beneficiaryId" uuid, rule text, score integer, reason text, person text, confidential boolean)
       on conflict (source_system, patient_id, (coalesce(beneficiary_id, '00000000-0000-0000-0000-000000000000')))
       do update set rule = excluded.rule, score = excluded.score, reason = excluded.reason, person_cipher = excluded.person_cipher,
         confidential = excluded.confidential or match_candidate.confidential, updated_at = now()
       where match_candidate.status = 'open'
       returning (xmax = 0) as "isNew"`,
      [source, JSON.stringify(rows)],
    );
    return written.some(({ isNew }) => isNew);
  }

  /** What is asked about these patients already, to the word: the same patient read again is no news. */
  private async asked(em: EntityManager, source: string, patientIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (patientIds.length === 0) return new Set();
    const rows: { candidate: Candidate; cipher: string }[] = await em.query(
      `select json_build_object('beneficiaryId', beneficiary_id, 'rule', rule, 'reason', reason) as candidate, person_cipher as cipher
       from match_candidate where source_system = $1 and patient_id = any ($2) and status = 'open'`,
      [source, patientIds],
    );
    return new Set(rows.map(({ candidate, cipher }) => wordingOf({ patient: this.open(cipher), candidate })));
  }

  /** Pairs that somebody has said no to, as `patientId beneficiaryId`. */
  async rejected(em: EntityManager, source: string, patientIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { pair: string }[] = await em.query(
      `select patient_id || ' ' || coalesce(beneficiary_id::text, '') as pair from match_candidate
       where source_system = $1 and patient_id = any ($2) and status = 'rejected'`,
      [source, patientIds],
    );
    return new Set(rows.map(({ pair }) => pair));
  }

  open(cipher: string): SourcePatient {
    return JSON.parse(this.cipher.open(cipher)) as SourcePatient;
  }
}

const wordingOf = ({ patient, candidate: { beneficiaryId, rule, reason } }: NewCandidate): string =>
  JSON.stringify([beneficiaryId, rule, reason, patient]);
