import type { Schema } from '@cadre/api-client/typed-paths';

export type Surgery = Schema<'SurgeryRow'>;
export type Consultation = Schema<'ConsultationRow'>;

export const SURGERY_STATES: Readonly<Record<string, string>> = {
  requested: '已申请',
  scheduled: '已排程',
  'in-progress': '手术中',
  completed: '已完成',
  cancelled: '已取消',
};
export const CONSULTATION_KINDS: Readonly<Record<string, string>> = {
  ordinary: '普通会诊',
  urgent: '急会诊',
  multidisciplinary: '多学科会诊',
  external: '院外会诊',
};
export const CONSULTATION_STATES: Readonly<Record<string, string>> = {
  requested: '待接收',
  accepted: '已接收',
  finished: '已完成',
  cancelled: '已取消',
};

/** Done is good, called off stands out, the rest is neutral. */
export const stateTag = (status: string): string =>
  status === 'completed' || status === 'finished' ? 'tag tag-good' : status === 'cancelled' ? 'tag tag-late' : 'tag tag-off';
