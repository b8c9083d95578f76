import { useState } from 'react';
import { App, Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListSkeleton } from '../../shared/list/list-states.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { AlarmRuleForm } from './alarm-rule.form.js';
import './extraction.css';
import { ALARM_KINDS, type AlarmRule } from './sync.js';
import { useSources } from './use-sources.js';

const NOTE =
  '条件成立时通知有“手动同步”权限的人，一次故障只通知一次；恢复后再通知一次。超过升级时间仍未恢复的，再提醒一次。静默时段内只记录，过后补发。';

/** 报警规则: when somebody is told, and what is alarming right now. */
export function AlarmRulesPage() {
  const { can } = useAccess();
  const { sources, sourceName } = useSources();
  const { data, error, refetch } = useApi('/extraction/alarm-rules', { topics: ['sync'] });
  const [editing, setEditing] = useState<AlarmRule | 'new' | null>(null);
  const mayConfigure = can('sync:configure');
  return (
    <section className="list-page">
      <PageHead title="报警规则" note={NOTE}>
        {mayConfigure && (
          <div className="list-tools">
            <Button type="primary" onClick={() => setEditing('new')}>
              新增规则
            </Button>
          </div>
        )}
      </PageHead>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={3} />}
      {data && (
        <div className="list-scroll">
          <table className="list-table">
            <caption className="sr-only">报警规则</caption>
            <HeadRow titles={['数据源', '条件', '时间窗', '升级', '静默时段', '状态', '修改', ...(mayConfigure ? ['操作'] : [])]} />
            <tbody>
              {data.items.map((rule) => (
                <tr key={rule.id}>
                  <td>{rule.source ? sourceName(rule.source) : '全部数据源'}</td>
                  <td>{conditionOf(rule)}</td>
                  <td>{rule.windowMinutes} 分钟</td>
                  <td>{rule.escalateMinutes ? `${rule.escalateMinutes} 分钟后` : '不升级'}</td>
                  <td>{rule.quietFrom && rule.quietUntil ? `${rule.quietFrom}–${rule.quietUntil}` : '无'}</td>
                  <td>
                    <RuleState rule={rule} />
                  </td>
                  <td>
                    {rule.changedBy === 'system' ? '出厂设置' : rule.changedBy} {formatTime(rule.changedAt)}
                  </td>
                  {mayConfigure && (
                    <td>
                      <Button type="link" size="small" onClick={() => setEditing(rule)}>
                        修改
                      </Button>
                      <RemoveButton rule={rule} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <AlarmRuleForm rule={editing} sources={sources} onClose={() => setEditing(null)} />
    </section>
  );
}

function conditionOf({ kind, threshold }: AlarmRule): string {
  const { name, unit } = ALARM_KINDS[kind] ?? { name: kind, unit: '' };
  return `${name}，达到 ${threshold} ${unit}`;
}

function RuleState({ rule }: { rule: AlarmRule }) {
  if (!rule.enabled) return <span className="tag tag-off">– 已停用</span>;
  if (rule.alarming) return <span className="tag tag-bad">✕ {rule.alarming} 个来源报警中</span>;
  return <span className="tag tag-good">✓ 正常</span>;
}

function RemoveButton({ rule }: { rule: AlarmRule }) {
  const { modal, message } = App.useApp();
  const remove = async () => {
    try {
      await api.request(`/extraction/alarm-rules/${rule.id}`, { method: 'DELETE' });
      await queries.invalidateQueries({ queryKey: ['/extraction/alarm-rules'] });
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  const ask = () =>
    void modal.confirm({ title: '删除这条规则？', content: conditionOf(rule), okText: '删除', okButtonProps: { danger: true }, onOk: remove });
  return (
    <Button type="link" size="small" danger onClick={ask}>
      删除
    </Button>
  );
}
