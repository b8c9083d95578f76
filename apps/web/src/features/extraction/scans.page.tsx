import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { formatTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { ScanDecision } from './scan-decision.form.js';
import { SCAN_STATES, type Scan } from './sync.js';
import { useSources } from './use-sources.js';

const TOPICS = ['sync'] as const;
const STATES = Object.entries(SCAN_STATES).map(([value, label]) => ({ value, label }));
const TAGS: Readonly<Record<string, string>> = {
  running: 'tag-L3',
  applied: 'tag-good',
  held: 'tag-late',
  confirmed: 'tag-good',
  dismissed: 'tag-off',
  failed: 'tag-bad',
};
const NOTE =
  '每晚把各数据集完整读一遍：更新时间没变而内容变了的照样更新；来源已经删除的标为“源端已删除”并保留。一次要删除的过多时先不动，等人确认，以防来源视图临时缺数据。';

/** 全量核对: what the nightly scans found gone, and what waits for somebody's decision. */
export function ScansPage() {
  const { can } = useAccess();
  const { choices, sourceName, streamName } = useSources();
  const [deciding, setDeciding] = useState<Scan | null>(null);
  const mayDecide = can('sync:run');
  const filters = useMemo<readonly ListFilter<'/extraction/scans'>[]>(
    () => [
      { kind: 'choice', name: 'source', label: '数据源', options: choices },
      { kind: 'choice', name: 'state', label: '状态', options: STATES },
    ],
    [choices],
  );
  const columns = useMemo<readonly Column<Scan>[]>(() => {
    const column = columnOf<Scan>();
    return [
      column('开始', 'startedAt', { width: 140, render: (at) => formatTime(at) }),
      column('数据源', 'source', { width: 130, render: (id) => sourceName(id), ellipsis: true }),
      column('数据集', 'stream', { width: 140, render: (id, row) => streamName(row.source, id), ellipsis: true }),
      column('读取', 'fetched', { width: 90, align: 'right', render: (count) => formatCount(count) }),
      column('本院现有', 'live', { width: 96, align: 'right', render: (count) => formatCount(count) }),
      column('源端已无', 'gone', { width: 96, align: 'right', render: (count) => formatCount(count) }),
      column('已标删除', 'removed', { width: 96, align: 'right', render: (count) => formatCount(count) }),
      column('状态', 'state', {
        width: 110,
        render: (state) => <span className={`tag ${TAGS[state] ?? 'tag-off'}`}>{SCAN_STATES[state] ?? state}</span>,
      }),
      column('说明', 'reason', { width: 240, ellipsis: true }),
      ...(mayDecide
        ? [
            column('操作', null, {
              width: 90,
              fixed: 'right',
              render: (_, scan) =>
                scan.state === 'held' && (
                  <Button type="link" size="small" onClick={() => setDeciding(scan)}>
                    处理
                  </Button>
                ),
            }),
          ]
        : []),
    ];
  }, [sourceName, streamName, mayDecide]);
  return (
    <>
      <ListPage
        id="sync-scans"
        title="全量核对"
        note={NOTE}
        path="/extraction/scans"
        permission="sync:read"
        filters={filters}
        columns={columns}
        sort=""
        keyOf={({ id }) => String(id)}
        topics={TOPICS}
        emptyAction={<p className="weak">还没有全量核对过。每晚自动进行，也可在同步总览中手动发起“全量校验”。</p>}
      />
      <ScanDecision scan={deciding} onClose={() => setDeciding(null)} />
    </>
  );
}
