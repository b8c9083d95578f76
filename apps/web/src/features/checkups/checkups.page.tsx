import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { NOTHING, formatDate, today } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { CheckupsTabs } from './checkups-tabs.js';
import { AbnormalCell, ProgressCell, SummaryTag } from './checkup-cells.js';
import { CHECKUP_STATUS, SUMMARY_STATES, type CheckupListRow } from './checkups.js';

const SOURCES = ['peis'] as const;
const TOPICS = ['checkups'] as const;
const EXPORTING = { path: '/checkups/export', permission: 'checkup:export' } as const;
const NOTE = (
  <>
    按体检日期倒序。年度按到检日期计：12 月到检、次年 1 月出报告的，仍属到检那一年。同一人一年体检两次的分列两行。
    拒检与未检计入缺项，不计入异常。重大异常指危急值，或体检系统标为显著超出范围的项目。
  </>
);
const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
const CATEGORIES = [
  { value: 'cadre', label: '干保' },
  { value: 'vip', label: '特需' },
];

/** 体检记录: the check-ups of our people, this year's unless asked otherwise. */
export function CheckupsPage() {
  const { data } = useApi('/checkups/choices', { topics: TOPICS });
  const thisYear = today().slice(0, 4);
  const filters = useMemo<readonly ListFilter<'/checkups'>[]>(() => {
    const years = [...new Set([thisYear, ...(data?.years ?? [])])].sort().reverse();
    return [
      { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音、体检号' },
      { kind: 'multi', name: 'year', label: '年度', options: years.map((year) => ({ value: year, label: `${year} 年` })) },
      { kind: 'period', name: ['from', 'to'], label: '体检时间' },
      { kind: 'multi', name: 'category', label: '对象类型', options: CATEGORIES },
      { kind: 'multi', name: 'careLevel', label: '级别', dictionary: 'CARE_LEVEL' },
      { kind: 'multi', name: 'summaryStatus', label: '小结状态', options: optionsOf(SUMMARY_STATES) },
      { kind: 'text', name: 'workUnit', label: '单位', placeholder: '单位名称', more: true },
      {
        kind: 'choice',
        name: 'packageName',
        label: '套餐',
        options: (data?.packages ?? []).map((name) => ({ value: name, label: name })),
        more: true,
      },
      { kind: 'multi', name: 'status', label: '进度', options: optionsOf(CHECKUP_STATUS), more: true },
      { kind: 'text', name: 'abnormalItem', label: '异常项', placeholder: '项目名称或代码', more: true },
      { kind: 'flag', name: 'abnormal', label: '仅有异常', hint: '仅有异常', more: true },
      { kind: 'flag', name: 'critical', label: '重大异常', hint: '仅有重大异常', more: true },
      { kind: 'scheme', name: 'scheme', label: '组合查询', list: 'checkups' },
    ];
  }, [data, thisYear]);
  const columns = useMemo<readonly Column<CheckupListRow>[]>(() => {
    const column = columnOf<CheckupListRow>();
    return [
      column('姓名', null, {
        key: 'name',
        width: 146,
        fixed: 'left',
        sort: true,
        render: (_, row) => <PersonCell name={row.name} sex={row.sex} age={row.age} />,
      }),
      column('级别', 'careLevel', { width: 92, sort: true, render: (level) => <CareLevelTag level={level} /> }),
      column('类型', 'categories', { width: 72, render: (categories) => <CategoryTags categories={categories} /> }),
      column('体检日期', 'checkupDate', { width: 104, sort: true, render: (date) => formatDate(date) }),
      column('套餐', 'packageName', { width: 112, ellipsis: true, render: (name) => name ?? NOTHING }),
      column('体检号', 'checkupNo', { width: 132, sort: true }),
      column('单位', 'workUnit', { width: 110, sort: true, ellipsis: true, render: (unit) => unit ?? NOTHING }),
      column('进度', 'status', { width: 172, render: (_, row) => <ProgressCell row={row} /> }),
      column('异常', 'abnormalCount', { width: 96, sort: true, align: 'right', render: (_, row) => <AbnormalCell row={row} /> }),
      column('小结状态', 'summaryStatus', { width: 112, render: (_, row) => <SummaryTag row={row} /> }),
      column('操作', null, {
        width: 132,
        fixed: 'right',
        render: (_, row) => (
          <>
            <Link to={`/checkups/${row.id}`}>报告</Link>{' '}
            <Link to={`/checkups/${row.id}?part=summary`}>小结</Link>{' '}
            <Link to={`/p/${row.beneficiaryId}/checkups`}>历年</Link>
          </>
        ),
      }),
    ];
  }, []);
  const first = useMemo(() => ({ year: thisYear }), [thisYear]);
  return (
    <ListPage
      id="checkups"
      title="体检记录"
      note={NOTE}
      path="/checkups"
      permission="checkup:read"
      filters={filters}
      columns={columns}
      sort="-checkupDate"
      first={first}
      keyOf={(row) => row.id}
      href={(row) => `/checkups/${row.id}`}
      exporting={EXPORTING}
      topics={TOPICS}
      sources={SOURCES}
      summary={() => <CheckupsTabs active="records" />}
    />
  );
}
