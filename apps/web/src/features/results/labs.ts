export type Comparator = '<' | '>' | '<=' | '>=';
export type ReportStatus = 'final' | 'corrected' | 'withdrawn';

/** Who judged a result; null when nobody did. */
export type FlagSource = 'lis' | 'printed' | 'local';
export const FLAG_SOURCES: Readonly<Record<FlagSource, string>> = {
  lis: '检验系统标记',
  printed: '按报告所附区间判断',
  local: '按本院区间判断',
};
export const REPORT_STATUS: Readonly<Record<string, string>> = {
  preliminary: '初步',
  final: '已审核',
  corrected: '已更正',
  withdrawn: '已作废',
};

interface Measured {
  /** As the laboratory wrote it. */
  readonly text: string | null;
  readonly number: number | null;
  readonly comparator: Comparator | null;
  readonly flag: string | null;
  readonly flagSource: FlagSource | null;
}

export interface MatrixReport {
  readonly id: string;
  readonly at: string;
  readonly reportNo: string;
  readonly panelName: string;
  readonly status: ReportStatus;
  readonly revision: number;
  readonly departmentName: string | null;
}
export interface MatrixCell extends Measured {
  readonly reportId: string;
  readonly disagrees: boolean;
  readonly unit: string | null;
  readonly range: string | null;
  readonly method: string | null;
}
export interface MatrixItem {
  readonly code: string;
  readonly name: string;
  readonly abbr: string | null;
  readonly unit: string | null;
  readonly range: string | null;
  readonly spark: readonly number[];
  readonly cells: readonly (MatrixCell | null)[];
}
export interface MatrixGroup {
  readonly code: string;
  readonly name: string;
  readonly items: readonly MatrixItem[];
}
export interface LabMatrix {
  readonly reports: readonly MatrixReport[];
  readonly groups: readonly MatrixGroup[];
  readonly sources: { readonly connected: boolean };
}

/** One result in a chart; `number`, `low` and `high` are in the unit of its series. */
export interface SeriesPoint extends Measured {
  readonly at: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly rangeText: string | null;
  readonly unit: string | null;
  readonly converted: boolean;
  readonly reportId: string;
  readonly reportNo: string;
  readonly status: ReportStatus;
  readonly revision: number;
}
export interface Series {
  readonly itemCode: string;
  readonly itemName: string;
  readonly scale: 'quantity' | 'titre' | 'ordinal' | 'text';
  readonly unit: string | null;
  readonly method: string | null;
  readonly note: string | null;
  readonly points: readonly SeriesPoint[];
}
export interface Stay {
  readonly at: string;
  readonly until: string | null;
  readonly title: string;
}
export interface LabSeries {
  readonly series: readonly Series[];
  readonly events: readonly Stay[];
}

export interface LabReport {
  readonly id: string;
  readonly reportNo: string;
  readonly panelName: string;
  readonly specimen: string | null;
  readonly collectedAt: string;
  readonly reportedAt: string | null;
  readonly status: ReportStatus;
  readonly revision: number;
  readonly abnormalCount: number;
  readonly departmentName: string | null;
}
export interface LabResult extends Measured {
  readonly code: string;
  readonly name: string;
  readonly unit: string | null;
  readonly range: string | null;
  readonly disagrees: boolean;
  readonly critical: boolean;
  readonly method: string | null;
}
export interface LabReportDetail extends LabReport {
  readonly visitNo: string | null;
  readonly requestNo: string | null;
  readonly requestingDoctor: string | null;
  readonly receivedAt: string | null;
  readonly verifiedAt: string | null;
  readonly tester: string | null;
  readonly verifier: string | null;
  readonly patientAgeText: string | null;
  readonly sourceSystem: string;
  readonly results: readonly LabResult[];
  readonly earlier: readonly { readonly revision: number; readonly status: string; readonly recordedUntil: string }[];
}
