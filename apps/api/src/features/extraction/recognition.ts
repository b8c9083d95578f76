import { Injectable } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { FieldValues } from '@cadre/connector-kit/mapping';
import type { EntityManager } from 'typeorm';
import { IdentityResolver, type SourcePatient } from '../roster/identity-resolver.port.js';
import type { Owned, Owner, SourceRecord } from './incoming.js';
import { HistoryRequests } from './history-requests.port.js';
import type { Verdict } from './run-counts.js';
import type { ActiveSource } from './source-registry.js';

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const asFlag = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

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
  async merges(em: EntityManager, source: ActiveSource, records: readonly SourceRecord[]): Promise<Map<number, Verdict>> {
    const verdicts = new Map<number, Verdict>();
    const numbersOf = source.connector.patientNumbersOf;
    for (const { index, mapped } of records) {
      const { fromPatientId, intoPatientId, action } = mapped.record;
      const { outcome, newLinks } = await this.identities.merge(
        em, numbersOf, String(fromPatientId), String(intoPatientId), action === 'unmerge' ? 'unmerge' : 'merge',
      );
      if (newLinks.length) await this.history.linked(em, numbersOf, newLinks);
      verdicts.set(index, outcome === 'moved' ? 'changed' : outcome === 'unchanged' ? 'unchanged' : 'filtered');
    }
    return verdicts;
  }

  /** The records that are ours, each with its owner. A check-up brings its own description of the person and is matched by it. */
  async ours(em: EntityManager, source: ActiveSource, stream: StreamSpec, records: readonly SourceRecord[]): Promise<Owned[]> {
    if (stream.target === 'checkup') {
      await this.identities.resolve(em, source.connector.patientNumbersOf, records.map(({ mapped }) => patientOf(mapped.patientId, mapped.record)));
    }
    const owners = await ownersOf(em, source.connector.patientNumbersOf, records);
    return records.flatMap((record) => {
      const owner = owners.get(record.mapped.patientId);
      return owner ? [{ ...record, owner }] : [];
    });
  }
}

/** The people are held until the commit: whoever is made 机密 meanwhile waits, and finds these facts to label. */
async function ownersOf(em: EntityManager, numbersOf: string, records: readonly SourceRecord[]): Promise<Map<string, Owner>> {
  const rows: (Owner & { patientId: string })[] = await em.query(
    `select l.patient_id as "patientId", b.id as "beneficiaryId", b.confidential, b.sex, b.birth_date as "birthDate"
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
