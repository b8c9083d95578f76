import type { Schema } from '@cadre/api-client/typed-paths';
import type { Sent, QueryOf } from '@cadre/api-client/typed-paths';

/** What exactly a number counts: the same object made it, opens its rows and exports them. */
export type Figure = Omit<Sent<QueryOf<'/stats/drill', 'get'>>, 'page' | 'pageSize' | 'sort'>;
export type DrillRow = Schema<'DrillRow'>;

export const LEVELS = ['L1', 'L2', 'L3', 'L9', 'VIP'] as const;
export type Level = (typeof LEVELS)[number];
export const LEVEL_NAMES: Readonly<Record<Level, string>> = { L1: '一级', L2: '二级', L3: '三级', L9: '未定级', VIP: '特需' };

export const KIND_NAMES: Readonly<Record<string, string>> = {
  outpatient: '门诊',
  emergency: '急诊',
  admission: '入院',
  discharge: '出院',
  transfer: '转入',
  checkup: '体检',
  surgery: '手术',
  'endoscopic-surgery': '内镜诊疗',
  gastroscopy: '胃镜',
  colonoscopy: '肠镜',
  consultation: '会诊',
  'consultation-external': '院外会诊',
  'mission-conference': '会议保障',
  'mission-travel': '外出随行',
  'mission-other': '其他保健任务',
  'follow-up': '随访',
  'checkup-section': '体检分科',
  'critical-value': '危急值处理',
};

/** What changes the figures while a page is open. */
export const FIGURE_TOPICS = ['visits', 'checkups', 'surgeries', 'exams', 'roster', 'appointments'] as const;

/** `+12.5%`; from nothing there is no percentage. */
export function changeOf(now: number, before: number): string {
  if (before === 0) return now === 0 ? '持平' : '—';
  const percent = ((now - before) / before) * 100;
  return percent === 0 ? '持平' : `${percent > 0 ? '↑' : '↓'}${Math.abs(percent).toFixed(1)}%`;
}
