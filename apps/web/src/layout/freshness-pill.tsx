import { Button, Popover } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../shared/access/access.js';
import { formatFullTime, formatTime } from '../shared/format/dates.js';
import { formatSeconds } from '../shared/format/numbers.js';
import {
  STATE_NAMES,
  isTroubled,
  oldestData,
  useFreshnessRead,
  worstState,
  type SourceState,
} from '../shared/freshness/freshness.js';
import { HeadRow } from '../shared/list/head-row.js';
import { useConnected } from '../shared/live/live.js';
import { sentenceOf } from '../shared/problem/sentence.js';

const MARKS: Record<SourceState, string> = { ok: '●', unknown: '○', late: '◐', failing: '◐', failed: '✕' };

/** How far our data reach, for all sources at a glance and each by itself. */
export function FreshnessPill() {
  const { data, error } = useFreshnessRead();
  const items = data?.items ?? [];
  const connected = useConnected();
  const { can } = useAccess();
  const worst = worstState(items);
  const at = oldestData(items);
  const list = (
    <div className="freshness-list">
      <table>
        <HeadRow titles={['数据源', '状态', '数据截至', '允许延迟']} />
        <tbody>
          {items.map((one) => (
            <tr key={one.source} title={one.message ?? undefined}>
              <th scope="row">{one.name}</th>
              <td className={`state-${one.state}`}>
                {MARKS[one.state]} {STATE_NAMES[one.state]}
              </td>
              <td>{formatFullTime(one.dataAt)}</td>
              <td>{formatSeconds(one.limitSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data?.items.length === 0 && <p className="weak">还没有接入数据源。</p>}
      {error && <p role="alert">没有读到数据源状态。{sentenceOf(error)}</p>}
      {!connected && <p className="weak">与服务器的连接中断，页面显示的是中断前的数据；恢复后会自动更新。</p>}
      {can('sync:read') && <Link to="/sync">查看同步总览</Link>}
    </div>
  );
  return (
    <Popover content={list} trigger="click" placement="bottomRight" title="数据更新情况">
      <Button
        type="text"
        className={`freshness-pill state-${connected || worst === 'failed' ? worst : 'late'}`}
      >
        {!connected && '⚠ 连接中断，正在重连 · '}数据更新 {at ? formatTime(at).replace('今天 ', '') : '—'}{' '}
        <span aria-hidden>{MARKS[worst]}</span>
        {isTroubled(worst) ? ` ${STATE_NAMES[worst]}` : <span className="sr-only">{STATE_NAMES[worst]}</span>}
      </Button>
    </Popover>
  );
}
