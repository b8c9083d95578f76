import type { SourcePatient } from './identity-resolver.port.js';

/** Charge types and insurance identities that a hospital gives to people under care; 7001 and 7002 are Guangdong's. */
const CARE_CHARGES: Readonly<Record<string, string>> = {
  干部保健: '费别“干部保健”', 特需: '费别“特需”', '7001': '医保身份“一级重点保健对象”', '7002': '医保身份“二级重点保健对象”',
};

/** Marks of the source that a patient may be one of ours, in words. */
export function signsOf(patient: Pick<SourcePatient, 'chargeType' | 'vipFlag'>): string[] {
  const charge = CARE_CHARGES[patient.chargeType?.trim() ?? ''];
  return [...(charge ? [charge] : []), ...(patient.vipFlag ? ['特需（VIP）标志'] : [])];
}
