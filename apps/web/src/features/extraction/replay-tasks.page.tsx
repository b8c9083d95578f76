import { useMemo, useState } from 'react';
import { App, Button, Drawer } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import './extraction.css';
import { TASK_STATES, type ReplayTask } from './sync.js';
import { TaskItems } from './task-items.panel.js';

const TOPICS = ['sync'] as const;
const LOOK_AGAIN_MS = 2_000;
const FILTERS: readonly ListFilter<'/extraction/replay-tasks'>[] = [
  {
    kind: 'choice',
    name: 'state',
    label: '状态',
    options: Object.entries(TASK_STATES).map(([value, label]) => ({ value, label })),
  },
];
const NOTE = '失败记录的批量重试和代码对照后的重新转换都在后台分批进行，可以暂停、继续和取消；服务重启后从停下的地方继续。';

/** 重试任务: what runs in the background, how far it is, and what became of each record. */
export function ReplayTasksPage() {
  const { can } = useAccess();
  const [opened, setOpened] = useState<ReplayTask | null>(null);
  const mayReplay = can('sync:replay');
  const columns = useMemo<readonly Column<ReplayTask>[]>(() => {
    const column = columnOf<ReplayTask>();
    return [
      column('发起时间', 'createdAt', { width: 140, render: (at) => formatTime(at) }),
      column('内容', 'kind', { width: 130, render: (kind) => (kind === 'codes' ? '重新转换' : '失败重试') }),
      column('说明', 'reason', { width: 220, ellipsis: true }),
      column('状态', 'state', {
        width: 110,
        render: (state, { dryRun }) => `${TASK_STATES[state] ?? state}${dryRun ? '（预演）' : ''}`,
      }),
      column('进度', 'done', { width: 170, render: (_, task) => <Progress task={task} /> }),
      column('写入', 'stored', { width: 76, align: 'right', render: (count) => formatCount(count) }),
      column('仍失败', 'failed', {
        width: 84,
        align: 'right',
        render: (count) => <span className={count ? 'flag' : undefined}>{formatCount(count)}</span>,
      }),
      column('跳过', 'skipped', { width: 76, align: 'right', render: (count) => formatCount(count) }),
      column('发起人', 'requestedBy', { width: 120, ellipsis: true }),
      ...(mayReplay
        ? [column('操作', null, { width: 150, fixed: 'right', render: (_, task) => <TaskActs task={task} /> })]
        : []),
    ];
  }, [mayReplay]);
  return (
    <>
      <ListPage
        id="sync-tasks"
        title="重试任务"
        note={NOTE}
        path="/extraction/replay-tasks"
        permission="sync:read"
        filters={FILTERS}
        columns={columns}
        sort=""
        keyOf={({ id }) => id}
        onOpen={setOpened}
        topics={TOPICS}
        emptyAction={<p className="weak">还没有重试任务。在失败记录中选择记录后可以发起。</p>}
      />
      <Drawer open={opened !== null} title="逐条结果" size={720} onClose={() => setOpened(null)} destroyOnHidden>
        {opened && <TaskItems taskId={opened.id} />}
      </Drawer>
    </>
  );
}

/** A task at work is asked for its progress by itself, so that the list need not be read anew. */
function Progress({ task }: { task: ReplayTask }) {
  const working = task.state === 'queued' || task.state === 'running';
  const { data = task } = useApi(`/extraction/replay-tasks/${task.id}`, {
    enabled: working,
    ...(working && { every: LOOK_AGAIN_MS }),
  });
  return (
    <progress className="task-progress" value={data.done} max={Math.max(1, data.total)}>
      {data.done}/{data.total}
    </progress>
  );
}

function TaskActs({ task }: { task: ReplayTask }) {
  const { message } = App.useApp();
  const turn = async (act: 'pause' | 'resume' | 'cancel') => {
    try {
      await api.request(`/extraction/replay-tasks/${task.id}/${act}`, { method: 'POST' });
      await queries.invalidateQueries({ queryKey: ['/extraction/replay-tasks'] });
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  const going = task.state === 'queued' || task.state === 'running';
  return (
    <>
      {going && (
        <Button type="link" size="small" onClick={() => void turn('pause')}>
          暂停
        </Button>
      )}
      {task.state === 'paused' && (
        <Button type="link" size="small" onClick={() => void turn('resume')}>
          继续
        </Button>
      )}
      {(going || task.state === 'paused') && (
        <Button type="link" size="small" danger onClick={() => void turn('cancel')}>
          取消
        </Button>
      )}
    </>
  );
}
