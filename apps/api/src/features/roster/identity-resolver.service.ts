import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LiveEvents } from '../../platform/http/live-events.js';
import {
  IdentityResolver, type LinkedPerson, type MergeOutcome, type Resolution, type SourcePatient,
} from './identity-resolver.port.js';
import { MatchEvidence } from './match-evidence.queries.js';
import { type Decision, decide, type Hit } from './match-ladder.js';
import { MatchWrites } from './match-writes.queries.js';
import { PatientMerge } from './patient-merge.service.js';

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
    return patients.map(({ patientId }) => {
      const link = links.get(patientId);
      return link ? { patientId, outcome: 'linked', ...link, linkIsNew: false } : resolutionOf(patientId, decisions.get(patientId)!.decision);
    });
  }

  linked(em: EntityManager, sourceSystem: string, patientIds: readonly string[]): Promise<ReadonlyMap<string, LinkedPerson>> {
    return this.writes.links(em, sourceSystem, patientIds);
  }

  merge(em: EntityManager, sourceSystem: string, from: string, into: string, action: 'merge' | 'unmerge'): Promise<MergeOutcome> {
    return action === 'merge' ? this.merges.merge(em, sourceSystem, from, into) : this.merges.unmerge(em, sourceSystem, from, into);
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
    const asked = await this.writes.ask(em, source, found.flatMap(({ patient, decision }) =>
      'candidates' in decision ? decision.candidates.map((candidate) => ({ patient, candidate })) : [],
    ));
    await LiveEvents.announce(em, [
      ...[...new Set(links.map(({ beneficiaryId }) => beneficiaryId))].map((beneficiaryId) => ({ topic: 'roster', beneficiaryId }) as const),
      ...(asked ? [{ topic: 'matching', beneficiaryId: null } as const] : []),
    ]);
  }
}

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
