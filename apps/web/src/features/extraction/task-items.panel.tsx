import { Spin } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { ITEM_OUTCOMES } from './sync.js';
import { useSources } from './use-sources.js';

const SHOWN = 100;

/** The first hundred records of a task with what became of each; failures come first. */
export function TaskItems({ taskId }: { taskId: string }) {
  const { sourceName, streamName } = useSources();
  const { data, error, refetch } = useApi(`/extraction/replay-tasks/${taskId}/items`, { query: { pageSize: SHOWN } });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spin delay={200} />;
  return (
    <>
      <table className="failure-problems">
        <HeadRow titles={['数据源', '数据流', '业务主键', '结果']} />
        <tbody>
          {data.items.map((item) => (
            <tr key={`${item.source} ${item.stream} ${item.key} ${item.position}`}>
              <td>{sourceName(item.source)}</td>
              <td>{streamName(item.source, item.stream)}</td>
              <td>{item.key}</td>
              <td className={item.outcome === 'failed' ? 'flag' : undefined}>
                {item.outcome ? (ITEM_OUTCOMES[item.outcome] ?? item.outcome) : '待处理'}
                {item.message && <small className="weak"> {item.message}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.total > SHOWN && <p className="weak">共 {data.total} 条，此处列出前 {SHOWN} 条。</p>}
    </>
  );
}
