import { Button } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { FAILURE_KINDS } from './sync.js';
import { useSources } from './use-sources.js';

const SHOWN = 10;

/** Open failures with one cause stand as one line: what is mended once is sent again together. */
export function FailureGroups({ mayReplay, onReplay }: { mayReplay: boolean; onReplay: (group: string) => void }) {
  const { sourceName, streamName } = useSources();
  const { data } = useApi('/extraction/quarantine/groups', { query: { status: 'open', pageSize: SHOWN }, topics: ['sync'] });
  if (!data || data.total === 0) return null;
  return (
    <details className="failure-groups">
      <summary>
        同类失败 {formatCount(data.total)} 种{data.total > SHOWN && `（列出最多的 ${SHOWN} 种）`}
      </summary>
      <table className="failure-problems">
        <HeadRow titles={['数据源', '类型', '原因', '条数', '首次', '最近', '']} />
        <tbody>
          {data.items.map((one) => (
            <tr key={one.group}>
              <td>
                {sourceName(one.source)} · {streamName(one.source, one.stream)}
              </td>
              <td>{FAILURE_KINDS[one.kind] ?? one.kind}</td>
              <td>{one.reason}</td>
              <td>{formatCount(one.count)}</td>
              <td>{formatTime(one.firstAt)}</td>
              <td>{formatTime(one.lastAt)}</td>
              <td>
                {mayReplay && (
                  <Button type="link" size="small" onClick={() => onReplay(one.group)}>
                    整类重试
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
