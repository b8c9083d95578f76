import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { OpeningDrawer } from './opening-drawer.panel.js';
import { ReviewForm } from './review.form.js';
import { choicesOf, OPENING_KINDS, type Opening, REVIEWS } from './secrecy-words.js';

const FILTERS: readonly ListFilter<'/confidential-openings'>[] = [
  { kind: 'text', name: 'keyword', label: '打开人', placeholder: '姓名、账号、工号' },
  { kind: 'multi', name: 'kind', label: '方式', options: choicesOf(OPENING_KINDS) },
  { kind: 'multi', name: 'review', label: '复核', options: choicesOf(REVIEWS) },
  { kind: 'period', name: ['from', 'until'], label: '打开日期' },
];
const TOPICS = ['notices'] as const;
const NOTE =
  '谁、何时、凭什么理由打开了机密档案，期间做了几次操作。只列出您获授权范围内的机密对象，以化名显示。紧急访问须由打开人以外的有权人员复核，待复核的排在最前。';

/** 机密访问记录: for leaders whose clearance holds. */
export function OpeningsPage() {
  const [shown, setShown] = useState<Opening | null>(null);
  const [judging, setJudging] = useState<Opening | null>(null);
  const column = columnOf<Opening>();
  const columns = [
    column('打开时间', 'openedAt', { width: 150, fixed: 'left', render: (at) => formatFullTime(at) }),
    column('打开人', 'userName', { width: 130, ellipsis: true, render: (name, { departmentName }) => `${name} ${departmentName ?? ''}` }),
    column('对象', 'shownAs', { width: 150, ellipsis: true, render: (name, { beneficiaryId, rosterNo }) => <Link to={`/p/${beneficiaryId}`} title={rosterNo}>{name}</Link> }),
    column('方式', 'kind', { width: 100, render: (kind) => <span className={kind === 'emergency' ? 'tag tag-bad' : 'tag'}>{OPENING_KINDS[kind] ?? kind}</span> }),
    column('理由', 'reason', { width: 220, ellipsis: true }),
    column('至', 'validUntil', { width: 190, render: (until, { endedAt }) => (endedAt ? `${formatFullTime(endedAt)}（提前结束）` : formatFullTime(until)) }),
    column('期间操作', 'reads', { width: 90, align: 'right', render: (reads, row) => <Button type="link" size="small" onClick={() => setShown(row)}>{reads} 次</Button> }),
    column('复核', 'reviewState', { width: 220, ellipsis: true, render: (_, row) => <Review row={row} /> }),
    column('操作', null, {
      width: 80,
      fixed: 'right',
      render: (_, row) =>
        row.mayReview ? (
          <Button type="link" size="small" onClick={() => setJudging(row)}>
            复核
          </Button>
        ) : null,
    }),
  ];
  return (
    <>
      <ListPage
        id="confidential-openings"
        title="机密访问记录"
        note={NOTE}
        path="/confidential-openings"
        permission="confidential:review"
        filters={FILTERS}
        columns={columns}
        sort=""
        keyOf={({ id }) => id}
        topics={TOPICS}
        emptyAction={<p className="weak">没有记录。须有有效的机密授权才能看到授权范围内的记录。</p>}
      />
      <OpeningDrawer opening={shown} onClose={() => setShown(null)} />
      <ReviewForm opening={judging} onClose={() => setJudging(null)} />
    </>
  );
}

function Review({ row: { reviewState, reviewedByName, reviewNote } }: { row: Opening }) {
  if (!reviewState) return <span className="weak">不需要</span>;
  const look = reviewState === 'open' ? 'tag tag-late' : reviewState === 'justified' ? 'tag tag-good' : 'tag tag-bad';
  return (
    <>
      <span className={look}>{REVIEWS[reviewState] ?? reviewState}</span> {reviewedByName} {reviewNote}
    </>
  );
}
