import { Link } from 'react-router-dom';
import { NOTHING, formatTime } from '../../shared/format/dates.js';
import { formatSeconds, textOr } from '../../shared/format/numbers.js';
import { OutcomeTag } from './sync-cells.panel.js';
import type { SyncSource } from './sync.js';

/** The streams of one source: how each is read, how far, and how it went last. */
export function StreamTable({ source }: { source: SyncSource }) {
  if (!source.streams.length) return <p className="weak">这个数据源还没有数据流。</p>;
  return (
    <table className="stream-table">
      <caption className="sr-only">{source.name}的数据流</caption>
      <thead>
        <tr>
          <th scope="col">数据流</th>
          <th scope="col">方式</th>
          <th scope="col">间隔</th>
          <th scope="col">已读到</th>
          <th scope="col">最近运行</th>
          <th scope="col">结果</th>
          <th scope="col">下次</th>
          <th scope="col">
            <span className="sr-only">记录</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {source.streams.map((stream) => (
          <tr key={stream.id}>
            <td>{stream.name}</td>
            <td>{stream.mode === 'push' ? '推送' : '拉取'}</td>
            <td>
              {stream.mode === 'push'
                ? '随到随收'
                : stream.everySeconds
                  ? `每 ${formatSeconds(stream.everySeconds)}`
                  : NOTHING}
            </td>
            <td className="stream-cursor" title={stream.cursor ?? undefined}>
              {textOr(stream.cursor)}
            </td>
            <td>{formatTime(stream.lastRunAt)}</td>
            <td>{stream.lastOutcome ? <OutcomeTag outcome={stream.lastOutcome} /> : NOTHING}</td>
            <td>{formatTime(stream.nextRunAt)}</td>
            <td>
              <Link to={`/sync/runs?source=${source.id}&stream=${stream.id}`}>运行记录</Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
