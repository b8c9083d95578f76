/** A check-up of a year, as `GET /beneficiaries/:id/checkups` lists it. */
export interface Checkup {
  readonly id: string;
  readonly checkupNo: string;
  readonly year: number;
  readonly checkupDate: string;
  readonly packageName: string | null;
  readonly status: string;
  readonly revision: number;
  readonly conclusion: string | null;
  readonly advice: string | null;
  readonly chiefDoctor: string | null;
  readonly abnormalCount: number;
}

export interface Section {
  readonly sectionNo: string;
  readonly departmentName: string | null;
  readonly groupName: string | null;
  readonly summary: string | null;
  readonly doctor: string | null;
  readonly examinedAt: string | null;
}

export interface CheckupItem {
  readonly sectionNo: string | null;
  readonly code: string;
  readonly name: string;
  readonly state: 'done' | 'refused' | 'missed';
  readonly text: string | null;
  readonly unit: string | null;
  readonly range: string | null;
  readonly flag: string | null;
  readonly flagSource: 'lis' | 'printed' | 'local' | null;
  readonly disagrees: boolean;
}

export interface CheckupDetail extends Checkup {
  readonly concludedDate: string | null;
  readonly workUnit: string | null;
  readonly sourceSystem: string;
  readonly sections: readonly Section[];
  readonly items: readonly CheckupItem[];
}

export const CHECKUP_STATUS: Readonly<Record<string, string>> = {
  booked: '已预约',
  registered: '已登记',
  examining: '检查中',
  pending_summary: '待总检',
  summarized: '已总检',
  issued: '已出报告',
  cancelled: '已取消',
};
/** Until the chief doctor has summed up, what is shown may still change. */
export const FINISHED: ReadonlySet<string> = new Set(['summarized', 'issued']);
export const ITEM_STATES: Readonly<Record<CheckupItem['state'], string>> = {
  done: '',
  refused: '拒检',
  missed: '未检',
};
export const FLAG_SOURCES: Readonly<Record<string, string>> = {
  lis: '体检系统标记',
  printed: '按报告所附区间判断',
  local: '按本院区间判断',
};
