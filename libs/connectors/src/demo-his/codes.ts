import type { CodeTableSet } from '@cadre/connector-kit/code-tables';

/** What this HIS writes, in our words. Both its words and its numbers occur, depending on the window. */
export const hisCodes: CodeTableSet = {
  sex: { 男: '1', M: '1', '1': '1', 女: '2', F: '2', '2': '2', 未知: '0', U: '0', '0': '0', 未说明: '9', '9': '9' },
  'charge-type': {
    '01': '自费',
    '1': '自费',
    自费: '自费',
    '02': '医保',
    '2': '医保',
    医保: '医保',
    '11': '干部保健',
    干部保健: '干部保健',
    '12': '特需',
    特需: '特需',
  },
  'visit-class': {
    '0': 'outpatient',
    O: 'outpatient',
    否: 'outpatient',
    N: 'outpatient',
    '1': 'emergency',
    E: 'emergency',
    是: 'emergency',
    Y: 'emergency',
  },
  // A number is the visit's own state; an event speaks only when the message carries none.
  'outpatient-status': {
    '0': 'registered',
    '1': 'in_visit',
    '2': 'finished',
    '9': 'refunded',
    A04: 'registered',
    A03: 'finished',
    A11: 'refunded',
  },
  // 1 certificate of discharge written, 2 bill prepared: the patient is still in bed. 99 registered by mistake.
  'inpatient-status': {
    '0': 'in_hospital',
    '1': 'in_hospital',
    '2': 'in_hospital',
    '8': 'discharged',
    '9': 'discharged',
    '102': 'discharged',
    '99': 'cancelled',
    A01: 'in_hospital',
    A02: 'in_hospital',
    A13: 'in_hospital',
    A03: 'discharged',
    A11: 'cancelled',
  },
  'diagnosis-kind': { '1': 'outpatient', '2': 'admission', '3': 'discharge', '4': 'preoperative' },
  'transfer-kind': { '1': 'admission', '2': 'department', '3': 'bed' },
  'transfer-cancelled': { '1': '0', '9': '1' },
  'merge-action': { '1': 'merge', '2': 'unmerge' },
};
