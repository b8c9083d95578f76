import { useMemo, useState } from 'react';
import { formatClock, formatTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { RunDrawer } from './run-drawer.panel.js';
import { FailedCount, OutcomeTag } from './sync-cells.panel.js';
import { MODE_NAMES, OUTCOME_NAMES, requesterName, type SyncRun } from './sync.js';
import { useSources } from './use-sources.js';

const OUTCOMES = Object.entries(OUTCOME_NAMES).map(([value, label]) => ({ value, label }));
const TOPICS = ['sync'] as const;
const NOTE =
  '每次读取都留下一条小结，按开始时间倒序。读取＝新增＋更新＋撤销＋未变＋非保健对象＋已有更新＋失败。点击一行看详情。';

/** 运行记录: the summary that every run leaves. */
export function RunsPage() {
  const { choices, sources, sourceName, streamName } = useSources();
  const [opened, setOpened] = useState<SyncRun | null>(null);
  const filters = useMemo<readonly ListFilter<'/extraction/runs'>[]>(
    () => [
      { kind: 'choice', name: 'source', label: '数据源', options: choices },
      {
        kind: 'choice',
        name: 'stream',
        label: '数据流',
        options: sources.flatMap(({ name, streams }) =>
          streams.map((stream) => ({ value: stream.id, label: `${name} · ${stream.name}` })),
        ),
      },
      { kind: 'choice', name: 'outcome', label: '结果', options: OUTCOMES },
      { kind: 'period', name: ['from', 'to'], label: '开始时间' },
      { kind: 'flag', name: 'withChanges', label: '有变化', hint: '只看有新增、更新或失败的' },
    ],
    [choices, sources],
  );
  const columns = useMemo<readonly Column<SyncRun>[]>(() => {
    const column = columnOf<SyncRun>();
    return [
      column('开始时间', 'startedAt', {
        width: 166,
        fixed: 'left',
        render: (at) => `${formatTime(at)}:${formatClock(at).slice(-2)}`,
      }),
      column('数据源', 'source', { width: 106, render: (id) => sourceName(id), ellipsis: true }),
      column('数据流', 'stream', { width: 128, render: (id, run) => streamName(run.source, id), ellipsis: true }),
      column('方式', 'mode', { width: 84, render: (mode) => MODE_NAMES[mode] ?? mode }),
      column('结果', 'outcome', {
        width: 112,
        render: (outcome, run) => <OutcomeTag outcome={outcome} dryRun={run.dryRun} />,
      }),
      column('读取', 'fetched', { width: 62, align: 'right' }),
      column('新增', 'added', { width: 62, align: 'right' }),
      column('更新', 'changed', { width: 62, align: 'right' }),
      column('撤销', 'removed', { width: 62, align: 'right', hidden: true }),
      column('未变', 'unchanged', { width: 62, align: 'right' }),
      column('非保健对象', 'filtered', { width: 108, align: 'right', note: '不是保健对象，不保存' }),
      column('已有更新', 'superseded', { width: 100, align: 'right', note: '到达时已有更新的版本', hidden: true }),
      column('失败', 'quarantined', { width: 80, align: 'right', render: (count) => <FailedCount count={count} /> }),
      column('说明', 'message', { width: 220, ellipsis: true }),
      column('发起', 'requestedBy', { width: 100, render: (by) => requesterName(by), ellipsis: true }),
    ];
  }, [sourceName, streamName]);
  return (
    <>
      <ListPage
        id="sync-runs"
        title="运行记录"
        note={NOTE}
        path="/extraction/runs"
        permission="sync:read"
        filters={filters}
        columns={columns}
        sort=""
        keyOf={({ id }) => String(id)}
        onOpen={setOpened}
        topics={TOPICS}
      />
      <RunDrawer id={opened?.id ?? null} onClose={() => setOpened(null)} />
    </>
  );
}
