import { useMemo, useState } from 'react';
import { Button, Drawer } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { formatTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import './extraction.css';
import { ReconciliationDetail } from './reconciliation-detail.panel.js';
import { ReconcileForm } from './reconcile.form.js';
import { OutcomeTag } from './sync-cells.panel.js';
import { requesterName, type Reconciliation } from './sync.js';
import { useSources } from './use-sources.js';

const TOPICS = ['sync'] as const;
const OUTCOMES = [
  { value: 'running', label: '进行中' },
  { value: 'done', label: '完成' },
  { value: 'failed', label: '失败' },
] as const;
const NOTE =
  '按数据集逐日核对保健对象的记录：双方的条数和带密钥的摘要都一致才算相符。每晚核对前一天和最近七天，也可随时核对一段时间；不符的列出是哪些记录，一键补取。';

/** 对账: whether we have what the source has, day by day. */
export function ReconciliationPage() {
  const { can } = useAccess();
  const { choices, sources, sourceName, streamName } = useSources();
  const [opened, setOpened] = useState<Reconciliation['id'] | null>(null);
  const [asking, setAsking] = useState(false);
  const filters = useMemo<readonly ListFilter<'/extraction/reconciliations'>[]>(
    () => [
      { kind: 'choice', name: 'source', label: '数据源', options: choices },
      { kind: 'choice', name: 'outcome', label: '结果', options: OUTCOMES },
    ],
    [choices],
  );
  const columns = useMemo<readonly Column<Reconciliation>[]>(() => {
    const column = columnOf<Reconciliation>();
    return [
      column('核对时间', 'startedAt', { width: 140, render: (at) => formatTime(at) }),
      column('数据源', 'source', { width: 130, render: (id) => sourceName(id), ellipsis: true }),
      column('数据集', 'stream', { width: 140, render: (id, row) => streamName(row.source, id), ellipsis: true }),
      column('日期', 'fromDay', { width: 190, render: (from, { toDay }) => (from === toDay ? from : `${from} 至 ${toDay}`) }),
      column('对方', 'theirs', { width: 80, align: 'right', render: (count) => formatCount(count) }),
      column('本院', 'ours', { width: 80, align: 'right', render: (count) => formatCount(count) }),
      column('结论', 'differingDays', { width: 170, render: (_, row) => <Verdict row={row} /> }),
      column('发起', 'requestedBy', { width: 110, render: (by) => requesterName(by), ellipsis: true }),
    ];
  }, [sourceName, streamName]);
  return (
    <>
      <ListPage
        id="sync-reconciliations"
        title="对账"
        note={NOTE}
        path="/extraction/reconciliations"
        permission="sync:read"
        filters={filters}
        columns={columns}
        sort=""
        keyOf={({ id }) => String(id)}
        onOpen={({ id }) => setOpened(id)}
        topics={TOPICS}
        {...(can('sync:run') && { actions: <Button onClick={() => setAsking(true)}>立即对账</Button> })}
        emptyAction={<p className="weak">还没有对过账。每晚会自动核对，也可以点“立即对账”。</p>}
      />
      <Drawer open={opened !== null} title="对账结果" size={760} onClose={() => setOpened(null)} destroyOnHidden>
        {opened !== null && <ReconciliationDetail id={opened} />}
      </Drawer>
      <ReconcileForm open={asking} sources={sources} onClose={() => setAsking(false)} onDone={setOpened} />
    </>
  );
}

function Verdict({ row }: { row: Reconciliation }) {
  if (row.outcome !== 'done') return <OutcomeTag outcome={row.outcome} />;
  if (row.differingDays === 0) return <span className="tag tag-good">✓ 一致</span>;
  const parts = [row.missing && `缺 ${row.missing}`, row.older && `旧 ${row.older}`, row.gone && `源端已无 ${row.gone}`];
  return <span className="tag tag-bad">✕ {row.differingDays} 天不符（{parts.filter(Boolean).join('，')}）</span>;
}
