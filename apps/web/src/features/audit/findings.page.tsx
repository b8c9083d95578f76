import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { choicesOf, FINDING_STATUS, type Finding } from './audit.js';
import { DecisionForm } from './decision.form.js';

const NOTE =
  '系统按规则每分钟查看访问记录，发现异常即列在这里并提醒审计员，涉及调阅的同时提醒干保办主任；同一次异常只提醒一次。规则与阈值在“异常访问规则”中调整。';
const TOPICS = ['notices'] as const;
const FIRST = { status: 'open' } as const;
const FILTERS: readonly ListFilter<'/audit/findings'>[] = [
  { kind: 'choice', name: 'status', label: '状态', options: choicesOf(FINDING_STATUS) },
];

/** 异常访问: what the rules noticed, and what was found out about it. */
export function FindingsPage() {
  const { can } = useAccess();
  const [deciding, setDeciding] = useState<Finding | null>(null);
  const column = columnOf<Finding>();
  const columns = [
    column('发现时间', 'at', { width: 150, render: (at) => formatFullTime(at) }),
    column('规则', 'ruleName', { width: 140 }),
    column('账号', 'actor', { width: 150, ellipsis: true }),
    column('数量', 'value', { width: 130, render: (value, { unit, threshold }) => `${value} ${unit}（阈值 ${threshold}）` }),
    column('期间', 'firstAt', { width: 300, render: (first, { lastAt }) => `${formatFullTime(first)} 至 ${formatFullTime(lastAt)}` }),
    column('状态', 'status', { width: 150, render: (status) => <StatusTag status={status} /> }),
    column('处理', 'handledBy', { width: 200, ellipsis: true, render: (by, { note }) => (by ? `${by}：${note ?? ''}` : '') }),
    column('操作', null, {
      width: 150,
      fixed: 'right',
      render: (_, finding) => (
        <>
          <Link to={`/system/audit?actor=${encodeURIComponent(finding.actor)}`}>查看记录</Link>{' '}
          {finding.status === 'open' && can('audit:handle') && (
            <Button type="link" size="small" onClick={() => setDeciding(finding)}>
              处理
            </Button>
          )}
        </>
      ),
    }),
  ];
  return (
    <>
      <ListPage
        id="findings"
        title="异常访问"
        note={NOTE}
        path="/audit/findings"
        permission="audit:read"
        filters={FILTERS}
        columns={columns}
        sort=""
        first={FIRST}
        keyOf={({ id }) => id}
        topics={TOPICS}
        emptyAction={<p className="weak">没有发现异常访问。</p>}
      />
      <DecisionForm finding={deciding} onClose={() => setDeciding(null)} />
    </>
  );
}

function StatusTag({ status }: { status: string }) {
  const look = status === 'open' ? 'tag tag-late' : status === 'violation' ? 'tag tag-bad' : 'tag tag-good';
  return <span className={look}>{FINDING_STATUS[status] ?? status}</span>;
}
