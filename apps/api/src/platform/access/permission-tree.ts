import { type Permission, PERMISSIONS } from './permissions.js';

/** The powers that nobody holds together: those who care for people, who keep the system, who guard it, who audit it. */
export const POWERS = ['care', 'system', 'security', 'audit'] as const;
export type Power = (typeof POWERS)[number];

/** What a permission is on the role page: to see something, to do something, to take it along as a file. */
export type PermissionKind = 'see' | 'operate' | 'export';

type ModuleOf<P extends string> = P extends `${infer M}:${string}` ? M : never;
export type PermissionModule = ModuleOf<Permission>;

interface ModuleWords {
  readonly title: string;
  /** Whose roles may hold its permissions, unless `OTHERWISE` says so of one. */
  readonly powers: readonly Power[];
}

const CARE: readonly Power[] = ['care'];
const SYSTEM: readonly Power[] = ['system'];
const KEPT_BY_BOTH: readonly Power[] = ['care', 'system'];

/** The modules in the order of the menu. A new first part of a permission gets its line here; the compiler asks for it. */
export const PERMISSION_MODULES: Readonly<Record<PermissionModule, ModuleWords>> = {
  beneficiary: { title: '保健对象', powers: CARE },
  confidential: { title: '机密档案', powers: CARE },
  'care-team': { title: '照护团队', powers: CARE },
  clearance: { title: '机密用户', powers: ['care', 'security'] },
  match: { title: '患者匹配', powers: CARE },
  visit: { title: '就诊', powers: CARE },
  diagnosis: { title: '诊断', powers: CARE },
  registration: { title: '挂号', powers: CARE },
  appointment: { title: '预约', powers: CARE },
  lab: { title: '检验', powers: CARE },
  exam: { title: '检查', powers: CARE },
  image: { title: '影像', powers: CARE },
  checkup: { title: '体检', powers: CARE },
  reception: { title: '接待记录', powers: CARE },
  mission: { title: '保健任务', powers: CARE },
  recall: { title: '复查与随访', powers: CARE },
  order: { title: '医嘱与处方', powers: CARE },
  note: { title: '病历文书', powers: CARE },
  surgery: { title: '手术与会诊', powers: CARE },
  stats: { title: '统计', powers: CARE },
  report: { title: '工作报告', powers: CARE },
  archive: { title: '健康档案', powers: CARE },
  asset: { title: '数据资产', powers: CARE },
  filter: { title: '查询方案', powers: CARE },
  department: { title: '科室', powers: KEPT_BY_BOTH },
  staff: { title: '人员', powers: KEPT_BY_BOTH },
  user: { title: '账号', powers: SYSTEM },
  role: { title: '角色与权限', powers: SYSTEM },
  parameter: { title: '系统参数', powers: SYSTEM },
  dictionary: { title: '字典', powers: KEPT_BY_BOTH },
  sync: { title: '数据同步', powers: SYSTEM },
  system: { title: '系统运行', powers: SYSTEM },
  session: { title: '在线会话', powers: ['security'] },
  audit: { title: '审计', powers: ['audit'] },
};

/** Permissions that other powers hold than their module says. */
const OTHERWISE: Partial<Record<Permission, readonly Power[]>> = {
  'clearance:propose': KEPT_BY_BOTH,
  'clearance:approve': ['security'],
  'clearance:words': ['security'],
  'sync:read': KEPT_BY_BOTH,
  'sync:payload': KEPT_BY_BOTH,
  'audit:person': CARE,
  'audit:alert': CARE,
  'user:provision': ['security'],
  'role:read': ['system', 'security', 'audit'],
  'role:review': ['security'],
  'role:people': CARE,
};

const SEEING = ['read', 'view', 'person', 'payload', 'alert'];

export const moduleOf = (permission: Permission): PermissionModule => permission.split(':')[0] as PermissionModule;

export function kindOf(permission: Permission): PermissionKind {
  const act = permission.split(':')[1]!;
  if (act.endsWith('export')) return 'export';
  return SEEING.includes(act) ? 'see' : 'operate';
}

/** Whose roles may hold the permission. */
export const powersOf = (permission: Permission): readonly Power[] => OTHERWISE[permission] ?? PERMISSION_MODULES[moduleOf(permission)].powers;

export const isPermission = (text: string): text is Permission => Object.hasOwn(PERMISSIONS, text);
