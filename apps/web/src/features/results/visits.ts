import type { Schema } from '@cadre/api-client/typed-paths';

/** A visit or stay, as one line of a person's history. */
export type VisitRow = Schema<'VisitRow'>;
export type VisitDetail = Schema<'VisitDetail'>;
export type VisitClass = VisitRow['visitClass'];

export const CLASS_NAMES: Readonly<Record<VisitClass, string>> = {
  outpatient: '门诊',
  emergency: '急诊',
  inpatient: '住院',
};
export const VISIT_STATUS: Readonly<Record<string, string>> = {
  registered: '已挂号',
  in_visit: '就诊中',
  finished: '已完成',
  refunded: '已退号',
  in_hospital: '在院',
  discharged: '已出院',
  cancelled: '已取消',
};
export const DIAGNOSIS_KINDS: Readonly<Record<string, string>> = {
  outpatient: '门诊诊断',
  admission: '入院诊断',
  discharge: '出院诊断',
  preoperative: '术前诊断',
};
