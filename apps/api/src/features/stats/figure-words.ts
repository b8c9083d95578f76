import type { DepartmentView } from './department-view.js';
import type { FigureFilter } from './figure-filter.dto.js';
import { LEVEL_NAMES, type LevelColumn, measureOf } from './measures.js';

export const KIND_NAMES: Readonly<Record<string, string>> = {
  outpatient: '门诊', emergency: '急诊', admission: '入院', discharge: '出院', transfer: '转入', checkup: '体检', surgery: '手术',
  'endoscopic-surgery': '内镜诊疗', gastroscopy: '胃镜', colonoscopy: '肠镜', consultation: '会诊', 'consultation-external': '院外会诊',
  'mission-conference': '会议保障', 'mission-travel': '外出随行', 'mission-other': '其他保健任务', 'follow-up': '随访', 'checkup-section': '体检分科', 'critical-value': '危急值处理',
};

/** What codes are called in a file, by field. */
export const STAT_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { '0': '未知', '1': '男', '2': '女', '9': '未说明' },
  careLevel: { L1: '一级保健', L2: '二级保健', L3: '三级保健', L9: '未定级' },
  categories: { cadre: '干保', vip: '特需' },
  snapType: { cadre: '干保', vip: '特需' },
  kind: KIND_NAMES,
};

/** A figure's conditions as one sentence. */
export function filterWords(filter: FigureFilter, view: DepartmentView): string {
  const { measure, from, to, level, departmentCode, own, unmapped, attribution, inHouse } = filter;
  const parts: (readonly [string, string | undefined])[] = [
    ['统计项目', inHouse ? '在院' : measureOf(measure).name],
    ['统计区间', `${from} 至 ${to}`],
    ['级别', level?.map((one) => LEVEL_NAMES[one as LevelColumn]).join('、')],
    ['科室', unmapped ? '未映射' : departmentCode && `${view.node(departmentCode)?.name ?? departmentCode}${own ? '（本级）' : ''}`],
    ['归属', attribution === 'requesting' ? '申请科室' : undefined],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；');
}
