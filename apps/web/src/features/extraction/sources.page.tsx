import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListSkeleton } from '../../shared/list/list-states.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import './extraction.css';
import { NewSourceForm } from './new-source.form.js';
import { SourceCheckDialog } from './source-check.panel.js';
import { SourceSettingsDrawer } from './source-settings.panel.js';
import { StateTag } from './sync-cells.panel.js';
import { SYSTEM_NAMES, type SyncSource } from './sync.js';
import { useSources } from './use-sources.js';

const NOTE =
  '每个数据源一行。能连接哪些主机由部署时的允许清单决定，不在这里；连接地址和密码只能写入，不会显示。启停、限制和静默时段修改后，下一轮读取即生效。';

/** 数据源: how each system is reached, how much of it we may use, and its data sets. */
export function SourcesPage() {
  const { can } = useAccess();
  const { answer, sources } = useSources();
  const { data, error, refetch } = answer;
  const [opened, setOpened] = useState<string | null>(null);
  const [checking, setChecking] = useState<SyncSource | null>(null);
  const [adding, setAdding] = useState(false);
  return (
    <section className="list-page">
      <PageHead title="数据源" note={NOTE}>
        {can('sync:configure') && (
          <div className="list-tools">
            <Link className="sync-link" to="/sync/connect">
              接入向导
            </Link>
            <Button type="primary" onClick={() => setAdding(true)}>
              新增数据源
            </Button>
          </div>
        )}
      </PageHead>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={4} />}
      {data && (
        <div className="list-scroll">
          <table className="list-table">
            <caption className="sr-only">数据源</caption>
            <HeadRow titles={['名称', '系统', '状态', '数据集', '操作']} />
            <tbody>
              {sources.map((source) => (
                <tr key={source.id}>
                  <td>
                    <button type="button" className="quiet sync-open" onClick={() => setOpened(source.id)}>
                      <b>{source.name}</b>
                    </button>{' '}
                    <span className="weak">{source.id}</span>
                  </td>
                  <td>{SYSTEM_NAMES[source.system] ?? source.system}</td>
                  <td>
                    <StateTag state={source.state} />
                  </td>
                  <td title={source.streams.map(({ name }) => name).join('、')}>{source.streams.length} 个</td>
                  <td className="sync-acts">
                    <Button size="small" onClick={() => setOpened(source.id)}>
                      设置
                    </Button>
                    {can('sync:run') && (
                      <Button size="small" onClick={() => setChecking(source)}>
                        检查连接
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <SourceSettingsDrawer id={opened} onClose={() => setOpened(null)} />
      <SourceCheckDialog source={checking} onClose={() => setChecking(null)} />
      <NewSourceForm open={adding} onClose={() => setAdding(false)} />
    </section>
  );
}
