import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { StayTabs } from './stay-tabs.panel.js';
import { RecordLinks, Reminders, StatusTag, VisitType, personColumns } from './visit-cells.panel.js';
import { VisitDrawer } from './visit-detail.panel.js';
import { STATUS_NAMES, useVisitTypes } from './visit-words.js';
import './visits.css';
import type { InpatientVisit } from './visit.js';

const STATUSES = ['in_hospital', 'discharged', 'cancelled'].map((value) => ({
  value,
  label: STATUS_NAMES[value] ?? value,
}));
const USUAL_FILTERS: readonly ListFilter<'/inpatient-visits'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、住院号、病案号、床号' },
  { kind: 'period', name: ['admittedFrom', 'admittedTo'], label: '入院时间' },
  { kind: 'period', name: ['dischargedFrom', 'dischargedTo'], label: '出院时间' },
  {
    kind: 'multi',
    name: 'category',
    label: '患者类型',
    options: [
      { value: 'cadre', label: '干保' },
      { value: 'vip', label: '特需' },
    ],
  },
  { kind: 'multi', name: 'status', label: '在院状态', options: STATUSES },
  { kind: 'department', name: 'departmentCode', label: '科室' },
];
const DIAGNOSIS_FILTERS: readonly ListFilter<'/inpatient-visits'>[] = [
  { kind: 'text', name: 'diagnosis', label: '主要诊断', placeholder: '诊断名称或编码' },
  { kind: 'flag', name: 'includeOtherDiagnoses', label: '含次要诊断', hint: '含次要诊断', more: true },
];
const MORE_FILTERS: readonly ListFilter<'/inpatient-visits'>[] = [
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL', more: true },
  { kind: 'text', name: 'doctor', label: '责任医师', placeholder: '姓名或工号', more: true },
  { kind: 'text', name: 'bedNo', label: '床号', more: true },
];
const SOURCES = ['his'] as const;
const TOPICS = ['visits'] as const;
const EXPORTING = { path: '/inpatient-visits/export', permission: 'visit:export' } as const;
const NOTE =
  '按入院时间倒序。住院天数算头不算尾，在院者算到今天。按出院时间查询时不含仍在院者。撤销入院的仍列出并标“已撤销”，不计入统计。';

/** 住院记录: the stays of our people. */
export function InpatientPage() {
  const { can } = useAccess();
  const { ofStay, nameOf } = useVisitTypes();
  const [opened, setOpened] = useState<string | null>(null);
  const seesDiagnoses = can('diagnosis:read');
  const seesLabs = can('lab:read');
  const filters = useMemo<readonly ListFilter<'/inpatient-visits'>[]>(
    () => [
      ...USUAL_FILTERS,
      ...(seesDiagnoses ? DIAGNOSIS_FILTERS : []),
      ...MORE_FILTERS,
      ...(ofStay.length > 1
        ? [{ kind: 'multi', name: 'visitType', label: '就诊类型', options: ofStay, more: true } as const]
        : []),
      { kind: 'scheme', name: 'scheme', label: '组合查询', list: 'inpatient' } as const,
    ],
    [ofStay, seesDiagnoses],
  );
  const columns = useMemo<readonly Column<InpatientVisit>[]>(() => {
    const column = columnOf<InpatientVisit>();
    return [
      ...personColumns<InpatientVisit>(true),
      ...(seesLabs
        ? [
            column('提醒', null, {
              key: 'abnormalCount',
              width: 168,
              note: '本次住院的检验：危急值项数、异常项数，以及近 7 天内您还没有打开看过的报告数',
              render: (_, visit) => <Reminders visit={visit} />,
            }),
          ]
        : []),
      column('病区', 'wardName', { width: 112, sort: true, ellipsis: true }),
      column('床号', 'bedNo', { width: 72, sort: true }),
      column('科室', 'departmentName', { width: 110, sort: true, ellipsis: true }),
      column('责任医师', 'doctorName', { width: 96, sort: true }),
      column('入院时间', 'admittedAt', { width: 148, sort: true, render: (at) => formatTime(at) }),
      column('住院天数', 'stayDays', {
        width: 90,
        align: 'right',
        render: (days) => (days === null ? NOTHING : `${days} 天`),
      }),
      column('出院时间', 'dischargedAt', { width: 148, sort: true, render: (at) => formatTime(at) }),
      ...(seesDiagnoses ? [column('主要诊断', 'mainDiagnosis', { width: 180, ellipsis: true })] : []),
      column('病案号', 'medicalRecordNo', { width: 110 }),
      column('就诊类型', 'visitType', {
        width: 100,
        hidden: true,
        render: (type) => <VisitType name={nameOf(type, 'inpatient')} code={type} />,
      }),
      column('状态', 'status', { width: 90, render: (status) => <StatusTag status={status} /> }),
      column('就诊号', 'visitNo', { width: 140, hidden: true }),
      ...(can('beneficiary:read')
        ? [
            column('直达', null, {
              key: 'targets',
              width: 196,
              render: (_, visit) => <RecordLinks visit={visit} can={can} />,
            }),
          ]
        : []),
      column('操作', null, {
        width: 70,
        fixed: 'right',
        render: (_, visit) => (
          <Button type="link" size="small" onClick={() => setOpened(visit.id)}>
            详情
          </Button>
        ),
      }),
    ];
  }, [can, nameOf, seesDiagnoses, seesLabs]);
  const opening = can('beneficiary:read')
    ? { href: (visit: InpatientVisit) => `/p/${visit.beneficiaryId}/visits` }
    : { onOpen: (visit: InpatientVisit) => setOpened(visit.id) };
  return (
    <>
      <ListPage
        id="inpatient"
        title="住院记录"
        note={NOTE}
        path="/inpatient-visits"
        permission="visit:read"
        filters={filters}
        columns={columns}
        sort="-admittedAt"
        keyOf={(visit) => visit.id}
        exporting={EXPORTING}
        topics={TOPICS}
        sources={SOURCES}
        summary={(list) => <StayTabs list={list} />}
        drawer={(walk) => <VisitDrawer id={opened} walk={walk} onOpen={setOpened} />}
        {...opening}
      />
    </>
  );
}
