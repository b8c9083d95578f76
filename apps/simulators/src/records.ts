import type { System } from './table.js';

/** Where one kind of record lives, for changes that leave no trace. */
export interface RecordPlace {
  /** What the page calls it. */
  readonly label: string;
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
  [label, fact]: readonly [string, string],
  [system, table, key]: readonly [System, string, string],
  spare: string,
  more: Partial<RecordPlace> = {},
): RecordPlace {
  return { label, fact, system, table, key, spare, parts: [], patient: 'brid', changedAt: 'xgsj', ...more };
}

export const RECORDS: Readonly<Record<string, RecordPlace>> = {
  'lab-report': place(['检验报告', 'lab-report'], ['lis', 'lis_bg', 'bgdh'], 'jyz', { parts: ['lis_jg'], patient: `lpad(brid, 8, '0')` }),
  registration: place(['挂号', 'registration'], ['his', 'ghxx', 'ghjlid'], 'ghtj'),
  'outpatient-visit': place(['门诊就诊', 'outpatient-visit'], ['his', 'mzjz', 'jzlsh'], 'zs', { parts: ['zdjl'] }),
  'inpatient-visit': place(['住院', 'inpatient-visit'], ['his', 'zyjl', 'jzlsh'], 'ryzd', { parts: ['zkjl', 'zdjl'] }),
  order: place(['医嘱', 'order'], ['his', 'zyyz', 'yzzid'], 'bz'),
  prescription: place(['处方', 'prescription'], ['his', 'cfzb', 'cfhm'], 'lczd', { parts: ['ypcfmx'] }),
  consultation: place(['会诊', 'consultation'], ['his', 'hzsq', 'sqhzid'], 'hzmd', { parts: ['hzcy'] }),
  checkup: place(['体检', 'checkup'], ['peis', 'tj_sy', 'tjbh'], 'jy', { parts: ['tj_fk', 'tj_mx'], patient: 'tjryid' }),
  surgery: place(['手术', 'surgery'], ['surgery', 'ssjl', 'sslsh'], 'ssj', { parts: ['ssmx'] }),
  'clinical-note': place(['文书', 'clinical-note'], ['emr', 'blws', 'blbh'], 'blbt'),
  'exam-report': place(['检查报告', 'exam-report'], ['ris', 'jcbg', 'jcwyid'], 'bzhjy'),
  endoscopy: place(['内镜报告', 'exam-report'], ['endo', 'njbg', 'jch'], 'jy', { changedAt: 'gxsj' }),
  appointment: place(['预约', 'appointment'], ['booking', 'yyjl', 'yyh'], 'bz'),
};
