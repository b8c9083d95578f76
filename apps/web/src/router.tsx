import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { matchPath } from 'react-router-dom';
import type { Permission } from './shared/access/access.js';

type PageModule = Record<string, ComponentType>;
const FILES = import.meta.glob<PageModule>('./features/*/*.page.tsx');

interface PageSpec {
  readonly path: string;
  readonly title: string;
  /** First level of the menu; pages without one are reached from others. */
  readonly group?: string;
  readonly permission?: Permission;
}

export interface SitePage extends PageSpec {
  readonly Component: LazyExoticComponent<ComponentType>;
  readonly load: () => Promise<unknown>;
}

/** Every page is its own chunk. A page whose file is not in this build is not on the map. */
function page(file: string, name: string, spec: PageSpec): SitePage[] {
  const load = FILES[`./features/${file}.page.tsx`];
  if (!load) return [];
  const Component = lazy(async () => {
    const found = (await load())[name];
    if (!found) throw new Error(`features/${file}.page.tsx has no ${name}`);
    return { default: found };
  });
  return [{ ...spec, Component, load }];
}

/** The site map: paths, menu, tabs and titles all come from here. */
export const SITE: readonly SitePage[] = [
  ...page('home/home', 'HomePage', { path: '/', title: '工作台', group: '工作台' }),
  ...page('roster/roster', 'RosterPage', {
    path: '/beneficiaries',
    title: '对象名册',
    group: '保健对象',
    permission: 'beneficiary:read',
  }),
  ...page('roster/alerts', 'AlertsPage', {
    path: '/alerts',
    title: '关注提醒',
    group: '保健对象',
    permission: 'beneficiary:read',
  }),
  ...page('archive/archives', 'ArchivesPage', { path: '/archives', title: '健康档案', group: '保健对象', permission: 'archive:read' }),
  ...page('archive/archive-templates', 'ArchiveTemplatesPage', { path: '/archive-templates', title: '档案模板', group: '保健对象', permission: 'archive:template' }),
  ...page('archive/archive-rules', 'ArchiveRulesPage', { path: '/archive-rules', title: '诊断规则', group: '保健对象', permission: 'archive:read' }),
  ...page('archive/deliveries', 'DeliveriesPage', { path: '/deliveries', title: '档案发送记录', group: '保健对象', permission: 'archive:send' }),
  ...page('roster/matching', 'MatchingPage', {
    path: '/matching',
    title: '待匹配与冲突',
    group: '保健对象',
    permission: 'match:read',
  }),
  ...page('rbac/people-roles', 'PeopleRolesPage', {
    path: '/people-roles',
    title: '固定服务对象',
    group: '保健对象',
    permission: 'role:people',
  }),
  ...page('secrecy/emergency', 'EmergencyPage', {
    path: '/emergency',
    title: '紧急访问',
    group: '保健对象',
    permission: 'confidential:emergency',
  }),
  ...page('secrecy/openings', 'OpeningsPage', {
    path: '/confidential',
    title: '机密访问记录',
    group: '机密管理',
    permission: 'confidential:review',
  }),
  ...page('secrecy/matters', 'MattersPage', {
    path: '/confidential/matters',
    title: '机密事项确认',
    group: '机密管理',
    permission: 'care-team:manage',
  }),
  ...page('secrecy/clearances', 'ClearancesPage', {
    path: '/clearances',
    title: '机密用户',
    group: '机密管理',
    permission: 'clearance:read',
  }),
  ...page('secrecy/clearance-proposals', 'ClearanceProposalsPage', {
    path: '/clearances/proposals',
    title: '机密授权审批',
    group: '机密管理',
    permission: 'clearance:read',
  }),
  ...page('visits/outpatient', 'OutpatientPage', {
    path: '/outpatient',
    title: '门诊记录',
    group: '就诊记录',
    permission: 'visit:read',
  }),
  ...page('visits/inpatient', 'InpatientPage', {
    path: '/inpatient',
    title: '住院记录',
    group: '就诊记录',
    permission: 'visit:read',
  }),
  ...page('board/board', 'BoardPage', { path: '/board', title: '在院看板', group: '就诊记录', permission: 'visit:read' }),
  ...page('board/arrivals', 'ArrivalsPage', { path: '/arrivals', title: '今日到院', group: '就诊记录', permission: 'visit:read' }),
  ...page('board/ward-round', 'WardRoundPage', { path: '/ward-round', title: '查房一页纸', permission: 'visit:read' }),
  ...page('checkups/checkups', 'CheckupsPage', {
    path: '/checkups',
    title: '体检记录',
    group: '就诊记录',
    permission: 'checkup:read',
  }),
  ...page('checkups/batches', 'BatchesPage', { path: '/checkups/batches', title: '单位批次', permission: 'checkup:read' }),
  ...page('checkups/checkup', 'CheckupPage', { path: '/checkups/:id', title: '体检报告', permission: 'checkup:read' }),
  ...page('appointments/receptions', 'ReceptionsPage', { path: '/receptions', title: '接待记录', group: '接待与任务', permission: 'reception:read' }),
  ...page('appointments/my-receptions', 'MyReceptionsPage', { path: '/receptions/mine', title: '我的接待', group: '接待与任务', permission: 'reception:write' }),
  ...page('appointments/missions', 'MissionsPage', { path: '/missions', title: '保健任务', group: '接待与任务', permission: 'mission:read' }),
  ...page('appointments/duty-logs', 'DutyLogsPage', { path: '/duty-logs', title: '体检现场', group: '接待与任务', permission: 'reception:read' }),
  ...page('recalls/recalls', 'RecallsPage', { path: '/recalls', title: '复查与随访', group: '保健对象', permission: 'recall:read' }),
  ...page('registrations/registrations', 'RegistrationsPage', {
    path: '/registrations',
    title: '挂号信息',
    group: '就诊记录',
    permission: 'registration:read',
  }),
  ...page('results/labs', 'LabsPage', { path: '/labs', title: '检验报告', group: '诊疗数据', permission: 'lab:read' }),
  ...page('imaging/exams', 'ExamsPage', { path: '/exams', title: '检查与影像', group: '诊疗数据', permission: 'exam:view' }),
  ...page('results/abnormal', 'AbnormalPage', { path: '/abnormal', title: '异常关注', group: '诊疗数据', permission: 'lab:read' }),
  ...page('imaging/viewer', 'ViewerPage', { path: '/viewer/:id', title: '影像调阅', permission: 'image:view' }),
  ...page('results/patient', 'PatientPage', {
    path: '/p/:id/:tab?',
    title: '对象档案',
    permission: 'beneficiary:read',
  }),
  ...page('stats/workload', 'WorkloadPage', {
    path: '/stats/workload',
    title: '全院工作量',
    group: '统计报表',
    permission: 'stats:read',
  }),
  ...page('stats/staff-reception', 'StaffReceptionPage', { path: '/stats/staff', title: '医护接待量', group: '统计报表', permission: 'reception:read' }),
  ...page('stats/reports', 'ReportsPage', {
    path: '/stats/reports',
    title: '工作报告',
    group: '统计报表',
    permission: 'report:read',
  }),
  ...page('extraction/overview', 'SyncOverviewPage', {
    path: '/sync',
    title: '同步总览',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('extraction/runs', 'RunsPage', {
    path: '/sync/runs',
    title: '运行记录',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('extraction/failures', 'FailuresPage', {
    path: '/sync/failures',
    title: '失败记录',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('extraction/replay-tasks', 'ReplayTasksPage', {
    path: '/sync/tasks',
    title: '重试任务',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('extraction/reconciliation', 'ReconciliationPage', {
    path: '/sync/reconciliation',
    title: '对账',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('extraction/scans', 'ScansPage', {
    path: '/sync/scans',
    title: '全量核对',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('extraction/code-maps', 'CodeMapsPage', {
    path: '/sync/codes',
    title: '代码对照',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('extraction/sources', 'SourcesPage', {
    path: '/sync/sources',
    title: '数据源',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('extraction/connect', 'ConnectPage', {
    path: '/sync/connect',
    title: '接入向导',
    group: '数据同步',
    permission: 'sync:configure',
  }),
  ...page('extraction/alarm-rules', 'AlarmRulesPage', {
    path: '/sync/alarms',
    title: '报警规则',
    group: '数据同步',
    permission: 'sync:read',
  }),
  ...page('data-assets/data-assets', 'DataAssetsPage', {
    path: '/sync/assets',
    title: '数据资产',
    group: '数据同步',
    permission: 'asset:read',
  }),
  ...page('organization/users', 'UsersPage', {
    path: '/users',
    title: '用户',
    group: '系统管理',
    permission: 'user:read',
  }),
  ...page('organization/staff', 'StaffPage', {
    path: '/staff',
    title: '人员',
    group: '系统管理',
    permission: 'staff:read',
  }),
  ...page('organization/departments', 'DepartmentsPage', {
    path: '/departments',
    title: '科室',
    group: '系统管理',
    permission: 'department:read',
  }),
  ...page('organization/mappings', 'MappingsPage', {
    path: '/user-mappings',
    title: '工号对照',
    group: '系统管理',
    permission: 'user:read',
  }),
  ...page('organization/provisioning', 'ProvisioningPage', {
    path: '/provisioning',
    title: '自动建号',
    group: '系统管理',
    permission: 'user:provision',
  }),
  ...page('settings/parameters', 'ParametersPage', {
    path: '/system/parameters',
    title: '系统参数',
    group: '系统管理',
    permission: 'parameter:read',
  }),
  ...page('settings/dictionaries', 'DictionariesPage', {
    path: '/system/dictionaries',
    title: '字典',
    group: '系统管理',
    permission: 'dictionary:write',
  }),
  ...page('notes/restricted-words', 'RestrictedWordsPage', { path: '/system/restricted-words', title: '限制词', group: '系统管理', permission: 'clearance:words' }),
  ...page('rbac/roles', 'RolesPage', { path: '/roles', title: '角色权限', group: '系统管理', permission: 'role:read' }),
  ...page('rbac/rights-changes', 'RightsChangesPage', { path: '/rights-changes', title: '权限变更', group: '系统管理', permission: 'role:read' }),
  ...page('audit/audit', 'AuditPage', { path: '/system/audit', title: '审计', group: '系统管理', permission: 'audit:read' }),
  ...page('audit/sign-ins', 'SignInsPage', { path: '/system/sign-ins', title: '登录日志', group: '系统管理', permission: 'audit:read' }),
  ...page('audit/findings', 'FindingsPage', { path: '/system/findings', title: '异常访问', group: '系统管理', permission: 'audit:read' }),
  ...page('audit/rules', 'AuditRulesPage', { path: '/system/audit-rules', title: '异常访问规则', group: '系统管理', permission: 'audit:read' }),
  ...page('operations/events', 'SystemEventsPage', { path: '/system/events', title: '系统事件', group: '系统管理', permission: 'system:read' }),
  ...page('operations/health', 'HealthPage', { path: '/system/health', title: '系统健康', group: '系统管理', permission: 'system:read' }),
  ...page('auth/online-sessions', 'OnlineSessionsPage', {
    path: '/sessions',
    title: '在线会话',
    group: '系统管理',
    permission: 'session:read',
  }),
  ...page('transfers/transfers', 'TransfersPage', { path: '/system/transfers', title: '下载中心' }),
  ...page('transfers/imports', 'ImportsPage', { path: '/system/imports', title: '导入' }),
  ...page('auth/scan-return', 'ScanReturnPage', { path: '/sign-in/:provider', title: '身份绑定' }),
  ...page('auth/security', 'SecurityPage', { path: '/me/security', title: '账号安全' }),
];

/** The page of an address and the key of its tab: one tab per person, whichever of his sub-pages is open. */
export function pageAt(pathname: string): { page: SitePage; tabKey: string } | null {
  for (const page of SITE) {
    const found = matchPath(page.path, pathname);
    if (found) return { page, tabKey: found.params['id'] ? page.path.replace(/:id.*/, found.params['id']) : page.path };
  }
  return null;
}
