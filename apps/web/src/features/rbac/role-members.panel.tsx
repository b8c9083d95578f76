import { useState } from 'react';
import { App, Select } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { formatTime, NOTHING } from '../../shared/format/dates.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { NamedTable, pageOfNames } from './named-table.panel.js';
import { outcomeWords, readRightsAgain, type RoleDetail } from './role-words.js';

interface Asked {
  readonly id: string;
  readonly name: string;
  readonly act: 'give' | 'withdraw';
}

/** Who holds the role. To add somebody is proposed, to take somebody out counts at once. */
export function RoleMembers({ role }: { role: RoleDetail }) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { data, error, refetch } = useApi(`/roles/${role.code}/members`, { query: pageOfNames(page), keep: true });
  const act = async (reason: string) => {
    if (!asked) return;
    const { outcome } =
      asked.act === 'give'
        ? await api.request(`/users/${asked.id}/roles`, { method: 'POST', body: { roleCode: role.code, reason } })
        : await api.request(`/users/${asked.id}/roles/${role.code}/withdraw`, { method: 'POST', body: { reason } });
    readRightsAgain();
    void message.success(outcomeWords(outcome));
  };
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {can('role:write') && role.active && <MemberChoice onChoose={(id, name) => setAsked({ id, name, act: 'give' })} />}
      <NamedTable
        caption="角色成员"
        heads={['账号', '主科室', '授予']}
        rows={data?.items.map(({ id, name, username, departmentName, grantedBy, grantedAt }) => ({
          id, name, cells: [username, departmentName ?? NOTHING], since: `${grantedBy === 'system' ? '系统' : grantedBy} ${formatTime(grantedAt)}`,
        }))}
        total={data?.total ?? 0}
        empty="还没有成员。"
        page={page}
        onPage={setPage}
        onRemove={can('role:write') ? ({ id, name }) => setAsked({ id, name, act: 'withdraw' }) : undefined}
      />
      {asked && (
        <ReasonDialog
          title={asked.act === 'give' ? `授予“${role.name}”：${asked.name}` : `移除“${role.name}”：${asked.name}`}
          text={asked.act === 'give' ? '提交后由安全管理员复核，通过后在对方的下一次操作时生效。' : '立即生效，对方的下一次操作即按新权限判断。'}
          okText={asked.act === 'give' ? '提交' : '移除'}
          danger={asked.act === 'withdraw'}
          onOk={act}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** Finds an account by name, account or staff number. */
function MemberChoice({ onChoose }: { onChoose: (id: string, name: string) => void }) {
  const [typed, setTyped] = useState('');
  const { data } = useApi('/users', { query: { keyword: typed, status: ['active'], pageSize: 20 }, enabled: typed.length > 0, keep: true });
  const options = typed ? (data?.items ?? []).map(({ id, name, username, departmentName }) => ({ value: id, label: `${name}（${username}）${departmentName ?? ''}`, name })) : [];
  return (
    <div className="org-filter role-tree-tools">
      <Select
        aria-label="添加成员"
        showSearch={{ filterOption: false, onSearch: setTyped }}
        value={null}
        placeholder="添加成员：输入姓名、账号或工号"
        options={options}
        notFoundContent={typed ? '没有符合的账号' : null}
        onSelect={(id: string | null, { name }) => id && onChoose(id, name)}
        style={{ width: 320 }}
      />
    </div>
  );
}
