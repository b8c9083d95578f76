import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { formatTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import './extraction.css';
import { FailureGroups } from './failure-groups.panel.js';
import { FailureDrawer } from './failure-drawer.panel.js';
import { ReplayDialog } from './replay-dialog.panel.js';
import { ReplayGroupForm } from './replay-group.form.js';
import { FailureStatusTag } from './sync-cells.panel.js';
import { FAILURE_KINDS, FAILURE_STATUS, type Failure } from './sync.js';
import { useSources } from './use-sources.js';

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
const TOPICS = ['sync'] as const;
const FIRST = { status: 'open' } as const;
const NOTE =
  '写不进来的记录留在这里，其余的照常写入。默认只看待处理，按时间倒序。同一条记录再次失败只加次数。来源修正后重新发来并写入成功的，会自动转为“已重试成功”。';

/** 失败记录: what could not be used, why, and what to do about it. */
export function FailuresPage() {
  const { can } = useAccess();
  const { choices, sourceName, streamName } = useSources();
  const [opened, setOpened] = useState<Failure | null>(null);
  const [replaying, setReplaying] = useState<readonly string[] | null>(null);
  const [group, setGroup] = useState<string | null>(null);
  const mayReplay = can('sync:replay');
  const filters = useMemo<readonly ListFilter<'/extraction/quarantine'>[]>(
    () => [
      { kind: 'text', name: 'key', label: '业务主键', placeholder: '来源的就诊号、报告号等' },
      { kind: 'choice', name: 'source', label: '数据源', options: choices },
      { kind: 'choice', name: 'kind', label: '错误类型', options: choicesOf(FAILURE_KINDS) },
      { kind: 'choice', name: 'status', label: '状态', options: choicesOf(FAILURE_STATUS) },
      { kind: 'period', name: ['from', 'to'], label: '时间' },
    ],
    [choices],
  );
  const columns = useMemo<readonly Column<Failure>[]>(() => {
    const column = columnOf<Failure>();
    return [
      column('时间', 'at', { width: 130, render: (at) => formatTime(at) }),
      column('数据源', 'source', { width: 104, render: (id) => sourceName(id), ellipsis: true }),
      column('数据流', 'stream', {
        width: 112,
        render: (id, failure) => streamName(failure.source, id),
        ellipsis: true,
      }),
      column('业务主键', 'key', { width: 112, ellipsis: true }),
      column('错误类型', 'kind', { width: 108, render: (kind) => FAILURE_KINDS[kind] ?? kind }),
      column('原因', 'reason', { width: 200, ellipsis: true }),
      column('同类', 'similar', {
        width: 88,
        align: 'right',
        note: '原因相同、状态相同的条数',
        render: (count) => (count > 1 ? `同类 ${count} 条` : '仅此 1 条'),
      }),
      column('次数', 'attempts', { width: 66, align: 'right', note: '同一条记录失败过几次' }),
      column('状态', 'status', { width: 110, render: (status) => <FailureStatusTag status={status} /> }),
      ...(mayReplay
        ? [
            column('操作', null, {
              width: 80,
              fixed: 'right',
              render: (_, failure) =>
                failure.status === 'open' && (
                  <Button type="link" size="small" onClick={() => setReplaying([failure.id])}>
                    重试
                  </Button>
                ),
            }),
          ]
        : []),
    ];
  }, [sourceName, streamName, mayReplay]);
  const batch = (keys: readonly string[], clear: () => void) => (
    <>
      <Button size="small" type="primary" onClick={() => setReplaying(keys)}>
        重试所选
      </Button>
      <Button size="small" onClick={clear}>
        取消选择
      </Button>
    </>
  );
  return (
    <>
      <ListPage
        id="sync-failures"
        title="失败记录"
        note={NOTE}
        path="/extraction/quarantine"
        permission="sync:read"
        filters={filters}
        columns={columns}
        sort=""
        first={FIRST}
        keyOf={({ id }) => id}
        onOpen={setOpened}
        topics={TOPICS}
        summary={() => <FailureGroups mayReplay={mayReplay} onReplay={setGroup} />}
        {...(mayReplay && { batch })}
        emptyAction={<p className="weak">没有失败的记录，来源的数据都已写入。</p>}
      />
      <FailureDrawer failure={opened} onClose={() => setOpened(null)} onReplay={(id) => setReplaying([id])} />
      <ReplayGroupForm group={group} onClose={() => setGroup(null)} />
      <ReplayDialog ids={replaying} onClose={() => setReplaying(null)} />
    </>
  );
}
