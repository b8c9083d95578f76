import type { Permission } from '../../../platform/access/permissions.js';

export interface ColumnSpec {
  readonly key: string;
  readonly title: string;
  /** Besides that of the section. */
  readonly permission?: Permission;
  /** Share of the width on paper. */
  readonly width?: number;
}

export interface SectionSpec {
  readonly key: SectionKey;
  readonly title: string;
  readonly permission: Permission;
  /** What sources deliver for it; none: it is the office's own. */
  readonly targets: readonly string[];
  readonly columns: readonly ColumnSpec[];
}

export const SECTION_KEYS = ['profile', 'background', 'diagnoses', 'visits', 'labs', 'exams', 'medications', 'surgeries', 'checkups', 'summary'] as const;
export type SectionKey = (typeof SECTION_KEYS)[number];

const LABELLED: readonly ColumnSpec[] = [{ key: 'label', title: '项目' }, { key: 'value', title: '内容', width: 3 }];

/** What a health record consists of, in its usual order: who may read each part, and what sources it lives on. */
export const SECTIONS: readonly SectionSpec[] = [
  { key: 'profile', title: '基本信息', permission: 'beneficiary:read', targets: [], columns: LABELLED },
  { key: 'background', title: '既往史与过敏史', permission: 'beneficiary:read', targets: [], columns: LABELLED },
  {
    key: 'diagnoses', title: '诊断汇总', permission: 'diagnosis:read', targets: ['outpatient-visit', 'inpatient-visit'],
    columns: [
      { key: 'name', title: '诊断', width: 3 }, { key: 'code', title: '编码' }, { key: 'group', title: '慢病分组' }, { key: 'firstOn', title: '首次' },
      { key: 'lastOn', title: '最近' }, { key: 'times', title: '就诊次数', width: 0.8 },
    ],
  },
  {
    key: 'visits', title: '历次就诊', permission: 'visit:read', targets: ['outpatient-visit', 'inpatient-visit'],
    columns: [
      { key: 'date', title: '日期', width: 1.2 }, { key: 'until', title: '出院', width: 1.2 }, { key: 'kind', title: '类别', width: 0.8 }, { key: 'department', title: '科室', width: 1.5 },
      { key: 'doctor', title: '医生' }, { key: 'diagnosis', title: '主要诊断', permission: 'diagnosis:read', width: 2 }, { key: 'status', title: '状态' },
    ],
  },
  {
    key: 'labs', title: '关键检验趋势', permission: 'lab:read', targets: ['lab-report'],
    columns: [
      { key: 'group', title: '关注原因', width: 1.3 }, { key: 'name', title: '项目', width: 2 }, { key: 'date', title: '采样日期', width: 1.2 }, { key: 'result', title: '结果', width: 1.2 },
      { key: 'unit', title: '单位', width: 1.1 }, { key: 'range', title: '参考区间', width: 1.3 }, { key: 'earlier', title: '此前', width: 2 },
    ],
  },
  {
    key: 'exams', title: '检查结论', permission: 'exam:view', targets: ['exam-report'],
    columns: [
      { key: 'date', title: '检查日期' }, { key: 'name', title: '检查', width: 1.6 }, { key: 'group', title: '关注原因', width: 1.2 }, { key: 'conclusion', title: '结论', width: 4 },
      { key: 'advice', title: '建议', width: 1.5 },
    ],
  },
  {
    key: 'medications', title: '用药史', permission: 'order:read', targets: ['prescription', 'order'],
    columns: [
      { key: 'name', title: '药品', width: 2 }, { key: 'usage', title: '用法', width: 2 }, { key: 'group', title: '关注原因', width: 1.3 }, { key: 'firstOn', title: '首次' },
      { key: 'lastOn', title: '最近' }, { key: 'times', title: '次数', width: 0.6 },
    ],
  },
  {
    key: 'surgeries', title: '手术', permission: 'surgery:read', targets: ['surgery'],
    columns: [
      { key: 'date', title: '日期', width: 1.2 }, { key: 'name', title: '手术', width: 3 }, { key: 'diagnosis', title: '术后诊断', permission: 'diagnosis:read', width: 2 },
      { key: 'department', title: '科室', width: 1.5 }, { key: 'surgeon', title: '术者' }, { key: 'anesthesia', title: '麻醉' },
    ],
  },
  {
    key: 'checkups', title: '体检历年对比', permission: 'checkup:read', targets: ['checkup'],
    columns: [
      { key: 'name', title: '项目', width: 2 }, { key: 'unit', title: '单位' }, { key: 'range', title: '参考区间', width: 1.3 }, { key: 'latest', title: '最近一次' },
      { key: 'previous', title: '上一次' }, { key: 'third', title: '再上一次' },
    ],
  },
  {
    key: 'summary', title: '小结', permission: 'checkup:read', targets: ['checkup'],
    columns: [{ key: 'date', title: '日期' }, { key: 'kind', title: '来源', width: 1.2 }, { key: 'conclusion', title: '结论', width: 4 }, { key: 'advice', title: '建议', width: 3 }],
  },
];

const BY_KEY = new Map(SECTIONS.map((section) => [section.key, section]));

export const sectionSpec = (key: SectionKey): SectionSpec => BY_KEY.get(key)!;
