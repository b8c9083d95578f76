import type { CareLevel, Category } from '../../shared/format/people.js';

/** Whose visit a row is about. */
export interface VisitPerson {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly name: string;
  readonly sex: string;
  readonly age: number | null;
  readonly careLevel: CareLevel | null;
  readonly categories: readonly Category[];
}

export interface OutpatientVisit extends VisitPerson {
  readonly visitNo: string;
  readonly visitedAt: string;
  readonly waiting: boolean;
  readonly departmentName: string | null;
  readonly doctorName: string | null;
  readonly mainDiagnosis: string | null;
  readonly otherDiagnoses: readonly string[];
  readonly visitType: string | null;
  readonly visitClass: string;
  readonly organizationName: string | null;
  readonly status: string;
  readonly vipVisit: boolean;
  readonly abnormalCount: number | null;
}

export interface InpatientVisit extends VisitPerson {
  readonly visitNo: string;
  readonly wardName: string | null;
  readonly bedNo: string | null;
  readonly departmentName: string | null;
  readonly doctorName: string | null;
  readonly admittedAt: string;
  readonly stayDays: number | null;
  readonly dischargedAt: string | null;
  readonly mainDiagnosis: string | null;
  readonly medicalRecordNo: string | null;
  readonly visitType: string | null;
  readonly status: string;
  readonly abnormalCount: number | null;
  readonly matchedBy: string | null;
  readonly matchReason: string | null;
  readonly matchedAt: string | null;
}

export interface VisitDetail extends VisitPerson {
  readonly visitNo: string;
  readonly visitClass: string;
  readonly visitType: string | null;
  readonly status: string;
  readonly vipVisit: boolean;
  readonly registeredAt: string | null;
  readonly startedAt: string;
  readonly seenAt: string | null;
  readonly endedAt: string | null;
  readonly waiting: boolean;
  readonly stayDays: number | null;
  readonly departmentName: string | null;
  readonly wardName: string | null;
  readonly bedNo: string | null;
  readonly doctorName: string | null;
  readonly medicalRecordNo: string | null;
  readonly inpatientNo: string | null;
  readonly admissionDiagnosis: string | null;
  readonly mainDiagnosis: string | null;
  readonly chiefComplaint: string | null;
  readonly organizationName: string | null;
  readonly chargeType: string | null;
  readonly sourceSystem: string;
  readonly sourceVersion: string;
  readonly diagnoses: readonly {
    readonly kind: string | null;
    readonly code: string | null;
    readonly name: string | null;
    readonly suspected: boolean;
  }[];
  readonly transfers: readonly Transfer[];
  readonly labReports: readonly LabReportLine[];
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

export interface LabReportLine {
  readonly id: string;
  readonly reportNo: string;
  readonly panelName: string;
  readonly collectedAt: string;
  readonly reportedAt: string | null;
  readonly status: string;
  readonly abnormalCount: number;
}
