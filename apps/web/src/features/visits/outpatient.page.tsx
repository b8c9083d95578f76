import { useMemo, useState } from 'react';
import { Button, Tooltip } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatTime, lastDays } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { RecordLinks, Reminders, StatusTag, VisitType, personColumns } from './visit-cells.panel.js';
import { VisitDrawer } from './visit-detail.panel.js';
import { STATUS_NAMES, useVisitTypes } from './visit-words.js';
import './visits.css';
import type { OutpatientVisit } from './visit.js';

const STATUSES = ['registered', 'in_visit', 'finished', 'refunded'].map((value) => ({
  value,
  label: STATUS_NAMES[value] ?? value,
}));
const USUAL_FILTERS: readonly ListFilter<'/outpatient-visits'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、就诊号、病案号' },
  { kind: 'period', name: ['from', 'to'], label: '就诊时间' },
  {
    kind: 'multi',
    name: 'category',
    label: '对象类型',
    options: [
      { value: 'cadre', label: '干保' },
      { value: 'vip', label: '特需' },
    ],
  },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' },
  { kind: 'department', name: 'departmentCode', label: '就诊科室' },
  { kind: 'text', name: 'diagnosis', label: '疾病诊断', placeholder: '诊断名称或编码' },
];
const MORE_FILTERS: readonly ListFilter<'/outpatient-visits'>[] = [
  { kind: 'multi', name: 'status', label: '状态', options: STATUSES, more: true },
  { kind: 'text', name: 'organization', label: '就诊机构', placeholder: '机构名称或编码', more: true },
];
const SOURCES = ['his'] as const;
const TOPICS = ['visits'] as const;
const EXPORTING = { path: '/outpatient-visits/export', permission: 'visit:export' } as const;
const NOTE =
  '含急诊，默认近 30 天，按就诊时间倒序；尚未接诊的按挂号时间排列并标“待就诊”。“特需”标在本次就诊上，与对象类型分别显示。已退号的仍列出，不计入统计。';

/** 门诊记录: what our people came for, newest first. */
export function OutpatientPage() {
  const { can } = useAccess();
  const { ofClinic, nameOf } = useVisitTypes();
  const [opened, setOpened] = useState<string | null>(null);
  const seesDiagnoses = can('diagnosis:read');
  const seesLabs = can('lab:read');
  const filters = useMemo<readonly ListFilter<'/outpatient-visits'>[]>(
    () => [
      ...USUAL_FILTERS.filter(({ name }) => name !== 'diagnosis' || seesDiagnoses),
      ...(ofClinic.length > 1
        ? [{ kind: 'multi', name: 'visitType', label: '就诊类型', options: ofClinic, more: true } as const]
        : []),
      ...MORE_FILTERS,
      { kind: 'scheme', name: 'scheme', label: '组合查询', list: 'outpatient' } as const,
    ],
    [ofClinic, seesDiagnoses],
  );
  const columns = useMemo<readonly Column<OutpatientVisit>[]>(() => {
    const column = columnOf<OutpatientVisit>();
    return [
      ...personColumns<OutpatientVisit>(),
      ...(seesLabs
        ? [
            column('提醒', null, {
              key: 'abnormalCount',
              width: 168,
              note: '本次就诊的检验：危急值项数、异常项数，以及近 7 天内您还没有打开看过的报告数',
              render: (_, visit) => <Reminders visit={visit} />,
            }),
          ]
        : []),
      column('就诊时间', 'visitedAt', {
        width: 156,
        sort: true,
        render: (at, visit) => (
          <>
            {formatTime(at)} {visit.waiting && <span className="tag tag-late">待就诊</span>}
          </>
        ),
      }),
      column('就诊科室', 'departmentName', { width: 118, sort: true, ellipsis: true }),
      column('医生', 'doctorName', { width: 80, sort: true }),
      ...(seesDiagnoses
        ? [column('疾病（诊断）', 'mainDiagnosis', { width: 186, render: (_, visit) => <Diagnoses visit={visit} /> })]
        : []),
      column('就诊类型', 'visitType', {
        width: 104,
        render: (type, visit) => <VisitType name={nameOf(type, visit.visitClass)} code={type} vip={visit.vipVisit} />,
      }),
      column('就诊机构', 'organizationName', { width: 110, ellipsis: true }),
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
  const [from, to] = lastDays(30);
  // Somebody without the right to open people (导医) still gets the visit.
  const opening = can('beneficiary:read')
    ? { href: (visit: OutpatientVisit) => `/p/${visit.beneficiaryId}/visits` }
    : { onOpen: (visit: OutpatientVisit) => setOpened(visit.id) };
  return (
    <>
      <ListPage
        id="outpatient"
        title="门诊记录"
        note={NOTE}
        path="/outpatient-visits"
        permission="visit:read"
        filters={filters}
        columns={columns}
        sort="-visitedAt"
        first={{ from, to }}
        keyOf={(visit) => visit.id}
        exporting={EXPORTING}
        topics={TOPICS}
        sources={SOURCES}
        drawer={(walk) => <VisitDrawer id={opened} walk={walk} onOpen={setOpened} />}
        {...opening}
      />
    </>
  );
}

/** The main one; how many more there are, with their names on hover. */
function Diagnoses({ visit: { mainDiagnosis, otherDiagnoses } }: { visit: OutpatientVisit }) {
  if (!otherDiagnoses.length) return mainDiagnosis ?? NOTHING;
  return (
    <>
      {mainDiagnosis ?? NOTHING}{' '}
      <Tooltip title={otherDiagnoses.join('；')}>
        <span className="tag tag-off" tabIndex={0} aria-label={`其他诊断：${otherDiagnoses.join('；')}`}>
          +{otherDiagnoses.length}
        </span>
      </Tooltip>
    </>
  );
}
