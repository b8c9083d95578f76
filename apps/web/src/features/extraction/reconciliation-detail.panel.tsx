import { useState } from 'react';
import { Alert, Button, Input, Spin } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { Reconciliation } from './sync.js';

const SHOWN = 100;
const KINDS: Readonly<Record<string, string>> = { missing: '本院缺少', older: '本院较旧', gone: '源端已无' };

/** One reconciliation: every day of it, and the records in which both sides differ. */
export function ReconciliationDetail({ id }: { id: Reconciliation['id'] }) {
  const { can } = useAccess();
  const { data, error, refetch } = useApi(`/extraction/reconciliations/${String(id)}`, { topics: ['sync'] });
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spin delay={200} />;
  const differs = data.missing + data.older + data.gone > 0;
  return (
    <div className="run-detail">
      {data.message && <Alert type={data.outcome === 'failed' ? 'error' : 'info'} showIcon title={data.message} />}
      {data.outcome === 'done' && !differs && <Alert type="success" showIcon title="双方一致，没有缺少或较旧的记录。" />}
      <table className="reconcile-days">
        <HeadRow titles={['日期', '对方', '本院', '缺少', '较旧', '源端已无', '推送在先', '摘要']} />
        <tbody>
          {data.days.map((day) => (
            <tr key={day.day}>
              <td>{day.day}</td>
              {[day.theirs, day.ours, day.missing, day.older, day.gone, day.ahead].map((count, at) => (
                <td key={at} className={count && at >= 2 && at <= 4 ? 'flag' : undefined}>
                  {formatCount(count)}
                </td>
              ))}
              <td>{day.equal ? '✓ 一致' : '✕ 不符'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differs && can('sync:run') && <Differences id={id} repulled={data.repullRunId !== null} />}
    </div>
  );
}

function Differences({ id, repulled }: { id: Reconciliation['id']; repulled: boolean }) {
  const { data } = useApi(`/extraction/reconciliations/${String(id)}/differences`, { query: { pageSize: SHOWN } });
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const repull = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await api.request(`/extraction/reconciliations/${String(id)}/repull`, { method: 'POST', body: { reason } });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/extraction/') });
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <h3>不符的记录</h3>
      <ul>
        {data?.items.map(({ day, kind, key }) => (
          <li key={`${kind} ${key}`}>
            {day} · {KINDS[kind] ?? kind} · {key}
          </li>
        ))}
      </ul>
      {data && data.total > SHOWN && <p className="weak">共 {data.total} 条，此处列出前 {SHOWN} 条。</p>}
      {repulled && <Alert type="info" showIcon title="已经补取过，结果见运行记录；再次对账可确认是否一致。" />}
      {problem && <Alert type="error" showIcon title={problem} />}
      <div className="failure-acts">
        <Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={200} placeholder="补取原因（至少 2 个字）" />
        <Button type="primary" loading={busy} disabled={reason.trim().length < 2} onClick={() => void repull()}>
          一键补取
        </Button>
      </div>
    </>
  );
}
