import type { Caller } from '../../platform/access/caller.js';
import type { BeneficiaryRow } from './beneficiary.dto.js';
import type { FoundPersonRow } from './people-search.dto.js';

/** What a 机密 person is called where others may look on. */
const PLACEHOLDER = '机密对象';

/** Whether a person of the list stands there by a placeholder: 机密, and not open to the caller now. */
export function needsOpening({ scope }: Caller, { beneficiaryId, secrecy }: { beneficiaryId: string; secrecy: string }): boolean {
  return secrecy === 'V' && !scope.opened.some((one) => one.beneficiaryId === beneficiaryId);
}

/** A row of the roster, or what stands for it: he is there, under his alias, and who may opens him. */
export function concealedRow(caller: Caller, row: BeneficiaryRow, aliasName: string | null): BeneficiaryRow {
  if (!needsOpening(caller, row)) return row;
  return {
    ...row, name: aliasName ?? PLACEHOLDER, sex: '0', birthDate: null, age: null, careLevel: null, careLevelExpired: false, careLevelUntil: null,
    workUnit: null, position: null, phone: null, idCardNo: null, insuranceNo: null, careCardNo: null, socialSecurityNo: null, socialCardNo: null,
    policyNo: [], address: null, careDoctorName: null, keyCare: false, inHospital: null, lastVisitAt: null, checkupYear: null, contact: null, phoneAccount: 'none', linkedSources: [], isNew: false,
    needsOpening: true,
  };
}

/** The same for whoever was searched for. */
export function concealedHit(caller: Caller, hit: FoundPersonRow, { secrecy, aliasName }: { secrecy: string; aliasName: string | null }): FoundPersonRow {
  if (!needsOpening(caller, { beneficiaryId: hit.beneficiaryId, secrecy })) return hit;
  return { ...hit, name: aliasName ?? PLACEHOLDER, sex: '0', age: null, careLevel: null, workUnit: null, bed: null, needsOpening: true };
}
