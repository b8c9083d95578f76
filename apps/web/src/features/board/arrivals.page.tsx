import { useMemo } from 'react';
import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatTime } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import type { Schema } from '@cadre/api-client/typed-paths';
import './board.css';

type Arrival = Schema<'ArrivalRow'>;

const KINDS: Readonly<Record<string, string>> = {
  registration: '挂号',
  outpatient: '门诊',
  emergency: '急诊',
  inpatient: '住院',
  checkup: '体检',
};
const STATES: Readonly<Record<string, string>> = {
  registered: '已挂号，未就诊',
  in_visit: '就诊中',
  finished: '已完成',
  refunded: '已退号',
  in_hospital: '在院',
  discharged: '已出院',
  cancelled: '已撤销',
};
const CHECKUP_STATES: Readonly<Record<string, string>> = {
  booked: '已预约',
  registered: '已报到',
  examining: '检查中',
  pending_summary: '待总检',
  summarized: '已总检',
  issued: '已发放',
};
const choices = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const FILTERS: readonly ListFilter<'/arrivals'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、就诊号' },
  { kind: 'multi', name: 'kind', label: '到院方式', options: choices(KINDS) },
  { kind: 'multi', name: 'status', label: '状态', options: choices(STATES) },
  { kind: 'multi', name: 'category', label: '对象类型', options: choices({ cadre: '干保', vip: '特需' }) },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' },
  { kind: 'department', name: 'departmentCode', label: '科室' },
];
const TOPICS = ['visits', 'checkups'] as const;
const SOURCES = ['his'] as const;
const NOTE = '今天到院或挂号的保健对象，最近的在前。挂号后已就诊的只列就诊。已退号、已撤销的仍列出。体检只有日期，时间显示为当天。';

/** 今日到院: who came today, and how far he is. */
export function ArrivalsPage() {
  const { can } = useAccess();
  const columns = useMemo<readonly Column<Arrival>[]>(() => {
    const column = columnOf<Arrival>();
    return [
      column('姓名', null, {
        key: 'name',
        width: 150,
        fixed: 'left',
        render: (_, row) => <PersonCell name={row.name} sex={row.sex} age={row.age} />,
      }),
      column('级别', null, { key: 'careLevel', width: 100, render: (_, row) => <CareLevelTag level={row.careLevel} /> }),
      column('类型', null, { key: 'categories', width: 100, render: (_, row) => <CategoryTags categories={row.categories} /> }),
      column('到院时间', 'arrivedAt', { width: 130, render: (at, { kind }) => (kind === 'checkup' ? '今天' : formatTime(at)) }),
      column('方式', 'kind', { width: 80, render: (kind) => KINDS[kind] ?? kind }),
      column('状态', 'status', {
        width: 130,
        render: (status, { kind }) => (
          <span className={`tag ${status === 'in_visit' || status === 'in_hospital' ? 'tag-good' : status === 'registered' ? 'tag-late' : 'tag-off'}`}>
            {(kind === 'checkup' ? CHECKUP_STATES[status] : STATES[status]) ?? status}
          </span>
        ),
      }),
      column('科室', 'departmentName', { width: 140, ellipsis: true }),
      column('医生', 'doctorName', { width: 100 }),
      ...(can('diagnosis:read')
        ? [column('主要诊断', 'mainDiagnosis', { width: 200, ellipsis: true, render: (name: string | null) => name ?? NOTHING })]
        : []),
      column('号码', 'number', { width: 150 }),
    ];
  }, [can]);
  return (
    <ListPage
      id="arrivals"
      title="今日到院"
      note={NOTE}
      path="/arrivals"
      permission="visit:read"
      filters={FILTERS}
      columns={columns}
      sort=""
      keyOf={(row) => row.id}
      topics={TOPICS}
      sources={SOURCES}
      {...(can('beneficiary:read') && { href: (row: Arrival) => `/p/${row.beneficiaryId}/visits` })}
    />
  );
}
