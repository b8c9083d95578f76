import { Injectable } from '@nestjs/common';
import type { Target } from '@cadre/connector-kit/connector';
import type { EntityManager } from 'typeorm';
import { AccessUpkeep, type AccessVisit } from '../roster/access-upkeep.port.js';
import type { Owned } from './incoming.js';

const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A visit is a reason why a department and a doctor may see the person. */
@Injectable()
export class VisitAccess {
  constructor(private readonly access: AccessUpkeep) {}

  async upkeep(em: EntityManager, target: Target, moved: readonly Owned[]): Promise<void> {
    if (target !== 'outpatient-visit' && target !== 'inpatient-visit') return;
    await this.access.visited(em, moved.flatMap((owned) => reasonsOf(owned, target)));
  }
}

function reasonsOf({ owner, mapped }: Owned, target: 'outpatient-visit' | 'inpatient-visit'): AccessVisit[] {
  const { record, parts } = mapped;
  const inpatient = target === 'inpatient-visit';
  const from = asText(inpatient ? record['admittedAt'] : (record['seenAt'] ?? record['registeredAt']));
  if (!from) return [];
  const until = asText(inpatient ? record['dischargedAt'] : record['finishedAt']);
  const visit = { beneficiaryId: owner.beneficiaryId, from, until, kind: inpatient ? ('inpatient' as const) : ('outpatient' as const) };
  const passed = (parts['transfers'] ?? []).map((transfer) => asText(transfer['toDepartmentCode']));
  const departments = new Set([asText(record['departmentCode']), asText(record['admissionDepartmentCode']), ...passed]);
  return [...departments].flatMap((departmentCode) =>
    departmentCode
      ? [{ ...visit, departmentCode, staffNo: departmentCode === record['departmentCode'] ? asText(record['doctorCode']) : null }]
      : [],
  );
}
