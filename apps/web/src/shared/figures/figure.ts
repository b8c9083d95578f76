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

/** The conditions of a figure that its title may not say, in words. */
export function wordsOf({ from, to, level, attribution, departments, own, unmapped, inHouse, cases, reportId, addedSince }: Figure): string[] {
  const levels = [level ?? []].flat() as Level[];
  const said: readonly (readonly [words: string, holds: boolean])[] = [
    [from === to ? String(from) : `${from} 至 ${to}`, true],
    [`级别：${levels.map((one) => LEVEL_NAMES[one]).join('、')}`, levels.length > 0],
    ['归申请科室', attribution === 'requesting'],
    ['科室按发生时', departments === 'recorded'],
    ['不含下级科室', Boolean(own)],
    ['未映射的科室', Boolean(unmapped)],
    ['末日在院', Boolean(inHouse)],
    ['按例数', Boolean(cases) && !addedSince],
    ['工作报告所计，不含机密对象', Boolean(reportId) && !addedSince],
    ['报告锁定之后新增，不含机密对象', Boolean(addedSince)],
  ];
  return said.flatMap(([words, holds]) => (holds ? [words] : []));
}

/** What changes the figures while a page is open. */
export const FIGURE_TOPICS = ['visits', 'checkups', 'surgeries', 'exams', 'roster', 'appointments'] as const;

/** `+12.5%`; from nothing there is no percentage. */
export function changeOf(now: number, before: number): string {
  if (before === 0) return now === 0 ? '持平' : '—';
  const percent = ((now - before) / before) * 100;
  return percent === 0 ? '持平' : `${percent > 0 ? '↑' : '↓'}${Math.abs(percent).toFixed(1)}%`;
}
