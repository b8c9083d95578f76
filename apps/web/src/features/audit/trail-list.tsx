import { useState, type ReactNode } from 'react';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { ACTION_NAMES, choicesOf, momentOf, OUTCOME_NAMES, type TrailRow } from './audit.js';
import { OutcomeTag } from './outcome-tag.js';
import { TrailDrawer } from './trail-drawer.panel.js';

const column = columnOf<TrailRow>();
const COLUMNS = [
  column('时间', 'at', { width: 216, fixed: 'left', render: (at) => momentOf(at) }),
  column('账号', 'actor', { width: 130, ellipsis: true }),
  column('动作', 'action', { width: 84, render: (action) => ACTION_NAMES[action] ?? action }),
  column('操作', 'operationName', { width: 170, ellipsis: true }),
  column('结果', 'outcome', { width: 92, render: (outcome) => <OutcomeTag outcome={outcome} /> }),
  column('对象数', 'people', { width: 74, align: 'right', note: '这次操作涉及的不同对象，最多记 200 名' }),
  column('条数', 'rowCount', { width: 66, align: 'right' }),
  column('查询内容', 'asked', { width: 220, ellipsis: true, note: '号码和口令在写入时已遮挡' }),
  column('理由', 'reason', { width: 140, ellipsis: true }),
  column('IP', 'ip', { width: 118 }),
  column('设备', 'device', { width: 160, ellipsis: true, hidden: true }),
  column('接口', 'operation', { width: 200, ellipsis: true, hidden: true }),
  column('错误编号', 'trace', { width: 146, hidden: true }),
  column('序号', 'seq', { width: 84, align: 'right' }),
];

const FILTERS: readonly ListFilter<'/audit/trail'>[] = [
  { kind: 'period', name: ['from', 'to'], label: '时间' },
  { kind: 'text', name: 'actor', label: '账号', placeholder: '完整账号' },
  { kind: 'choice', name: 'action', label: '动作', options: choicesOf(ACTION_NAMES) },
  { kind: 'choice', name: 'outcome', label: '结果', options: choicesOf(OUTCOME_NAMES) },
  { kind: 'text', name: 'words', label: '内容', placeholder: '查询词、理由或错误编号' },
  { kind: 'text', name: 'person', label: '对象', placeholder: '对象内部编号', more: true },
  { kind: 'text', name: 'session', label: '会话', placeholder: '会话编号', more: true },
  { kind: 'text', name: 'ip', label: 'IP', more: true },
  { kind: 'text', name: 'operation', label: '接口', placeholder: '例如 GET /beneficiaries/:id', more: true },
];

interface Props {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly first: Readonly<Record<string, string>>;
  readonly actions?: ReactNode;
}

/** The trail under some first conditions; a row opens with what it changed. */
export function TrailList({ id, title, note, first, actions }: Props) {
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <>
      <ListPage
        id={id}
        title={title}
        note={note}
        path="/audit/trail"
        permission="audit:read"
        filters={FILTERS}
        columns={COLUMNS}
        sort=""
        first={first}
        keyOf={({ seq }) => String(seq)}
        onOpen={({ seq }) => setOpened(seq)}
        exporting={{ path: '/audit/trail/export', permission: 'audit:export' }}
        actions={actions}
      />
      <TrailDrawer seq={opened} onClose={() => setOpened(null)} />
    </>
  );
}
