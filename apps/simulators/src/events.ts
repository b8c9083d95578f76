import type { Desk, Wish } from './desk.js';
import { book, cancelBooking, changeBooking, noShow, removeBooking } from './events-bookings.js';
import { checkup } from './events-checkup.js';
import { consult, finishConsultation } from './events-consultation.js';
import { correctExam, exam, lateExam, withdrawExam } from './events-exams.js';
import { admit, cancelAdmission, cancelDischarge, discharge, transfer } from './events-inpatient.js';
import { correctLab, lab, lateLab, withdrawLab } from './events-lab.js';
import { merge, mergeChain, mergeEarly, mergeSwapped, unmerge } from './events-merges.js';
import { note, reviseNote, withdrawNote } from './events-notes.js';
import { cancelOrder, cancelPrescription, order, prescribe, stopOrder } from './events-orders.js';
import { renameDepartment, staffJoin, staffLeave } from './events-organization.js';
import { refund, register, see } from './events-outpatient.js';
import { changePatient } from './events-patient.js';
import { mendLab, spoilLab } from './events-spoil.js';
import { cancelSurgery, completeSurgery, scheduleSurgery } from './events-surgery.js';
import { hardDelete, silentChange } from './events-traceless.js';

/** Everything that can happen, by the name of its address; `label` is what the page's button says. */
export const EVENTS: Readonly<
  Record<string, { readonly label: string; readonly run: (desk: Desk, wish: Wish) => Promise<object> }>
> = {
  register: { label: '挂号', run: register },
  see: { label: '接诊／完成', run: see },
  refund: { label: '退号', run: refund },
  prescribe: { label: '开处方', run: prescribe },
  'cancel-prescription': { label: '作废处方', run: cancelPrescription },
  admit: { label: '入院', run: admit },
  transfer: { label: '转科／转床', run: transfer },
  discharge: { label: '出院', run: discharge },
  'cancel-admission': { label: '撤销入院', run: cancelAdmission },
  'cancel-discharge': { label: '撤销出院', run: cancelDischarge },
  order: { label: '开医嘱', run: order },
  'stop-order': { label: '停医嘱', run: stopOrder },
  'cancel-order': { label: '撤销医嘱', run: cancelOrder },
  consult: { label: '申请会诊', run: consult },
  'finish-consultation': { label: '完成会诊', run: finishConsultation },
  'schedule-surgery': { label: '排手术', run: scheduleSurgery },
  'complete-surgery': { label: '手术开始／结束', run: completeSurgery },
  'cancel-surgery': { label: '取消手术', run: cancelSurgery },
  lab: { label: '检验报告', run: lab },
  'late-lab': { label: '迟到 40 天的检验报告', run: lateLab },
  'correct-lab': { label: '更正报告', run: correctLab },
  'withdraw-lab': { label: '撤回报告', run: withdrawLab },
  'spoil-lab': { label: '写坏一份报告', run: spoilLab },
  'mend-lab': { label: '修好写坏的报告', run: mendLab },
  exam: { label: '检查报告', run: exam },
  'late-exam': { label: '迟到 40 天的检查报告', run: lateExam },
  'correct-exam': { label: '更正检查报告', run: correctExam },
  'withdraw-exam': { label: '撤回检查报告', run: withdrawExam },
  note: { label: '签署文书', run: note },
  'revise-note': { label: '修订文书', run: reviseNote },
  'withdraw-note': { label: '撤回文书', run: withdrawNote },
  checkup: { label: '体检总检', run: checkup },
  book: { label: '预约', run: book },
  'change-booking': { label: '改约并确认', run: changeBooking },
  'cancel-booking': { label: '取消预约', run: cancelBooking },
  'no-show': { label: '爽约', run: noShow },
  'remove-booking': { label: '删除预约（有标记）', run: removeBooking },
  'change-patient': { label: '改病人资料', run: changePatient },
  merge: { label: '合并病人', run: merge },
  'merge-chain': { label: '连续合并 A→B→C', run: mergeChain },
  'merge-early': { label: '合并先于档案到达', run: mergeEarly },
  'merge-swapped': { label: '合并消息写反', run: mergeSwapped },
  unmerge: { label: '拆分病人', run: unmerge },
  'rename-department': { label: '科室更名', run: renameDepartment },
  'staff-join': { label: '入职', run: staffJoin },
  'staff-leave': { label: '离职', run: staffLeave },
  delete: { label: '物理删除', run: hardDelete },
  'silent-change': { label: '改内容不改时间', run: silentChange },
};
