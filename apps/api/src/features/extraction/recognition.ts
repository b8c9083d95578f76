import { Injectable } from '@nestjs/common';
import type { StreamSpec, Target } from '@cadre/connector-kit/connector';
import type { FieldValues } from '@cadre/connector-kit/mapping';
import type { EntityManager } from 'typeorm';
import { IdentityResolver, type MergeOutcome, type SourcePatient, type ToldMerge } from '../roster/identity-resolver.port.js';
import type { Owned, Owner, SourceRecord } from './incoming.js';
import { HistoryRequests } from './history-requests.port.js';
import type { Verdict } from './run-counts.js';
import type { ActiveSource } from './source-registry.js';

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const asFlag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

const VERDICTS: Readonly<Record<MergeOutcome, Verdict>> = {
  moved: 'changed', unchanged: 'unchanged', superseded: 'superseded', conflict: 'filtered', stranger: 'filtered',
};

/** He may have left the roster: what happened before is his, what happens later is nobody's of ours. */
interface PossibleOwner extends Owner {
  readonly leftAt: Date | null;
}

/** The fields that say when a thing happened, the first that is told counts. */
const HAPPENED: Readonly<Partial<Record<Target, readonly string[]>>> = {
  registration: ['registeredAt'],
  'outpatient-visit': ['registeredAt', 'seenAt'],
  'inpatient-visit': ['admittedAt'],
  'lab-report': ['collectedAt', 'reportedAt'],
  checkup: ['checkupDate'],
  order: ['orderedAt'],
  prescription: ['prescribedAt'],
  surgery: ['startedAt', 'scheduledAt'],
  consultation: ['requestedAt'],
  'clinical-note': ['writtenAt', 'signedAt'],
  'exam-report': ['examinedAt'],
  'imaging-study': ['startedAt'],
  appointment: ['bookedAt', 'appointedAt'],
};

function hasLeftBefore({ leftAt }: PossibleOwner, { mapped }: SourceRecord, target: Target): boolean {
  if (leftAt === null) return false;
  const told = (HAPPENED[target] ?? []).map((field) => mapped.record[field]).find((value) => typeof value === 'string');
  return Date.parse(String(told ?? mapped.version)) > leftAt.getTime();
}

/** Decides whose a record is. What belongs to nobody of ours is not stored. */
@Injectable()
export class Recognition {
  constructor(
    private readonly identities: IdentityResolver,
    private readonly history: HistoryRequests,
  ) {}

  /** A list of patients: links are made, nothing else is kept of it. */
  async patients(em: EntityManager, source: ActiveSource, records: readonly SourceRecord[]): Promise<Map<number, Verdict>> {
    const numbersOf = source.connector.patientNumbersOf;
    const resolved = await this.identities.resolve(em, numbersOf, records.map(({ mapped }) => patientOf(mapped.patientId, mapped.record)));
    const fresh = resolved.filter(({ linkIsNew }) => linkIsNew).map(({ patientId }) => patientId);
    if (fresh.length) await this.history.linked(em, numbersOf, fresh);
    return new Map(
      records.map(({ index }, at) => {
        const { beneficiaryId, linkIsNew } = resolved[at]!;
        return [index, linkIsNew ? 'added' : beneficiaryId ? 'unchanged' : 'filtered'];
      }),
    );
  }

  /** Merges and splits of patient numbers at the source. */
  async merges(em: EntityManager, source: ActiveSource, stream: StreamSpec, records: readonly SourceRecord[]): Promise<Map<number, Verdict>> {
    const told = records.map(({ mapped, hash }): ToldMerge => ({
      from: String(mapped.record['fromPatientId']), into: String(mapped.record['intoPatientId']),
      action: mapped.record['action'] === 'unmerge' ? 'unmerge' : 'merge', version: mapped.version, rank: stream.rank, hash,
    }));
    const outcomes = await this.identities.mergesTold(em, source.connector.patientNumbersOf, told);
    return new Map(records.map(({ index }, at) => [index, VERDICTS[outcomes[at]!]]));
  }

  /** The records that are ours, each with its owner. A check-up brings its own description of the person and is matched by it. */
  async ours(em: EntityManager, source: ActiveSource, stream: StreamSpec, records: readonly SourceRecord[]): Promise<Owned[]> {
    if (stream.target === 'checkup') {
      await this.identities.resolve(em, source.connector.patientNumbersOf, records.map(({ mapped }) => patientOf(mapped.patientId, mapped.record)));
    }
    const owners = await ownersOf(em, source.connector.patientNumbersOf, records);
    return records.flatMap((record) => {
      const owner = owners.get(record.mapped.patientId);
      return owner && !hasLeftBefore(owner, record, stream.target) ? [{ ...record, owner }] : [];
    });
  }
}

/** The people are held until the commit: whoever is made 机密 meanwhile waits, and finds these facts to label. */
async function ownersOf(em: EntityManager, numbersOf: string, records: readonly SourceRecord[]): Promise<Map<string, PossibleOwner>> {
  const rows: (PossibleOwner & { patientId: string })[] = await em.query(
    `select l.patient_id as "patientId", b.id as "beneficiaryId", b.confidential, b.sex, b.birth_date as "birthDate", b.left_at as "leftAt"
     from patient_link l join beneficiary b on b.id = l.beneficiary_id
     where l.source_system = $1 and l.patient_id = any ($2) and l.active
     for share of b`,
    [numbersOf, [...new Set(records.map(({ mapped }) => mapped.patientId))]],
  );
  return new Map(rows.map((row) => [row.patientId, row]));
}

function patientOf(patientId: string, record: FieldValues): SourcePatient {
  return {
    patientId,
    name: asText(record['name'] ?? record['personName']) ?? '',
    sex: asText(record['sex']), birthDate: asText(record['birthDate']), idCardNo: asText(record['idCardNo']),
    phone: asText(record['phone']), workUnit: asText(record['workUnit']), chargeType: asText(record['chargeType']),
    insuranceNo: asText(record['insuranceNo']), socialSecurityNo: asText(record['socialSecurityNo']), careCardNo: asText(record['careCardNo']),
    vipFlag: asFlag(record['vipFlag']), aliasName: asFlag(record['aliasName']), cancelled: asFlag(record['cancelled']),
    mergedInto: asText(record['mergedInto']),
  };
}
