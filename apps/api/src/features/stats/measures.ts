import type { Permission } from '../../platform/access/permissions.js';

/** Raised whenever a definition changes; printed with every report and export. */
export const DEFINITION_VERSION = '2026.3';

/** What is counted. The kinds are those of care_event. */
export interface Measure {
  readonly name: string;
  readonly kinds: readonly string[];
  /** 口径, as the pages and files show it. */
  readonly definition: string;
  /** Which rows its drill-down shows. */
  readonly opens: readonly Permission[];
}

const measure = (name: string, kinds: readonly string[], definition: string, opens: Permission): Measure => ({ name, kinds, definition, opens: [opens] });

const MISSION = '已完成的保健任务中的保障对象，每名对象每次任务计 1 人次，按任务开始日归期（跨月的计在开始月），级别为当日级别；涉及机密对象的任务不计其他对象。'
  + '没有指明对象的任务不计人次，见“其他工作量”。';

export const MEASURES = {
  outpatient: measure('门诊', ['outpatient', 'emergency'], '门诊、急诊就诊中已接诊的，一个就诊流水号计 1 人次，按接诊时间（缺则挂号时间）归期；退号、取消不计；系统参数选择合并时，同一人同日同科同医生的多次就诊计 1 人次。急诊含在内，体检不并入。', 'visit:read'),
  emergency: measure('急诊', ['emergency'], '门诊人次中的急诊部分。', 'visit:read'),
  admission: measure('入院', ['admission'], '有效的入院登记，按入院时间归期，归入院科室；撤销入院不计。', 'visit:read'),
  discharge: measure('出院', ['discharge'], '所有住院后出院的，含治愈、好转、未愈、死亡，按出院时间归期，归出院科室。', 'visit:read'),
  transfer: measure('转入', ['transfer'], '住院期间转入本科的次数，不与住院人次相加。', 'visit:read'),
  checkup: measure('体检', ['checkup'], '至少已检一项的体检，一个体检号计 1 人次（分次体检计 1），按首检日期归期，归体检中心。', 'checkup:read'),
  checkupSection: measure('体检分科', ['checkup-section'], '体检中已检的分科，一个分科计 1 项次，按分科检查时间（缺则首检日期）归期，归检查科室；不与体检人次相加。', 'checkup:read'),
  surgery: measure('手术', ['surgery'], '已完成的手术，一次手术计 1 人次，按手术开始时间归期，归手术科室；例数为手术操作条数。取消的、字典中的内镜诊疗操作不计。', 'surgery:read'),
  endoscopicSurgery: measure('内镜诊疗', ['endoscopic-surgery'], '全部操作都在“内镜诊疗操作”字典中的手术记录，单列，不计入手术。', 'surgery:read'),
  endoscopy: measure('胃肠镜', ['gastroscopy', 'colonoscopy'], '已做的胃镜、肠镜检查（报告未出也计），按检查时间归期，归执行科室；同一人同日胃镜加肠镜计 1 人次、2 例。取消的、支气管镜不计。', 'exam:view'),
  gastroscopy: measure('胃镜', ['gastroscopy'], '胃肠镜中的胃镜，以例数为准。', 'exam:view'),
  colonoscopy: measure('肠镜', ['colonoscopy'], '胃肠镜中的肠镜，以例数为准。', 'exam:view'),
  consultation: measure('会诊', ['consultation', 'consultation-external'], '已结束的会诊，每个应邀科室计 1 人次，按会诊结束时间（缺则开始、申请时间）归期；按申请科室看时同一会诊号只计 1。', 'surgery:read'),
  consultationInside: measure('院内会诊', ['consultation'], '会诊人次中来源未标为院外的部分。', 'surgery:read'),
  consultationOutside: measure('院外会诊', ['consultation-external'], '会诊人次中来源标为院外的部分。', 'surgery:read'),
  missionConference: measure('会议保障', ['mission-conference'], `${MISSION}类别为会议保障的。`, 'mission:read'),
  missionTravel: measure('外出随行', ['mission-travel'], `${MISSION}类别为外出随行的。`, 'mission:read'),
  missionOther: measure('其他保健任务', ['mission-other'], `${MISSION}其余类别的。`, 'mission:read'),
  followUp: measure('随访', ['follow-up'], '已处理完成的复查与随访，一项计 1 人次，按处理时间归期；取消的不计。', 'recall:read'),
  criticalValue: measure('危急值处理', ['critical-value'], '异常关注中写明处理结果并已关闭的危急值，同一报告的同一项目计 1 例，按关闭时间归期；作废的不计。', 'lab:read'),
  reception: {
    name: '接待总量', kinds: ['outpatient', 'emergency', 'admission', 'checkup'], opens: ['visit:read', 'checkup:read'],
    definition: '门诊、住院（入院）、体检人次之和，不跨类去重；人数为期间内三类去重的对象。',
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** 在院 is no kind of event: it is counted at a moment, from the admissions. */
export const IN_HOUSE = {
  id: 'inHouse', name: '在院',
  definition: '区间末日 24 点（末日未过完的为此刻）仍在住院的，一次住院计 1 人次，人数去重；级别为入院当日级别，归入院科室；撤销入院不计。不与入院、出院人次相加。',
} as const;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

export const measureOf = (name: string): Measure => MEASURES[name as MeasureName];

/** Rules that hold for every figure. */
export const GENERAL_RULES: readonly string[] = [
  '人次为业务条数，人数为去重后的对象数；人数在时间上、科室间不可相加。',
  '对象类型、级别按业务发生当日有效的计，之后升降级、移出名册不回溯；当日没有有效级别的归“未定级”。特需对象不分级，单列。',
  '同时是干保与特需的对象按主要类型只计一次。',
  '每个数字都在您的数据范围内计算，点击打开的明细与数字一致；不含您无权查看的机密对象。',
  '区间含首尾两日，以北京时间零点分日；一周从周一开始。',
  '科室按业务发生时的代码归属，上级科室为本级与下级之和；未对照的科室代码列为“未映射”。',
];

/** The columns of level: the levels of cadres, and everybody who is 特需. */
export const LEVEL_COLUMNS = ['L1', 'L2', 'L3', 'L9', 'VIP'] as const;
export type LevelColumn = (typeof LEVEL_COLUMNS)[number];
export const LEVEL_NAMES: Readonly<Record<LevelColumn, string>> = { L1: '一级', L2: '二级', L3: '三级', L9: '未定级', VIP: '特需' };
