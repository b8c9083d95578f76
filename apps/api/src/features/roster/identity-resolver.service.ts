import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import {
  IdentityResolver, type LinkedPerson, type MergeOutcome, type Resolution, type SourcePatient, type ToldMerge,
} from './identity-resolver.port.js';
import { MatchEvidence } from './match-evidence.queries.js';
import { type Decision, decide, type Hit } from './match-ladder.js';
import { MatchWrites } from './match-writes.queries.js';
import { DERIVED_RULES, PatientMerge } from './patient-merge.service.js';

/** Climbs the ladder for whole pages of patients, writes what it found and asks where it is not sure. */
@Injectable()
export class IdentityResolverService implements IdentityResolver {
  constructor(
    private readonly evidence: MatchEvidence,
    private readonly writes: MatchWrites,
    private readonly merges: PatientMerge,
  ) {}

  async resolve(em: EntityManager, sourceSystem: string, patients: readonly SourcePatient[]): Promise<readonly Resolution[]> {
    const ids = patients.map(({ patientId }) => patientId);
    const links = await this.writes.links(em, sourceSystem, [...ids, ...patients.flatMap(({ mergedInto }) => mergedInto ?? [])]);
    const open = patients.filter(({ patientId }) => !links.has(patientId));
    const decisions = await this.decisions(em, sourceSystem, open, links);
    await this.write(em, sourceSystem, decisions);
    await this.proof(em, sourceSystem, patients.filter(({ patientId }) => DERIVED_RULES.has(links.get(patientId)?.rule ?? '')), links);
    const merged = await this.merges.lookFor(em, sourceSystem, open.flatMap(({ patientId }) => decisions.get(patientId)!.decision.outcome === 'linked' ? [] : [patientId]));
    const byMerge = merged.length ? await this.writes.links(em, sourceSystem, merged) : new Map<string, LinkedPerson>();
    return patients.map(({ patientId }) => {
      const known = links.get(patientId);
      const found = byMerge.get(patientId);
      if (known) return resolved(patientId, known, false);
      return found ? resolved(patientId, found, true) : resolutionOf(patientId, decisions.get(patientId)!.decision);
    });
  }

  mergesTold(em: EntityManager, sourceSystem: string, merges: readonly ToldMerge[]): Promise<readonly MergeOutcome[]> {
    return this.merges.told(em, sourceSystem, merges);
  }

  /** Somebody who is ours by a merge alone may prove to be so, or to be another of ours, by his own numbers. */
  private async proof(
    em: EntityManager, source: string, patients: readonly SourcePatient[], links: ReadonlyMap<string, LinkedPerson>,
  ): Promise<void> {
    const decisions = await this.decisions(em, source, patients.map((patient) => ({ ...patient, mergedInto: null })), links);
    for (const [patientId, { decision }] of decisions) {
      if (decision.outcome === 'linked') await this.merges.proved(em, source, patientId, decision);
    }
  }

  private async decisions(
    em: EntityManager, source: string, patients: readonly SourcePatient[], links: ReadonlyMap<string, LinkedPerson>,
  ): Promise<Map<string, { patient: SourcePatient; decision: Decision }>> {
    if (patients.length === 0) return new Map();
    const hits = await this.evidence.hitsOf(em, patients);
    const rejected = await this.writes.rejected(em, source, patients.map(({ patientId }) => patientId));
    return new Map(
      patients.map((patient, i) => {
        const survivor = patient.mergedInto ? links.get(patient.mergedInto) : undefined;
        const all = [...hits[i]!, ...(survivor ? [mergedHit(survivor)] : [])];
        const allowed = all.filter(({ beneficiaryId }) => !rejected.has(`${patient.patientId} ${beneficiaryId}`));
        return [patient.patientId, { patient, decision: withoutRejected(decide(patient, allowed), patient, rejected) }];
      }),
    );
  }

  private async write(
    em: EntityManager, source: string, decisions: ReadonlyMap<string, { patient: SourcePatient; decision: Decision }>,
  ): Promise<void> {
    const found = [...decisions.values()];
    const links = found.flatMap(({ patient, decision }) =>
      decision.outcome === 'linked' ? [{ ...decision, patientId: patient.patientId, matchedBy: 'system' }] : [],
    );
    await this.writes.link(em, source, links);
    await this.merges.becameOurs(em, source, links.map(({ patientId }) => patientId));
    const asked = await this.writes.ask(em, source, found.flatMap(({ patient, decision }) =>
      'candidates' in decision ? decision.candidates.map((candidate) => ({ patient, candidate })) : [],
    ));
    await LiveEvents.announce(em, [
      ...[...new Set(links.map(({ beneficiaryId }) => beneficiaryId))].map((beneficiaryId) => ({ topic: 'roster', beneficiaryId }) as const),
      ...(asked ? [{ topic: 'matching', beneficiaryId: null } as const] : []),
    ]);
  }
}

const resolved = (patientId: string, { beneficiaryId, confidential }: LinkedPerson, linkIsNew: boolean): Resolution => ({
  patientId, outcome: 'linked', beneficiaryId, confidential, linkIsNew,
});

const mergedHit = ({ beneficiaryId, confidential }: LinkedPerson): Hit => ({
  beneficiaryId, confidential, name: '', aliasName: null, sex: '0', birthDate: null, hasIdCard: false, numbers: new Set(),
  samePhoneTail: false, known: 'merge',
});

/** A suspicion that somebody has dismissed does not come back either. */
function withoutRejected(decision: Decision, { patientId }: SourcePatient, rejected: ReadonlySet<string>): Decision {
  return decision.outcome === 'suspected' && rejected.has(`${patientId} `) ? { outcome: 'stranger' } : decision;
}

function resolutionOf(patientId: string, decision: Decision): Resolution {
  return decision.outcome === 'linked'
    ? { patientId, outcome: 'linked', beneficiaryId: decision.beneficiaryId, confidential: decision.confidential, linkIsNew: true }
    : { patientId, outcome: decision.outcome, beneficiaryId: null, confidential: false, linkIsNew: false };
}
