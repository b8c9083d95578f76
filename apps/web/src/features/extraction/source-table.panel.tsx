import { Fragment, useState } from 'react';
import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatFullTime } from '../../shared/format/dates.js';
import { formatCount, formatSeconds } from '../../shared/format/numbers.js';
import { StateTag } from './sync-cells.panel.js';
import { StreamTable } from './stream-table.panel.js';
import { COUNTERS, SYSTEM_NAMES, type SyncSource } from './sync.js';

interface Props {
  readonly sources: readonly SyncSource[];
  /** The figures are of an earlier answer. */
  readonly stale: boolean;
  readonly onCheck: (source: SyncSource) => void;
  readonly onSync: (source: SyncSource) => void;
}

/** One line a source, its streams beneath when opened. */
export function SourceTable({ sources, stale, onCheck, onSync }: Props) {
  const { can } = useAccess();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const mayRun = can('sync:run');
  const columns = 5 + COUNTERS.length + (mayRun ? 1 : 0);
  return (
    <div className="list-scroll sync-sources">
      <table className={stale ? 'list-table list-stale' : 'list-table'}>
        <caption className="sr-only">数据源</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              数据源
            </th>
            <th scope="col" rowSpan={2}>
              状态
            </th>
            <th scope="col" rowSpan={2}>
              延迟
            </th>
            <th scope="colgroup" colSpan={COUNTERS.length} className="list-center">
              今日
            </th>
            <th scope="colgroup" colSpan={2} className="list-center">
              待办
            </th>
            {mayRun && (
              <th scope="col" rowSpan={2}>
                操作
              </th>
            )}
          </tr>
          <tr className="sync-counters">
            {COUNTERS.map(({ key, name, note }) => (
              <th key={key} scope="col" className="list-right" title={note}>
                {name}
              </th>
            ))}
            <th scope="col" className="list-right" title="新入册的人等待补取历史的份数">
              补取历史
            </th>
            <th scope="col" className="list-right" title="尚未重试成功也没有忽略的失败记录">
              失败记录
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <Fragment key={source.id}>
              <tr>
                <td className="sync-name">
                  <button
                    type="button"
                    className="quiet sync-open"
                    aria-expanded={open.has(source.id)}
                    onClick={() => toggle(source.id)}
                  >
                    {open.has(source.id) ? <DownOutlined /> : <RightOutlined />} <b>{source.name}</b>
                  </button>
                  <small className="weak">
                    {SYSTEM_NAMES[source.system] ?? source.system} · {modeOf(source)}
                  </small>
                </td>
                <td className="sync-state">
                  <StateTag state={source.state} />
                  {source.message && source.state !== 'ok' && <small className="sync-message">{source.message}</small>}
                </td>
                <td title={source.lastSuccessAt ? `最近成功 ${formatFullTime(source.lastSuccessAt)}` : '尚未成功过'}>
                  {formatSeconds(source.lagSeconds)}
                </td>
                {COUNTERS.map(({ key }) => (
                  <td key={key} className={`list-right ${key === 'quarantined' && source.today[key] ? 'flag' : ''}`}>
                    {formatCount(source.today[key])}
                  </td>
                ))}
                <td className="list-right">{formatCount(source.backlog)}</td>
                <td className="list-right">
                  {source.openFailures ? (
                    <Link className="flag" to={`/sync/failures?source=${source.id}`}>
                      {formatCount(source.openFailures)} 条
                    </Link>
                  ) : (
                    '0'
                  )}
                </td>
                {mayRun && (
                  <td className="sync-acts">
                    <Button size="small" onClick={() => onCheck(source)}>
                      检查连接
                    </Button>
                    <Button size="small" onClick={() => onSync(source)}>
                      手动同步
                    </Button>
                  </td>
                )}
              </tr>
              {open.has(source.id) && (
                <tr className="list-detail">
                  <td colSpan={columns}>
                    <StreamTable source={source} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function modeOf({ streams }: SyncSource): string {
  const modes = new Set(streams.map(({ mode }) => mode));
  return [modes.has('push') && '推送', modes.has('pull') && '拉取'].filter(Boolean).join('＋') || NOTHING;
}
