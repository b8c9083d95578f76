import { Spin } from 'antd';
import { useApi } from '../../shared/api/api.js';
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
        <thead>
          <tr>
            <th scope="col">数据源</th>
            <th scope="col">数据流</th>
            <th scope="col">业务主键</th>
            <th scope="col">结果</th>
          </tr>
        </thead>
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
