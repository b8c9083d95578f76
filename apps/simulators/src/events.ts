import type { Desk, Wish } from './desk.js';
import { checkup } from './events-checkup.js';
import { hardDelete } from './events-delete.js';
import { admit, cancelAdmission, cancelDischarge, discharge, transfer } from './events-inpatient.js';
import { correctLab, lab, withdrawLab } from './events-lab.js';
import { refund, register, see } from './events-outpatient.js';
import { mendLab, spoilLab } from './events-spoil.js';
import { changePatient, merge, unmerge } from './events-patient.js';

/** Everything that can happen, by the name of its address; `label` is what the page's button says. */
export const EVENTS: Readonly<
  Record<string, { readonly label: string; readonly run: (desk: Desk, wish: Wish) => Promise<object> }>
> = {
  register: { label: '挂号', run: register },
  see: { label: '接诊／完成', run: see },
  refund: { label: '退号', run: refund },
  admit: { label: '入院', run: admit },
  transfer: { label: '转科／转床', run: transfer },
  discharge: { label: '出院', run: discharge },
  'cancel-admission': { label: '撤销入院', run: cancelAdmission },
  'cancel-discharge': { label: '撤销出院', run: cancelDischarge },
  lab: { label: '检验报告', run: lab },
  'correct-lab': { label: '更正报告', run: correctLab },
  'withdraw-lab': { label: '撤回报告', run: withdrawLab },
  'spoil-lab': { label: '写坏一份报告', run: spoilLab },
  'mend-lab': { label: '修好写坏的报告', run: mendLab },
  checkup: { label: '体检总检', run: checkup },
  'change-patient': { label: '改病人资料', run: changePatient },
  merge: { label: '合并病人', run: merge },
  unmerge: { label: '拆分病人', run: unmerge },
  delete: { label: '物理删除', run: hardDelete },
};
