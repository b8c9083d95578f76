import { useState } from 'react';
import { App, Button } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { ListSkeleton } from '../../shared/list/list-states.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { type ProvisioningRule, ProvisioningRuleForm, readRulesAgain } from './provisioning-rule.form.js';

const NOTE =
  'HIS 新增在职人员后，按科室和职称自动建立账号并给予缺省角色，账号处于“待开通”，由系统管理员核实后发放一次性口令。多条规则同时符合时，科室更近的优先，其次是写明职称的。HIS 中离职的人员，账号自动停用并列入“离职待复核”。';

/** 自动建号: which role somebody new starts with, and who would get an account now. */
export function ProvisioningPage() {
  const { modal, message } = App.useApp();
  const { data, error, refetch } = useApi('/provisioning-rules');
  const { data: expected } = useApi('/provisioning-rules/preview');
  const [editing, setEditing] = useState<ProvisioningRule | 'new' | null>(null);
  const remove = async (id: string) => {
    try {
      await api.request(`/provisioning-rules/${id}`, { method: 'DELETE' });
      await readRulesAgain();
    } catch (problem) {
      void message.error(sentenceOf(problem));
    }
  };
  const ask = ({ id }: ProvisioningRule) =>
    void modal.confirm({ title: '删除这条规则？', content: '已经建立的账号不受影响。', okText: '删除', okButtonProps: { danger: true }, onOk: () => remove(id) });
  return (
    <section className="list-page">
      <PageHead title="自动建号" note={NOTE}>
        <div className="list-tools">
          <Button type="primary" onClick={() => setEditing('new')}>
            新增规则
          </Button>
        </div>
      </PageHead>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={3} />}
      {data?.items.length === 0 && <p className="weak">还没有规则，不会自动建立账号。</p>}
      {data && data.items.length > 0 && (
        <table className="list-table">
          <caption className="sr-only">自动建立账号的规则</caption>
          <HeadRow titles={['科室', '职称', '缺省角色', '状态', '建立', '操作']} />
          <tbody>
            {data.items.map((rule) => (
              <tr key={rule.id}>
                <td>{rule.departmentName ? `${rule.departmentName}（含下级）` : '全部科室'}</td>
                <td>{rule.title ?? '全部职称'}</td>
                <td>{rule.roleName}</td>
                <td>{rule.enabled ? <span className="tag tag-good">✓ 启用</span> : <span className="tag tag-off">– 停用</span>}</td>
                <td>
                  {rule.createdBy} {formatTime(rule.createdAt)}
                </td>
                <td>
                  <Button type="link" size="small" onClick={() => setEditing(rule)}>
                    修改
                  </Button>
                  <Button type="link" size="small" danger onClick={() => ask(rule)}>
                    删除
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {expected && <Expected items={expected.items} total={expected.total} />}
      <ProvisioningRuleForm rule={editing} onClose={() => setEditing(null)} />
    </section>
  );
}

interface Account {
  readonly staffNo: string;
  readonly name: string;
  readonly departmentName: string | null;
  readonly title: string | null;
  readonly roleName: string;
}

function Expected({ items, total }: { items: readonly Account[]; total: number }) {
  return (
    <>
      <h2>按现有规则将建立的账号（{total}）</h2>
      {total === 0 && <p className="weak">没有待建立的账号。</p>}
      {total > items.length && <p className="weak">只列出前 {items.length} 个。</p>}
      <ul className="org-effects">
        {items.map(({ staffNo, name, departmentName, title, roleName }) => (
          <li key={staffNo}>
            {name} <span className="weak">{[staffNo, departmentName, title].filter(Boolean).join(' · ')}</span> → {roleName}
          </li>
        ))}
      </ul>
    </>
  );
}
