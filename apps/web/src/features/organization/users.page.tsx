import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { formatTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { DepartmentAside } from './department-aside.panel.js';
import { NewUserForm } from './new-user.form.js';
import { SecretDialog } from './secret-dialog.panel.js';
import { UserActs } from './user-acts.panel.js';
import { UserChangeForm } from './user-change.form.js';
import { UserDrawer } from './user-drawer.panel.js';
import { UserState } from './user-state.panel.js';
import { type CreatedUser, USER_STATES, type User } from './user-words.js';

const FILTERS: readonly ListFilter<'/users'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '账号、姓名、工号' },
  { kind: 'department', name: 'departmentCode', label: '科室' },
  { kind: 'multi', name: 'status', label: '状态', options: Object.entries(USER_STATES).map(([value, { name }]) => ({ value, label: name })) },
  { kind: 'flag', name: 'left', label: '离职待复核', hint: '离职待复核' },
];
const FIRST = { status: 'active,pending,disabled' } as const;
const NOTE =
  '能登录本系统的账号，默认不含已注销的。新账号没有角色，在“角色权限”中提名、由安全管理员复核后生效。停用在下一次操作时生效；注销不能恢复，账号名不再使用。';

/** 用户: who can sign in, and what administrators do about it. */
export function UsersPage() {
  const { can } = useAccess();
  const [opened, setOpened] = useState<{ id: string; binding: boolean } | null>(null);
  const [changing, setChanging] = useState<User | null>(null);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<{ made: CreatedUser; name: string } | null>(null);
  const columns = useMemo<readonly Column<User>[]>(() => {
    const column = columnOf<User>();
    return [
      column('账号', 'username', { width: 118, fixed: 'left', sort: true, ellipsis: true }),
      column('姓名', 'name', { width: 96, sort: true, ellipsis: true }),
      column('状态', 'status', { width: 140, render: (_, user) => <UserState user={user} /> }),
      column('角色', 'roles', { width: 100, ellipsis: true }),
      column('主科室', 'departmentName', { width: 110, ellipsis: true }),
      column('工号', 'staffNo', { width: 84, sort: true }),
      column('手机', 'phone', { width: 110 }),
      column('二次验证', 'secondFactor', { width: 84, render: (has) => (has ? '已绑定' : '未绑定') }),
      column('机密', 'cleared', { width: 60, render: (cleared) => (cleared ? <span className="tag tag-bad">机密</span> : '—') }),
      column('最近登录', 'lastSignInAt', { width: 140, sort: true, render: (at) => (at ? formatTime(at) : '从未登录') }),
      column('邮箱', 'email', { width: 150, hidden: true }),
      column('建立时间', 'createdAt', { width: 140, sort: true, hidden: true, render: (at) => formatTime(at) }),
      column('操作', null, {
        width: 144,
        fixed: 'right',
        render: (_, user) => (
          <UserActs
            user={user}
            onSecret={(made, name) => setSecret({ made, name })}
            onChange={() => setChanging(user)}
            onBind={() => setOpened({ id: user.id, binding: true })}
          />
        ),
      }),
    ];
  }, []);
  return (
    <>
      <ListPage
        id="users"
        title="用户"
        note={NOTE}
        path="/users"
        permission="user:read"
        filters={FILTERS}
        columns={columns}
        sort="username"
        first={FIRST}
        keyOf={({ id }) => id}
        onOpen={({ id }) => setOpened({ id, binding: false })}
        aside={(list) => <DepartmentAside chosen={list.filters['departmentCode'] ?? ''} onChoose={(departmentCode) => list.narrow({ departmentCode })} />}
        actions={
          can('user:write') && (
            <>
              <Button type="primary" onClick={() => setAdding(true)}>
                新增账号
              </Button>
              <Link to="/system/imports?new=user">批量导入</Link>
            </>
          )
        }
      />
      <UserDrawer id={opened?.id ?? null} binding={opened?.binding ?? false} onClose={() => setOpened(null)} />
      <UserChangeForm user={changing} onClose={() => setChanging(null)} />
      <NewUserForm open={adding} onMade={(made, name) => setSecret({ made, name })} onClose={() => setAdding(false)} />
      <SecretDialog made={secret?.made ?? null} name={secret?.name ?? ''} onClose={() => setSecret(null)} />
    </>
  );
}
