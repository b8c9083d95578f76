export type VisitClass = 'outpatient' | 'emergency' | 'inpatient';

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

/** A visit or stay, as one line of a person's history. */
export interface VisitRow {
  readonly id: string;
  readonly visitNo: string;
  readonly visitClass: VisitClass;
  readonly visitType: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly waiting: boolean;
  readonly stayDays: number | null;
  readonly departmentName: string | null;
  readonly wardName: string | null;
  readonly bedNo: string | null;
  readonly doctorName: string | null;
  readonly mainDiagnosis: string | null;
  readonly organizationName: string | null;
  readonly status: string;
  readonly abnormalCount: number | null;
}

export interface Diagnosis {
  readonly kind: string | null;
  readonly code: string | null;
  readonly name: string | null;
  readonly rank: number | null;
  readonly suspected: boolean;
}

export interface Transfer {
  readonly movedAt: string;
  readonly kind: string;
  readonly fromDepartmentName: string | null;
  readonly toDepartmentName: string | null;
  readonly toWardName: string | null;
  readonly toBedNo: string | null;
  readonly cancelled: boolean;
}

export interface VisitReport {
  readonly id: string;
  readonly reportNo: string;
  readonly panelName: string;
  readonly collectedAt: string;
  readonly status: string;
  readonly abnormalCount: number;
}

export interface VisitDetail extends VisitRow {
  readonly registeredAt: string | null;
  readonly seenAt: string | null;
  readonly careGrade: string | null;
  readonly medicalRecordNo: string | null;
  readonly inpatientNo: string | null;
  readonly admissionCount: number | null;
  readonly admissionDiagnosis: string | null;
  readonly chiefComplaint: string | null;
  readonly chargeType: string | null;
  readonly sourceSystem: string;
  readonly sourceVersion: string;
  readonly diagnoses: readonly Diagnosis[];
  readonly transfers: readonly Transfer[];
  readonly labReports: readonly VisitReport[];
}
