import { useState } from 'react';
import { Alert, App, Button, Input, Segmented, Spin } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { PermissionChecks } from './permission-checks.panel.js';
import { RoleFields } from './role-fields.panel.js';
import { RoleMembers } from './role-members.panel.js';
import { RoleScope } from './role-scope.panel.js';
import { type Definition, definitionOf, outcomeWords, POWERS, readRightsAgain, type RoleDetail } from './role-words.js';

/** One role with everything it says. */
export function RoleEditor({ code, onGone }: { code: string; onGone: () => void }) {
  const { data, error, refetch } = useApi(`/roles/${code}`);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spin delay={200} />;
  // Another version is another form: what was typed on the older one would be refused anyway.
  return <Editor key={`${code} ${data.version}`} role={data} onGone={onGone} />;
}

type Part = 'see' | 'operate' | 'scope' | 'fields' | 'export' | 'members';

const parts = ({ power, holders }: RoleDetail): { value: Part; label: string }[] => [
  { value: 'see', label: '菜单可视' },
  { value: 'operate', label: '按钮操作' },
  { value: 'scope', label: '数据范围' },
  ...(power === 'care' ? [{ value: 'fields' as const, label: '字段' }] : []),
  { value: 'export', label: '报表与导出' },
  { value: 'members', label: `成员（${holders}）` },
];

function Editor({ role, onGone }: { role: RoleDetail; onGone: () => void }) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const { data: tree, error } = useApi('/roles/permissions');
  const [value, setValue] = useState<Definition>(() => definitionOf(role));
  const [part, setPart] = useState<Part>('see');
  const [asked, setAsked] = useState<'save' | 'active' | 'delete' | null>(null);
  const disabled = !can('role:write') || role.locked || role.own;
  const change = (part: Partial<Definition>) => setValue((before) => ({ ...before, ...part }));
  const changed = JSON.stringify(definitionOf(value)) !== JSON.stringify(definitionOf(role));
  const act = async (reason: string) => {
    if (asked === 'delete') {
      await api.request(`/roles/${role.code}/delete`, { method: 'POST', body: { reason } });
      onGone();
      void message.success('角色已删除');
    } else {
      const { outcome } =
        asked === 'active'
          ? await api.request(`/roles/${role.code}/active`, { method: 'POST', body: { active: !role.active, reason } })
          : await api.request(`/roles/${role.code}`, { method: 'PUT', body: { ...definitionOf(value), version: role.version, reason } });
      if (outcome === 'pending') setValue(definitionOf(role));
      void message.success(outcomeWords(outcome));
    }
    readRightsAgain();
  };
  if (error) return <ProblemAlert error={error} />;
  if (!tree) return <Spin delay={200} />;
  return (
    <div className="role-editor">
      <div className="role-head">
        <Input aria-label="角色名称" value={value.name} maxLength={30} disabled={disabled} onChange={({ target }) => change({ name: target.value })} style={{ width: 180 }} />
        <span className="tag">{POWERS[role.power]}</span>
        <RoleMarks role={role} />
        <span>
          影响 <b>{role.holders}</b> 人
        </span>
        <span className="role-acts">
          {!disabled && (
            <>
              <Button onClick={() => setAsked('active')}>{role.active ? '停用' : '启用'}</Button>
              {!role.preset && (
                <Button danger onClick={() => setAsked('delete')}>
                  删除
                </Button>
              )}
              <Button disabled={!changed} onClick={() => setValue(definitionOf(role))}>
                还原
              </Button>
              <Button type="primary" disabled={!changed || !value.name.trim()} onClick={() => setAsked('save')}>
                保存
              </Button>
            </>
          )}
        </span>
      </div>
      {role.locked && <Alert type="info" showIcon title="三权分立的角色由程序规定，不能修改；成员由系统管理员提名、安全管理员复核。" />}
      {role.own && !role.locked && <Alert type="info" showIcon title="您持有该角色，不能修改自己的权限。" />}
      {role.pending && <Alert type="warning" showIcon title="该角色有一项修改正在等待复核，复核前仍按现在的内容生效。" />}
      <Input aria-label="说明" placeholder="说明" value={value.note} maxLength={200} disabled={disabled} onChange={({ target }) => change({ note: target.value })} />
      <Segmented<Part> options={parts(role)} value={part} onChange={setPart} />
      {(part === 'see' || part === 'operate' || part === 'export') && (
        <PermissionChecks key={part} tree={tree} kind={part} power={role.power} chosen={value.permissions} disabled={disabled} onChoose={(permissions) => change({ permissions })} />
      )}
      {part === 'scope' && <RoleScope role={role} value={value} disabled={disabled} onChange={change} />}
      {part === 'fields' && <RoleFields tree={tree} fields={value.fields} disabled={disabled} onChange={(fields) => change({ fields })} />}
      {part === 'members' && <RoleMembers role={role} />}
      {asked && <ReasonDialog {...dialogOf(asked, role)} onOk={act} onClose={() => setAsked(null)} />}
    </div>
  );
}

export function RoleMarks({ role }: { role: Pick<RoleDetail, 'preset' | 'edited' | 'active' | 'pending' | 'locked'> }) {
  return (
    <>
      {role.preset && <span className="tag">{role.edited ? '预置·已改' : '预置'}</span>}
      {!role.active && <span className="tag tag-off">– 停用</span>}
      {role.pending && <span className="tag tag-late">○ 待复核</span>}
    </>
  );
}

function dialogOf(asked: 'save' | 'active' | 'delete', { name, holders, active }: RoleDetail) {
  const people = `有 ${holders} 个账号持有该角色。`;
  const words = {
    save: { title: `保存角色：${name}`, okText: '保存', text: `${people}使权限变大的修改，由安全管理员复核后生效；变小的立即生效，不需要重新登录。` },
    active: {
      title: `${active ? '停用' : '启用'}角色：${name}`,
      okText: active ? '停用' : '启用',
      text: active ? `${people}停用后，他们的下一次操作起不再有该角色的权限。` : `${people}启用会恢复他们的权限，由安全管理员复核后生效。`,
      danger: active,
    },
    delete: { title: `删除角色：${name}`, okText: '删除', text: '删除后不能恢复；有成员的角色不能删除。变更记录会保留。', danger: true },
  };
  return words[asked];
}
