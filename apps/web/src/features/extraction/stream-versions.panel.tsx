import { useState } from 'react';
import { App, Button, Input } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListSkeleton } from '../../shared/list/list-states.js';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

const STATES: Readonly<Record<string, string>> = { draft: '草稿', active: '使用中', retired: '已停用' };
const NOTE = '每次修改映射都是一个新版本。启用前会用保存的样本核对，转换结果与样本不符的版本不能启用；可以随时退回到以前的版本。';

/** The versions of one data set's mapping, and the way back to an earlier one. */
export function StreamVersions({ source, stream }: { source: string; stream: string }) {
  const { data: settings } = useApi(`/extraction/sources/${source}`);
  const connector = settings?.connectorId ?? '';
  const { data, error, refetch } = useApi(`/extraction/connectors/${connector}/streams/${stream}/versions`, { enabled: connector !== '' });
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const activate = async (id: string) => {
    try {
      await api.request(`/extraction/stream-versions/${id}/activate`, { method: 'POST', body: { reason } });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/extraction/') });
      void message.success('已启用，下一轮读取即生效');
    } catch (problem) {
      void message.error(sentenceOf(problem));
    }
  };
  return (
    <section className="list-page connect">
      <PageHead title={`映射版本：${settings?.name ?? source} · ${stream}`} note={NOTE} />
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={3} />}
      {data && (
        <>
          <Input
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={200}
            placeholder="启用或退回的原因（至少 2 个字）"
            style={{ maxWidth: '26rem' }}
          />
          <table className="connect-table">
            <HeadRow titles={['版本', '状态', '说明', '建立', '启用', '操作']} />
            <tbody>
              {data.items.map((one) => (
                <tr key={one.id}>
                  <td>第 {one.version} 版</td>
                  <td>
                    <span className={`tag ${one.state === 'active' ? 'tag-good' : 'tag-off'}`}>{STATES[one.state] ?? one.state}</span>
                  </td>
                  <td>{one.note}</td>
                  <td>
                    {one.createdBy} {formatFullTime(one.createdAt)}
                  </td>
                  <td>{one.activatedBy ? `${one.activatedBy} ${formatFullTime(one.activatedAt)}` : ''}</td>
                  <td>
                    {one.state !== 'active' && (
                      <Button type="link" size="small" disabled={reason.trim().length < 2} onClick={() => void activate(one.id)}>
                        {one.state === 'draft' ? '启用' : '退回到此版'}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
