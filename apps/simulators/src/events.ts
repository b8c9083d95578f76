import type { Desk, Wish } from './desk.js';
import { book, cancelBooking, changeBooking, noShow, removeBooking } from './events-bookings.js';
import { checkup } from './events-checkup.js';
import { consult, finishConsultation } from './events-consultation.js';
import { correctExam, exam, lateExam, withdrawExam } from './events-exams.js';
import { culture, criticalNotice } from './events-ward-calls.js';
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

type Event = (desk: Desk, wish: Wish) => Promise<object>;

/** Everything that can happen, as the page groups it: name in the address, words on the button, what it does. */
export const EVENT_GROUPS: Readonly<Record<string, Readonly<Record<string, readonly [label: string, run: Event]>>>> = {
  门诊: {
    register: ['挂号', register],
    see: ['接诊／完成', see],
    refund: ['退号', refund],
    prescribe: ['开处方', prescribe],
    'cancel-prescription': ['作废处方', cancelPrescription],
  },
  住院: {
    admit: ['入院', admit],
    transfer: ['转科／转床', transfer],
    discharge: ['出院', discharge],
    'cancel-admission': ['撤销入院', cancelAdmission],
    'cancel-discharge': ['撤销出院', cancelDischarge],
    order: ['开医嘱', order],
    'stop-order': ['停医嘱', stopOrder],
    'cancel-order': ['撤销医嘱', cancelOrder],
    consult: ['申请会诊', consult],
    'finish-consultation': ['完成会诊', finishConsultation],
    'schedule-surgery': ['排手术', scheduleSurgery],
    'complete-surgery': ['手术开始／结束', completeSurgery],
    'cancel-surgery': ['取消手术', cancelSurgery],
  },
  检验检查体检: {
    lab: ['检验报告', lab],
    'late-lab': ['迟到 40 天的检验报告', lateLab],
    'correct-lab': ['更正报告', correctLab],
    'withdraw-lab': ['撤回报告', withdrawLab],
    culture: ['培养报告', culture],
    'critical-notice': ['危急值通知／处置', criticalNotice],
    'spoil-lab': ['写坏一份报告', spoilLab],
    'mend-lab': ['修好写坏的报告', mendLab],
    exam: ['检查报告', exam],
    'late-exam': ['迟到 40 天的检查报告', lateExam],
    'correct-exam': ['更正检查报告', correctExam],
    'withdraw-exam': ['撤回检查报告', withdrawExam],
    checkup: ['体检总检', checkup],
  },
  文书: {
    note: ['签署文书', note],
    'revise-note': ['修订文书', reviseNote],
    'withdraw-note': ['撤回文书', withdrawNote],
  },
  预约: {
    book: ['预约', book],
    'change-booking': ['改约并确认', changeBooking],
    'cancel-booking': ['取消预约', cancelBooking],
    'no-show': ['爽约', noShow],
    'remove-booking': ['删除预约（有标记）', removeBooking],
  },
  病人与科室: {
    'change-patient': ['改病人资料', changePatient],
    merge: ['合并病人', merge],
    'merge-chain': ['连续合并 A→B→C', mergeChain],
    'merge-early': ['合并先于档案到达', mergeEarly],
    'merge-swapped': ['合并消息写反', mergeSwapped],
    unmerge: ['拆分病人', unmerge],
    'rename-department': ['科室更名', renameDepartment],
    'staff-join': ['入职', staffJoin],
    'staff-leave': ['离职', staffLeave],
  },
  不留痕迹: {
    delete: ['物理删除', hardDelete],
    'silent-change': ['改内容不改时间', silentChange],
  },
};

/** The same by name alone. */
export const EVENTS: Readonly<Record<string, { readonly label: string; readonly run: Event }>> = Object.fromEntries(
  Object.values(EVENT_GROUPS).flatMap((group) => Object.entries(group).map(([name, [label, run]]) => [name, { label, run }])),
);
