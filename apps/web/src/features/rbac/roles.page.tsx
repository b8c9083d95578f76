import { useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { ExportButton } from '../../shared/list/export-button.js';
import { ListSkeleton } from '../../shared/list/list-states.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { NewRoleForm } from './new-role.form.js';
import { RoleComparison } from './role-comparison.panel.js';
import { RoleEditor, RoleMarks } from './role-editor.panel.js';
import { POWERS, type Role } from './role-words.js';
import './rbac.css';

const NOTE =
  '角色决定能打开哪些菜单、能做哪些操作、看到哪些人、字段怎样显示。多个角色取并集，单独禁止优先；没有数据范围就什么也看不到。使权限变大的修改由安全管理员复核后生效，变小的立即生效，都不需要重新登录。任何人不能修改自己持有的角色。';

/** 角色权限: the roles at the left, what one says at the right. */
export function RolesPage() {
  const { can } = useAccess();
  const { data, error, refetch } = useApi('/roles', { query: { pageSize: 100 } });
  const [chosen, setChosen] = useState<string | null>(null);
  const [making, setMaking] = useState<'new' | Role | null>(null);
  const [comparing, setComparing] = useState(false);
  const roles = data?.items ?? [];
  const role = roles.find(({ code }) => code === chosen) ?? roles[0];
  return (
    <section className="list-page">
      <PageHead title="角色权限" note={NOTE}>
        <div className="list-tools">
          <Button onClick={() => setComparing(true)}>比较两个角色</Button>
          <ExportButton path="/roles/export" query={{}} title="角色权限矩阵" total={`${roles.length} 个角色的权限矩阵`} />
          {can('role:write') && role && role.power !== 'security' && role.power !== 'audit' && <Button onClick={() => setMaking(role)}>复制角色</Button>}
          {can('role:write') && (
            <Button type="primary" onClick={() => setMaking('new')}>
              新建角色
            </Button>
          )}
        </div>
      </PageHead>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={8} />}
      {role && (
        <div className="role-page">
          <nav className="role-list" aria-label="角色">
            {roles.map((one) => (
              <button
                key={one.code}
                type="button"
                className={one.code === role.code ? 'quiet role-item role-chosen' : 'quiet role-item'}
                aria-current={one.code === role.code}
                onClick={() => setChosen(one.code)}
              >
                <span>
                  {one.name} <RoleMarks role={one} />
                </span>
                <span className="weak">
                  {POWERS[one.power]} · {one.holders} 人
                </span>
              </button>
            ))}
          </nav>
          <RoleEditor key={role.code} code={role.code} onGone={() => setChosen(null)} />
        </div>
      )}
      <NewRoleForm from={making} onMade={setChosen} onClose={() => setMaking(null)} />
      {comparing && <RoleComparison roles={roles} first={role?.code ?? null} onClose={() => setComparing(false)} />}
    </section>
  );
}
