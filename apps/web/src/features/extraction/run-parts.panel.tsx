import { Link } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import type { SyncRun } from './sync.js';

const SHOWN = 20;
const OUTCOMES: Readonly<Record<string, string>> = { added: '新增', changed: '更新', removed: '撤销', quarantined: '失败' };

/** The pages of a run and the records it touched; a person only for those who may see him. */
export function RunParts({ id }: { id: SyncRun['id'] }) {
  const { data: batches } = useApi(`/extraction/runs/${String(id)}/batches`, { query: { pageSize: SHOWN } });
  const { data: records } = useApi(`/extraction/runs/${String(id)}/records`, { query: { pageSize: SHOWN } });
  return (
    <>
      {!!batches?.total && (
        <>
          <h3>批次（{formatCount(batches.total)}）</h3>
          <table className="failure-problems">
            <HeadRow titles={['时间', '读取', '新增', '更新', '撤销', '失败']} />
            <tbody>
              {batches.items.map((batch) => (
                <tr key={batch.id}>
                  <td>{formatFullTime(batch.at)}</td>
                  {[batch.fetched, batch.added, batch.changed, batch.removed, batch.quarantined].map((count, at) => (
                    <td key={at}>{formatCount(count)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {!!records?.total && (
        <>
          <h3>涉及的记录（{formatCount(records.total)}）</h3>
          <table className="failure-problems">
            <HeadRow titles={['结果', '业务主键', '时间', '对象']} />
            <tbody>
              {records.items.map((record) => (
                <tr key={`${record.outcome} ${record.key}`}>
                  <td className={record.outcome === 'quarantined' ? 'flag' : undefined}>{OUTCOMES[record.outcome]}</td>
                  <td>{record.key}</td>
                  <td>{formatFullTime(record.at)}</td>
                  <td>{record.beneficiaryId ? <Link to={`/p/${record.beneficiaryId}`}>打开档案</Link> : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {records.total > SHOWN && <p className="weak">此处列出最近 {SHOWN} 条。</p>}
        </>
      )}
    </>
  );
}
