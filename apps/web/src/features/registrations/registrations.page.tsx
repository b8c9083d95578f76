import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatTime, lastDays } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { RegistrationDrawer } from './registration-detail.panel.js';
import { RegistrationFacts } from './registration-facts.panel.js';
import { SESSION_NAMES, STATE_NAMES, feeText, stateTag, type Registration } from './registration-words.js';

const asChoices = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }));
const FILTERS: readonly ListFilter<'/registrations'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、挂号记录号' },
  { kind: 'period', name: ['from', 'to'], label: '挂号日期' },
  { kind: 'department', name: 'departmentCode', label: '科室' },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' },
  {
    kind: 'multi',
    name: 'category',
    label: '对象类型',
    options: [
      { value: 'cadre', label: '干保' },
      { value: 'vip', label: '特需' },
    ],
  },
  { kind: 'multi', name: 'state', label: '状态', options: asChoices(STATE_NAMES) },
];
const MORE_FILTERS: readonly ListFilter<'/registrations'>[] = [
  { kind: 'multi', name: 'session', label: '时段', options: asChoices(SESSION_NAMES), more: true },
  {
    kind: 'multi',
    name: 'charge',
    label: '费用',
    options: [
      { value: 'free', label: '免费号' },
      { value: 'paid', label: '收费号' },
    ],
    more: true,
  },
  { kind: 'text', name: 'doctor', label: '医生', placeholder: '姓名或工号', more: true },
];
const SOURCES = ['his'] as const;
const TOPICS = ['visits'] as const;
const EXPORTING = { path: '/registrations/export', permission: 'registration:export' } as const;
const NOTE =
  '名册内对象的挂号，默认近 7 天。已就诊按同一挂号的就诊记录判断；当天及以后尚未就诊为待就诊，日期已过为未到。退号、改期更新同一行，历次内容见详情。免费号不含已退号。';

/** 挂号信息: what our people registered for, with its figures by department. */
export function RegistrationsPage() {
  const { can } = useAccess();
  const [opened, setOpened] = useState<string | null>(null);
  const [from, to] = lastDays(7);
  // What classes and departments there are is what was registered lately, not a list that somebody keeps.
  const { data: lately } = useApi('/registrations/summary', { query: { from: lastDays(90)[0] }, staleTime: 300_000 });
  const filters = useMemo<readonly ListFilter<'/registrations'>[]>(
    () => [
      ...FILTERS,
      {
        kind: 'multi',
        name: 'registrationClass',
        label: '号类',
        options: (lately?.classes ?? []).map(({ registrationClass: value }) => ({ value, label: value })),
        more: true,
      },
      {
        kind: 'multi',
        name: 'ownDepartment',
        label: '科室（不含下级）',
        options: (lately?.departments ?? []).flatMap(({ departmentCode: value, departmentName }) =>
          value ? [{ value, label: departmentName ?? value }] : [],
        ),
        more: true,
      },
      ...MORE_FILTERS,
    ],
    [lately],
  );
  const columns = useMemo<readonly Column<Registration>[]>(() => {
    const column = columnOf<Registration>();
    return [
      column('姓名', 'name', {
        width: 146,
        fixed: 'left',
        sort: true,
        render: (name, { sex, age }) => <PersonCell name={name} sex={sex} age={age} />,
      }),
      column('级别', 'careLevel', { width: 98, sort: true, render: (level) => <CareLevelTag level={level} /> }),
      column('类型', 'categories', { width: 96, render: (categories) => <CategoryTags categories={categories} /> }),
      column('挂号时间', 'registeredAt', { width: 140, sort: true, render: (at) => formatTime(at) }),
      column('时段', 'session', { width: 54, render: (session) => SESSION_NAMES[session] }),
      column('号类', 'registrationClass', {
        width: 110,
        render: (name, { vipVisit, emergency }) => (
          <>
            {name ?? '—'} {vipVisit && !name?.includes('特需') && <span className="tag tag-vip">特需</span>}
            {emergency && !name?.includes('急诊') && <span className="tag tag-bad">急诊</span>}
          </>
        ),
      }),
      column('科室', 'departmentName', { width: 130, sort: true, ellipsis: true }),
      column('医生', 'doctorName', { width: 76, sort: true }),
      column('状态', 'state', {
        width: 80,
        render: (state) => <span className={stateTag(state)}>{STATE_NAMES[state] ?? state}</span>,
      }),
      column('号序', 'queueNo', { width: 56, align: 'right' }),
      column('费用', 'fee', { width: 96, align: 'right', render: (_, row) => feeText(row) }),
      column('渠道', 'channel', { width: 72 }),
      column('挂号记录号', 'registrationNo', { width: 140, hidden: true }),
      column('操作', null, {
        width: 70,
        fixed: 'right',
        render: (_, { id }) => (
          <Button type="link" size="small" onClick={() => setOpened(id)}>
            详情
          </Button>
        ),
      }),
    ];
  }, []);
  const opening = can('beneficiary:read')
    ? { href: ({ beneficiaryId }: Registration) => `/p/${beneficiaryId}/visits` }
    : { onOpen: ({ id }: Registration) => setOpened(id) };
  return (
    <>
      <ListPage
        id="registrations"
        title="挂号信息"
        note={NOTE}
        path="/registrations"
        permission="registration:read"
        filters={filters}
        columns={columns}
        sort="-registeredAt"
        first={{ from, to }}
        keyOf={({ id }) => id}
        exporting={EXPORTING}
        topics={TOPICS}
        sources={SOURCES}
        summary={(list) => <RegistrationFacts list={list} />}
        {...opening}
      />
      <RegistrationDrawer id={opened} onClose={() => setOpened(null)} />
    </>
  );
}
