import { useEffect } from 'react';
import { Alert, Drawer, Spin } from 'antd';
import { Link } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import './extraction.css';
import { RunParts } from './run-parts.panel.js';
import { OutcomeTag } from './sync-cells.panel.js';
import { COUNTERS, MODE_NAMES, requesterName, type SyncRun } from './sync.js';
import { useSources } from './use-sources.js';

const LOOK_AGAIN_MS = 1_500;

/** One run: what it did, and its progress while it is at work. */
export function RunDrawer({ id, onClose }: { id: SyncRun['id'] | null; onClose: () => void }) {
  return (
    <Drawer open={id !== null} title="运行详情" size={600} onClose={onClose} destroyOnHidden>
      {id !== null && <Run id={id} />}
    </Drawer>
  );
}

function Run({ id }: { id: SyncRun['id'] }) {
  const { sourceName, streamName } = useSources();
  const { data: run, error, refetch } = useApi(`/extraction/runs/${String(id)}`, { topics: ['sync'] });
  const running = run?.outcome === 'running';
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setInterval(() => void refetch(), LOOK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [running, refetch]);
  if (error && !run) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!run) return <Spin delay={200} />;
  return (
    <div className="run-detail">
      <p>
        <b>{sourceName(run.source)}</b> · {streamName(run.source, run.stream)} · {MODE_NAMES[run.mode] ?? run.mode}{' '}
        <OutcomeTag outcome={run.outcome} dryRun={run.dryRun} />
      </p>
      {running && (
        <p role="status">
          <Spin size="small" /> 正在运行，已读取 {formatCount(run.fetched)} 条…
        </p>
      )}
      {run.dryRun && (
        <Alert type="info" showIcon title="这是预演：以下是“将会发生什么”，没有写入任何数据，断点也没有移动。" />
      )}
      {run.message && !(run.dryRun && run.outcome === 'done') && (
        <Alert type={run.outcome === 'failed' ? 'error' : 'info'} showIcon title={run.message} />
      )}
      <dl className="run-counts">
        {COUNTERS.map(({ key, name, note }) => (
          <div key={key} title={note}>
            <dt>{name}</dt>
            <dd className={key === 'quarantined' && run[key] ? 'flag' : undefined}>{formatCount(run[key])}</dd>
          </div>
        ))}
      </dl>
      {run.quarantined > 0 && !run.dryRun && (
        <p>
          <Link to={`/sync/failures?source=${run.source}`}>查看这个数据源的失败记录</Link>
        </p>
      )}
      <dl className="run-facts">
        <dt>开始</dt>
        <dd>{formatFullTime(run.startedAt)}</dd>
        <dt>结束</dt>
        <dd>{formatFullTime(run.finishedAt)}</dd>
        <dt>发起</dt>
        <dd>{requesterName(run.requestedBy)}</dd>
        <dt>运行编号</dt>
        <dd>{run.id}</dd>
      </dl>
      {!running && !run.dryRun && <RunParts id={id} />}
    </div>
  );
}
