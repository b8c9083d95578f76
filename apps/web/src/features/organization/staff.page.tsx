import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { Column, ListFilter } from '../../shared/list/list-types.js';
import { DepartmentAside } from './department-aside.panel.js';
import { NewUserForm } from './new-user.form.js';
import { SecretDialog } from './secret-dialog.panel.js';
import { StaffActs } from './staff-acts.panel.js';
import { type Staff, StaffForm } from './staff.form.js';
import { type CreatedUser, USER_STATES } from './user-words.js';

const FILTERS: readonly ListFilter<'/staff'>[] = [
  { kind: 'text', name: 'keyword', label: '关键字', placeholder: '姓名、工号、账号' },
  { kind: 'department', name: 'departmentCode', label: '科室' },
  {
    kind: 'multi',
    name: 'state',
    label: '状态',
    options: [
      { value: 'active', label: '在职' },
      { value: 'left', label: '离职' },
    ],
  },
  {
    kind: 'multi',
    name: 'account',
    label: '账号',
    options: [
      { value: 'with', label: '已开通' },
      { value: 'without', label: '未开通' },
    ],
  },
  { kind: 'text', name: 'title', label: '职称', more: true },
];
const FIRST = { state: 'active' } as const;
const EXPORTING = { path: '/staff/export', permission: 'staff:export' } as const;
const NOTE = '医院的工作人员，默认只列在职。来自 HIS 的人员随同步更新，离职后保留，统计和历史记录不受影响；人员不一定有登录账号，注销账号也不影响人员。';

/** 人员: who works in the hospital, with or without an account. */
export function StaffPage() {
  const { can } = useAccess();
  const [editing, setEditing] = useState<Staff | 'new' | null>(null);
  const [opening, setOpening] = useState<Staff | null>(null);
  const [secret, setSecret] = useState<{ made: CreatedUser; name: string } | null>(null);
  const columns = useMemo<readonly Column<Staff>[]>(() => {
    const column = columnOf<Staff>();
    return [
      column('账号', 'username', {
        width: 100,
        fixed: 'left',
        render: (username, { accountStatus }) =>
          username === null ? (
            <span className="weak">未开通</span>
          ) : (
            <>
              {username} {accountStatus !== 'active' && accountStatus && <span className="tag tag-off">{USER_STATES[accountStatus]?.name}</span>}
            </>
          ),
      }),
      column('姓名', 'name', { width: 84, sort: true }),
      column('工号', 'staffNo', { width: 88, sort: true }),
      column('手机', 'phone', { width: 108 }),
      column('邮箱', 'email', { width: 110, ellipsis: true }),
      column('科室', 'departmentName', { width: 120, sort: true, ellipsis: true }),
      column('职称', 'title', { width: 110, sort: true }),
      column('岗位', 'position', { width: 100 }),
      column('专业', 'specialty', { width: 120, ellipsis: true, hidden: true }),
      column('状态', 'active', { width: 80, render: (active) => (active ? '在职' : <span className="tag tag-off">– 离职</span>) }),
      column('来源', 'origin', { width: 80, render: (origin) => (origin === 'his' ? 'HIS' : '本系统') }),
      column('操作', null, {
        width: 164,
        fixed: 'right',
        render: (_, staff) => <StaffActs staff={staff} onChange={() => setEditing(staff)} onAccount={() => setOpening(staff)} />,
      }),
    ];
  }, []);
  return (
    <>
      <ListPage
        id="staff"
        title="人员"
        note={NOTE}
        path="/staff"
        permission="staff:read"
        filters={FILTERS}
        columns={columns}
        sort="staffNo"
        first={FIRST}
        keyOf={({ id }) => id}
        exporting={EXPORTING}
        aside={(list) => <DepartmentAside chosen={list.filters['departmentCode'] ?? ''} onChoose={(departmentCode) => list.narrow({ departmentCode })} />}
        actions={
          can('staff:write') && (
            <>
              <Button type="primary" onClick={() => setEditing('new')}>
                新增人员
              </Button>
              <Link to="/system/imports?new=staff">批量导入</Link>
            </>
          )
        }
      />
      <StaffForm staff={editing} onClose={() => setEditing(null)} />
      <NewUserForm
        open={opening !== null}
        initial={opening ? { name: opening.name, staffNo: opening.staffNo, username: opening.staffNo.toLowerCase(), departmentCode: opening.departmentCode } : {}}
        onMade={(made, name) => setSecret({ made, name })}
        onClose={() => setOpening(null)}
      />
      <SecretDialog made={secret?.made ?? null} name={secret?.name ?? ''} onClose={() => setSecret(null)} />
    </>
  );
}
