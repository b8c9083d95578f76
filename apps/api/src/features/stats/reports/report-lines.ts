import { type MeasureName, MEASURES } from '../measures.js';

/** A row of the monthly report: what it counts, and in 人次 or 例. */
export interface ReportLine {
  readonly key: string;
  readonly name: string;
  readonly unit: 'visits' | 'cases';
  readonly kinds: readonly string[];
}

const line = (key: MeasureName, name: string, unit: ReportLine['unit'] = 'visits'): ReportLine => ({ key, name, unit, kinds: MEASURES[key].kinds });

/** In the order of the printed form. */
export const REPORT_LINES: readonly ReportLine[] = [
  line('outpatient', '门诊（含急诊）'),
  line('emergency', '其中：急诊'),
  line('admission', '住院：入院'),
  line('discharge', '住院：出院'),
  line('checkup', '体检'),
  line('surgery', '手术'),
  line('gastroscopy', '胃镜（例）', 'cases'),
  line('colonoscopy', '肠镜（例）', 'cases'),
  line('endoscopy', '胃肠镜（人次）'),
  line('consultation', '会诊'),
  line('consultationInside', '其中：院内会诊'),
  line('consultationOutside', '其中：院外会诊'),
  line('missionConference', '保健任务：会议保障'),
  line('missionTravel', '保健任务：外出随行'),
  line('missionOther', '保健任务：其他'),
  line('followUp', '随访'),
  line('criticalValue', '危急值处理（例）', 'cases'),
];

export const REPORT_KINDS: readonly string[] = [...new Set(REPORT_LINES.flatMap(({ kinds }) => kinds))];
