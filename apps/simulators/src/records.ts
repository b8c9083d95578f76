import type { System } from './table.js';

/** Where one kind of record lives, for changes that leave no trace. */
export interface RecordPlace {
  /** The ledger's name for it. */
  readonly fact: string;
  readonly system: System;
  readonly table: string;
  readonly key: string;
  readonly parts: readonly string[];
  /** Whose it is, as SQL over a row: a patient number of eight digits. */
  readonly patient: string;
  readonly changedAt: string;
  /** A text column that readers take over and that means little. */
  readonly spare: string;
}

function place(
  fact: string,
  [system, table, key]: readonly [System, string, string],
  spare: string,
  more: Partial<RecordPlace> = {},
): RecordPlace {
  return { fact, system, table, key, spare, parts: [], patient: 'brid', changedAt: 'xgsj', ...more };
}

export const RECORDS: Readonly<Record<string, RecordPlace>> = {
  'lab-report': place('lab-report', ['lis', 'lis_bg', 'bgdh'], 'jyz', { parts: ['lis_jg'], patient: `lpad(brid, 8, '0')` }),
  registration: place('registration', ['his', 'ghxx', 'ghjlid'], 'ghtj'),
  'outpatient-visit': place('outpatient-visit', ['his', 'mzjz', 'jzlsh'], 'zs', { parts: ['zdjl'] }),
  'inpatient-visit': place('inpatient-visit', ['his', 'zyjl', 'jzlsh'], 'ryzd', { parts: ['zkjl', 'zdjl'] }),
  order: place('order', ['his', 'zyyz', 'yzzid'], 'bz'),
  prescription: place('prescription', ['his', 'cfzb', 'cfhm'], 'lczd', { parts: ['ypcfmx'] }),
  consultation: place('consultation', ['his', 'hzsq', 'sqhzid'], 'hzmd', { parts: ['hzcy'] }),
  checkup: place('checkup', ['peis', 'tj_sy', 'tjbh'], 'jy', { parts: ['tj_fk', 'tj_mx'], patient: 'tjryid' }),
  surgery: place('surgery', ['surgery', 'ssjl', 'sslsh'], 'ssj', { parts: ['ssmx'] }),
  'clinical-note': place('clinical-note', ['emr', 'blws', 'blbh'], 'blbt'),
  'exam-report': place('exam-report', ['ris', 'jcbg', 'jcwyid'], 'bzhjy'),
  endoscopy: place('exam-report', ['endo', 'njbg', 'jch'], 'jy', { changedAt: 'gxsj' }),
  appointment: place('appointment', ['booking', 'yyjl', 'yyh'], 'bz'),
};
