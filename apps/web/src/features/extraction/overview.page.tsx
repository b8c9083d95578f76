import { useEffect, useState } from 'react';
import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { formatClock } from '../../shared/format/dates.js';
import { EmptyList, ListSkeleton } from '../../shared/list/list-states.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import './extraction.css';
import { ManualSyncForm } from './manual-sync.form.js';
import { RunDrawer } from './run-drawer.panel.js';
import { SourceCheckDialog } from './source-check.panel.js';
import { SourceTable } from './source-table.panel.js';
import type { SyncRun, SyncSource } from './sync.js';
import { useSources } from './use-sources.js';

const LOOK_AGAIN_MS = 15_000;
const NO_SOURCES: readonly string[] = [];
const NOTE =
  '今日从零点起计，预演不计。读取＝新增＋更新＋撤销＋未变＋非保健对象＋已有更新＋失败。延迟是距最近一次成功的时间；推送来源没有消息时不算延迟。';

/** 同步总览: every source, whether its data can be trusted, and what to do when not. */
export function SyncOverviewPage() {
  const { answer, sources } = useSources();
  const { data, error, isFetching, isPending, refetch, dataUpdatedAt } = answer;
  const [checking, setChecking] = useState<SyncSource | null>(null);
  const [syncing, setSyncing] = useState<SyncSource | null>(null);
  const [run, setRun] = useState<SyncRun | null>(null);
  useEffect(() => {
    const timer = window.setInterval(() => void refetch(), LOOK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [refetch]);
  return (
    <section className="list-page">
      <PageHead title="同步总览" note={NOTE}>
        <div className="list-tools">
          <Link className="sync-link" to="/sync/runs">
            运行记录
          </Link>
          <Link className="sync-link" to="/sync/failures">
            失败记录
          </Link>
          <Button icon={<ReloadOutlined spin={isFetching} />} onClick={() => void refetch()}>
            刷新
          </Button>
        </div>
      </PageHead>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <ListSkeleton rows={4} />}
      {data && sources.length === 0 && (
        <EmptyList
          filtered={false}
          sources={NO_SOURCES}
          onClear={() => undefined}
          emptyAction={<p className="weak">还没有接入数据源。请管理员按接入说明登记 HIS、LIS、体检等系统的连接。</p>}
        />
      )}
      {sources.length > 0 && (
        <SourceTable sources={sources} stale={!!error} onCheck={setChecking} onSync={setSyncing} />
      )}
      {data && <p className="weak">读取于 {formatClock(new Date(dataUpdatedAt).toISOString())}，每 15 秒自动更新</p>}
      <SourceCheckDialog source={checking} onClose={() => setChecking(null)} />
      <ManualSyncForm source={syncing} onClose={() => setSyncing(null)} onStarted={setRun} />
      <RunDrawer id={run?.id ?? null} onClose={() => setRun(null)} />
    </section>
  );
}
