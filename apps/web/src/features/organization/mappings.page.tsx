import { useState } from 'react';
import { App, Button, Checkbox } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { NOTHING } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListSkeleton } from '../../shared/list/list-states.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import './organization.css';
import { Unmapped } from './unmapped.panel.js';

type Suggestion = Schema<'MappingSuggestion'>;
/** From this confidence on a suggestion is chosen beforehand. */
const SURE = 90;
const NOTE = '把账号与业务系统中的工号对应起来。系统按工号、姓名、手机和科室给出建议，勾选确认后才写入；一个工号只能对应一个账号，一个账号可以有多个系统的工号。解除对照不影响历史数据中的姓名。';
const keyOf = ({ userId, source, code }: Suggestion): string => `${userId} ${source} ${code}`;

/** 工号对照: what fits together, to be confirmed, and what has no partner. */
export function MappingsPage() {
  const { can } = useAccess();
  const { message } = App.useApp();
  const { data, error, refetch } = useApi('/user-mappings/suggestions');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const isChosen = (one: Suggestion): boolean => toggled.has(keyOf(one)) !== one.confidence >= SURE;
  const chosen = (data?.items ?? []).filter(isChosen);
  const toggle = (key: string) => setToggled((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const confirm = async () => {
    setBusy(true);
    try {
      await api.request('/user-mappings', { method: 'POST', body: { items: chosen.map(({ userId, source, code }) => ({ userId, source, code })) } });
      setToggled(new Set());
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/user') });
      void message.success('已写入对照');
    } catch (problem) {
      void message.error({ content: sentenceOf(problem), duration: 0 });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="list-page">
      <PageHead title="工号对照" note={NOTE}>
        {can('user:write') && (
          <Button type="primary" disabled={chosen.length === 0} loading={busy} onClick={() => void confirm()}>
            确认 {chosen.length} 条
          </Button>
        )}
      </PageHead>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={5} />}
      {data?.items.length === 0 && <p className="weak">没有可以建议的对照。</p>}
      {data && data.items.length > 0 && (
        <div className="list-scroll">
          <table className="list-table">
            <caption className="sr-only">建议的对照，尚未写入</caption>
            <HeadRow titles={['选择', '账号', '系统', '工号', '系统中的姓名', '科室', '把握', '依据']} />
            <tbody>
              {data.items.map((one) => (
                <tr key={keyOf(one)}>
                  <td>
                    <Checkbox aria-label={`选择${one.username} ${one.code}`} checked={isChosen(one)} onChange={() => toggle(keyOf(one))} />
                  </td>
                  <td>
                    {one.userName}（{one.username}）
                  </td>
                  <td>{one.source.toUpperCase()}</td>
                  <td>{one.code}</td>
                  <td>{one.staffName}</td>
                  <td>{one.departmentName ?? NOTHING}</td>
                  <td>
                    <span className={one.confidence >= SURE ? 'tag tag-good' : 'tag tag-late'}>{one.confidence}%</span>
                  </td>
                  <td>{one.because}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Unmapped />
    </section>
  );
}
