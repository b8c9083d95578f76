import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { formatTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { CodeEntryForm } from './code-entry.form.js';
import './extraction.css';
import type { CodeMap } from './sync.js';
import { useSources } from './use-sources.js';

const FIRST = { unmapped: 'true' } as const;
const STATES = [
  { value: 'true', label: '未对照' },
  { value: 'false', label: '已对照' },
] as const;
const NOTE =
  '来源用到的代码和它在本系统的含义。没有对照的代码按原样保存并列在这里，数据不会丢；填写后从下一批数据起生效，已按原样保存的可以一并重新转换。';

/** 代码对照: the work list of codes that nobody has given a meaning, and those that somebody has. */
export function CodeMapsPage() {
  const { can } = useAccess();
  const { choices, sourceName } = useSources();
  const [entering, setEntering] = useState<CodeMap | null>(null);
  const mayConfigure = can('sync:configure');
  const filters = useMemo<readonly ListFilter<'/extraction/code-maps'>[]>(
    () => [
      { kind: 'choice', name: 'unmapped', label: '状态', options: STATES },
      { kind: 'choice', name: 'source', label: '数据源', options: choices },
      { kind: 'text', name: 'table', label: '代码表', placeholder: '如 sex' },
      { kind: 'text', name: 'code', label: '来源代码' },
    ],
    [choices],
  );
  const columns = useMemo<readonly Column<CodeMap>[]>(() => {
    const column = columnOf<CodeMap>();
    return [
      column('数据源', 'source', { width: 130, render: (id) => sourceName(id), ellipsis: true }),
      column('代码表', 'table', { width: 150 }),
      column('来源代码', 'code', { width: 180, ellipsis: true }),
      column('对应值', 'target', {
        width: 160,
        render: (target, { suggested }) =>
          target ?? (
            <>
              <span className="tag tag-late">未对照</span>{' '}
              {suggested && <span className="weak">建议 {suggested}</span>}
            </>
          ),
      }),
      column('出现次数', 'seen', { width: 96, align: 'right', render: (seen) => formatCount(seen) }),
      column('首次出现', 'firstSeen', { width: 140, render: (at) => formatTime(at) }),
      column('最近出现', 'lastSeen', { width: 140, render: (at) => formatTime(at) }),
      ...(mayConfigure
        ? [
            column('操作', null, {
              width: 90,
              fixed: 'right',
              render: (_, row) => (
                <Button type="link" size="small" onClick={() => setEntering(row)}>
                  {row.target === null ? '填写' : '修改'}
                </Button>
              ),
            }),
          ]
        : []),
    ];
  }, [sourceName, mayConfigure]);
  return (
    <>
      <ListPage
        id="sync-codes"
        title="代码对照"
        note={NOTE}
        path="/extraction/code-maps"
        permission="sync:read"
        filters={filters}
        columns={columns}
        sort=""
        first={FIRST}
        keyOf={({ source, table, code }) => `${source} ${table} ${code}`}
        actions={mayConfigure && <Link to="/system/imports?new=code-map">批量导入</Link>}
        emptyAction={<p className="weak">没有未对照的代码，来源用到的代码都认识。</p>}
      />
      <CodeEntryForm row={entering} onClose={() => setEntering(null)} />
    </>
  );
}
