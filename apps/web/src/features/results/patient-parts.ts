import { lazy, type ComponentType } from 'react';
import type { Permission } from '../../shared/access/access.js';
import type { Person } from './person.js';
import type { RecordKind } from './patient-view.js';

/** What every tab of the patient page is given. */
export interface PatientTabProps { readonly person: Person; readonly onOpen: (kind: RecordKind, id: string) => void; readonly onTrend: (items: readonly string[]) => void }
/** What every record shown beside the page is given. */
export interface RecordProps extends PatientTabProps { readonly id: string }

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

function tab(key: string, title: string, permission: Permission, file: string, name: string) {
  return { key, title, permission, ...part(TABS, file, name) };
}

/** In the order of Alt+1 … Alt+5. */
export const PATIENT_TABS = [
  tab('overview', '概览', 'beneficiary:read', './patient-overview.panel.tsx', 'PatientOverviewPanel'),
  tab('timeline', '时间轴', 'visit:read', './patient-timeline.panel.tsx', 'PatientTimelinePanel'),
  tab('labs', '检验', 'lab:read', './patient-labs.panel.tsx', 'PatientLabsPanel'),
  tab('visits', '就诊', 'visit:read', './patient-visits.panel.tsx', 'PatientVisitsPanel'),
  tab('checkups', '体检', 'checkup:read', '../checkups/patient-checkups.panel.tsx', 'PatientCheckupsPanel'),
] as const;

export const RECORD_PARTS: Readonly<Record<RecordKind, { readonly title: string; readonly permission: Permission; readonly Component: ComponentType<RecordProps> }>> = {
  lab: { title: '检验报告', permission: 'lab:read', ...part(RECORDS, './record-lab.panel.tsx', 'RecordLabPanel') },
  visit: { title: '就诊详情', permission: 'visit:read', ...part(RECORDS, './record-visit.panel.tsx', 'RecordVisitPanel') },
  checkup: { title: '体检报告', permission: 'checkup:read', ...part(RECORDS, '../checkups/record-checkup.panel.tsx', 'RecordCheckupPanel') },
};
