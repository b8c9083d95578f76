import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { HandleForm } from './handle.form.js';
import './operations.css';

type SystemEvent = Schema<'SystemEventRow'>;

const NOTE =
  '系统运行中的错误与警告，同类合并计数，按最近发生排序。用户报来的错误编号可直接搜索。处理后再次发生的会重新变为待处理；半年没有再发生的自动清除。不含任何个人信息。';
const LEVELS = [
  { value: 'error', label: '错误' },
  { value: 'warn', label: '警告' },
];
const STATUS = [
  { value: 'open', label: '待处理' },
  { value: 'handled', label: '已处理' },
];
const FIRST = { status: 'open' } as const;
const TOPICS = ['operations'] as const;
const FILTERS: readonly ListFilter<'/operations/events'>[] = [
  { kind: 'text', name: 'words', label: '内容', placeholder: '错误编号、模块或消息' },
  { kind: 'choice', name: 'level', label: '级别', options: LEVELS },
  { kind: 'choice', name: 'status', label: '状态', options: STATUS },
];

/** 系统事件: what went wrong, how often, and what was done about it. */
export function SystemEventsPage() {
  const { can } = useAccess();
  const [handling, setHandling] = useState<SystemEvent | null>(null);
  const column = columnOf<SystemEvent>();
  const columns = [
    column('最近发生', 'lastAt', { width: 150, render: (at) => formatFullTime(at) }),
    column('级别', 'level', {
      width: 76,
      render: (level) => <span className={level === 'error' ? 'tag tag-bad' : 'tag tag-late'}>{level === 'error' ? '✕ 错误' : '! 警告'}</span>,
    }),
    column('模块', 'module', { width: 110, ellipsis: true }),
    column('消息', 'message', { width: 340, ellipsis: true }),
    column('次数', 'count', { width: 70, align: 'right' }),
    column('首次发生', 'firstAt', { width: 150, render: (at) => formatFullTime(at) }),
    column('最近错误编号', 'traces', { width: 150, render: (traces) => traces.at(-1) ?? '—' }),
    column('状态', 'status', { width: 84, render: (status) => (status === 'open' ? <span className="tag tag-late">待处理</span> : <span className="tag tag-good">✓ 已处理</span>) }),
    column('处理', 'handledBy', { width: 180, ellipsis: true, render: (by, { note }) => (by ? `${by}：${note ?? ''}` : '') }),
    ...(can('system:handle')
      ? [
          column('操作', null, {
            width: 70,
            fixed: 'right',
            render: (_, event) =>
              event.status === 'open' && (
                <Button type="link" size="small" onClick={() => setHandling(event)}>
                  处理
                </Button>
              ),
          }),
        ]
      : []),
  ];
  return (
    <>
      <ListPage
        id="system-events"
        title="系统事件"
        note={NOTE}
        path="/operations/events"
        permission="system:read"
        filters={FILTERS}
        columns={columns}
        sort=""
        first={FIRST}
        keyOf={({ id }) => id}
        topics={TOPICS}
        expand={({ traces }) =>
          traces.length > 1 && (
            <p className="event-traces">
              <b>错误编号</b>
              {traces.map((trace) => (
                <code key={trace}>{trace}</code>
              ))}
            </p>
          )
        }
        emptyAction={<p className="weak">没有待处理的系统事件。</p>}
      />
      <HandleForm event={handling} onClose={() => setHandling(null)} />
    </>
  );
}
