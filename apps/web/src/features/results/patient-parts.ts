import { lazy, type ComponentType } from 'react';
import type { Permission } from '../../shared/access/access.js';
import type { Person } from './person.js';
import type { RecordKind } from './patient-view.js';

/** What every tab of the patient page is given. */
export interface PatientTabProps {
  readonly person: Person;
  readonly onOpen: (kind: RecordKind, id: string) => void;
  readonly onTrend: (items: readonly string[]) => void;
}
/** What every record shown beside the page is given. */
export interface RecordProps extends PatientTabProps {
  readonly id: string;
}

interface PatientTab {
  readonly key: string;
  readonly title: string;
  readonly permission: Permission;
  readonly Component: ComponentType<PatientTabProps>;
  readonly load: () => Promise<unknown>;
}

type Part<Props> = Record<string, ComponentType<Props>>;
/** Found by the name of their files, as pages are in the router: a feature brings its own part and none imports another. */
const TABS = import.meta.glob<Part<PatientTabProps>>('../*/patient-*.panel.tsx');
const RECORDS = import.meta.glob<Part<RecordProps>>('../*/record-*.panel.tsx');

function part<Props>(files: Record<string, () => Promise<Part<Props>>>, file: string, name: string) {
  const load = async () => {
    const found = (await files[file]?.())?.[name];
    if (!found) throw new Error(`${file} has no ${name}`);
    return { default: found };
  };
  return { load, Component: lazy(load) };
}

/** In the order of Alt+1, Alt+2 … */
export const PATIENT_TABS: readonly PatientTab[] = [
  {
    key: 'overview',
    title: '概览',
    permission: 'beneficiary:read',
    ...part(TABS, './patient-overview.panel.tsx', 'PatientOverviewPanel'),
  },
  {
    key: 'timeline',
    title: '时间轴',
    permission: 'visit:read',
    ...part(TABS, './patient-timeline.panel.tsx', 'PatientTimelinePanel'),
  },
  { key: 'labs', title: '检验', permission: 'lab:read', ...part(TABS, './patient-labs.panel.tsx', 'PatientLabsPanel') },
  {
    key: 'imaging',
    title: '检查与影像',
    permission: 'exam:view',
    ...part(TABS, '../imaging/patient-imaging.panel.tsx', 'PatientImagingPanel'),
  },
  {
    key: 'visits',
    title: '就诊',
    permission: 'visit:read',
    ...part(TABS, './patient-visits.panel.tsx', 'PatientVisitsPanel'),
  },
  {
    key: 'checkups',
    title: '体检',
    permission: 'checkup:read',
    ...part(TABS, '../checkups/patient-checkups.panel.tsx', 'PatientCheckupsPanel'),
  },
  {
    key: 'orders',
    title: '医嘱处方',
    permission: 'order:read',
    ...part(TABS, '../orders/patient-orders.panel.tsx', 'PatientOrdersPanel'),
  },
  {
    key: 'notes',
    title: '病历文书',
    permission: 'note:read',
    ...part(TABS, '../notes/patient-notes.panel.tsx', 'PatientNotesPanel'),
  },
  {
    key: 'surgeries',
    title: '手术会诊',
    permission: 'surgery:read',
    ...part(TABS, '../surgeries/patient-surgeries.panel.tsx', 'PatientSurgeriesPanel'),
  },
  {
    key: 'archive',
    title: '健康档案',
    permission: 'archive:read',
    ...part(TABS, '../archive/patient-archive.panel.tsx', 'PatientArchivePanel'),
  },
  {
    key: 'profile',
    title: '基本资料',
    permission: 'beneficiary:read',
    ...part(TABS, '../roster/patient-profile.panel.tsx', 'PatientProfilePanel'),
  },
  {
    key: 'phone',
    title: '手机端账户',
    permission: 'beneficiary:read',
    ...part(TABS, '../portal/patient-phone.panel.tsx', 'PatientPhonePanel'),
  },
  {
    key: 'alerts',
    title: '关注提醒',
    permission: 'beneficiary:read',
    ...part(TABS, '../roster/patient-alerts.panel.tsx', 'PatientAlertsPanel'),
  },
  {
    key: 'changes',
    title: '变更历史',
    permission: 'beneficiary:read',
    ...part(TABS, '../roster/patient-changes.panel.tsx', 'PatientChangesPanel'),
  },
  {
    key: 'sources',
    title: '同步',
    permission: 'beneficiary:write',
    ...part(TABS, '../roster/patient-sources.panel.tsx', 'PatientSourcesPanel'),
  },
  {
    key: 'secrecy',
    title: '机密与照护',
    permission: 'care-team:manage',
    ...part(TABS, '../secrecy/patient-secrecy.panel.tsx', 'PatientSecrecyPanel'),
  },
  {
    key: 'access-log',
    title: '访问记录',
    permission: 'audit:person',
    ...part(TABS, '../audit/patient-access-log.panel.tsx', 'PatientAccessLogPanel'),
  },
];

export const RECORD_PARTS: Readonly<
  Record<
    RecordKind,
    { readonly title: string; readonly permission: Permission; readonly Component: ComponentType<RecordProps> }
  >
> = {
  lab: { title: '检验报告', permission: 'lab:read', ...part(RECORDS, './record-lab.panel.tsx', 'RecordLabPanel') },
  visit: {
    title: '就诊详情',
    permission: 'visit:read',
    ...part(RECORDS, './record-visit.panel.tsx', 'RecordVisitPanel'),
  },
  checkup: {
    title: '体检报告',
    permission: 'checkup:read',
    ...part(RECORDS, '../checkups/record-checkup.panel.tsx', 'RecordCheckupPanel'),
  },
  note: {
    title: '病历文书',
    permission: 'note:read',
    ...part(RECORDS, '../notes/record-note.panel.tsx', 'RecordNotePanel'),
  },
};
