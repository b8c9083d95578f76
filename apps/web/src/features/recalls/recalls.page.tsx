import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatDate, formatTime } from '../../shared/format/dates.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { RecallForms, type Handling } from './recall.form.js';
import { RecallTerms } from './recall-terms.panel.js';
import { METHODS, STATUSES, TERMS, TERM_TAGS, type Recall } from './recalls.js';

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
const FILTERS: readonly ListFilter<'/recalls'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、拼音' },
  { kind: 'multi', name: 'term', label: '期限', options: optionsOf(TERMS) },
  { kind: 'multi', name: 'status', label: '状态', options: optionsOf(STATUSES) },
  { kind: 'period', name: ['from', 'to'], label: '应复查日期' },
  { kind: 'text', name: 'item', label: '复查项目', more: true },
  { kind: 'multi', name: 'careLevel', label: '级别', dictionary: 'CARE_LEVEL', more: true },
  {
    kind: 'multi',
    name: 'category',
    label: '对象类型',
    options: [
      { value: 'cadre', label: '干保' },
      { value: 'vip', label: '特需' },
    ],
    more: true,
  },
];
const FIRST = { status: 'open' } as const;
const TOPICS = ['checkups'] as const;
const EXPORTING = { path: '/recalls/export', permission: 'checkup:export' } as const;
const NOTE =
  '按应复查日期由近及远，默认只列待处理的。逾期指应复查日期已过；本周到星期日为止；本月不含本周。发布体检小结时，带日期的建议自动列入；小结更正或撤回后，尚未处理的随之取消。';

/** 复查与随访: who has to look again at what, the most urgent first. */
export function RecallsPage() {
  const { can } = useAccess();
  const [handling, setHandling] = useState<Handling | null>(null);
  const mayWrite = can('recall:write');
  const columns = useMemo<readonly Column<Recall>[]>(() => {
    const column = columnOf<Recall>();
    return [
      column('姓名', null, {
        key: 'name',
        width: 146,
        fixed: 'left',
        sort: true,
        render: (_, row) => <PersonCell name={row.name} sex={row.sex} age={row.age} />,
      }),
      column('级别', 'careLevel', { width: 100, sort: true, render: (level) => <CareLevelTag level={level} /> }),
      column('类型', 'categories', { width: 90, render: (categories) => <CategoryTags categories={categories} /> }),
      column('复查项目', 'item', { width: 150, ellipsis: true }),
      column('应复查日期', 'dueDate', { width: 110, sort: true, render: (date) => formatDate(date) }),
      column('期限', 'term', {
        width: 76,
        render: (term) => (term ? <span className={`tag ${TERM_TAGS[term] ?? 'tag-off'}`}>{TERMS[term]}</span> : NOTHING),
      }),
      column('状态', 'status', { width: 84, render: (status) => STATUSES[status] ?? status }),
      column('建议', 'advice', { width: 180, ellipsis: true }),
      column('方式', 'method', { width: 70, render: (method) => (method ? (METHODS[method] ?? method) : NOTHING) }),
      column('结果', 'result', { width: 160, ellipsis: true }),
      column('处理', 'handledByName', {
        width: 150,
        render: (name, row) => (name ? `${name} ${formatTime(row.handledAt)}` : NOTHING),
      }),
      column('来源', 'origin', {
        width: 96,
        render: (origin, row) =>
          row.checkupId ? <Link to={`/checkups/${row.checkupId}?part=summary`}>体检小结</Link> : origin === 'manual' ? '人工安排' : '体检小结',
      }),
      ...(mayWrite
        ? [
            column('操作', null, {
              width: 150,
              fixed: 'right',
              render: (_, row) =>
                row.status === 'open' ? (
                  <>
                    <Button type="link" size="small" onClick={() => setHandling({ act: 'finish', recall: row })}>
                      完成
                    </Button>
                    <Button type="link" size="small" onClick={() => setHandling({ act: 'postpone', recall: row })}>
                      改期
                    </Button>
                    <Button type="link" size="small" onClick={() => setHandling({ act: 'cancel', recall: row })}>
                      取消
                    </Button>
                  </>
                ) : (
                  NOTHING
                ),
            }),
          ]
        : []),
    ];
  }, [mayWrite]);
  return (
    <>
      <ListPage
        id="recalls"
        title="复查与随访"
        note={NOTE}
        path="/recalls"
        permission="recall:read"
        filters={FILTERS}
        columns={columns}
        sort="dueDate"
        first={FIRST}
        keyOf={(row) => row.id}
        exporting={EXPORTING}
        topics={TOPICS}
        summary={(list) => <RecallTerms list={list} />}
        {...(can('beneficiary:read') && { href: (row: Recall) => `/p/${row.beneficiaryId}/checkups` })}
      />
      <RecallForms handling={handling} onClose={() => setHandling(null)} />
    </>
  );
}
