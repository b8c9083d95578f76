import { useState } from 'react';
import { DownOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../shared/access/access.js';
import { session } from '../shared/session/session.js';

export function UserMenu() {
  const { me } = useAccess();
  const [open, setOpen] = useState(false);
  const card = (
    <div className="user-card">
      <b>{me.name}</b>
      <dl>
        <dt>账号</dt>
        <dd>{me.username}</dd>
        {me.staffNo && (
          <>
            <dt>工号</dt>
            <dd>{me.staffNo}</dd>
          </>
        )}
        <dt>科室</dt>
        <dd>{me.departmentName ?? '—'}</dd>
        <dt>角色</dt>
        <dd>{me.roles.map(({ name }) => name).join('、') || '—'}</dd>
        {me.scopeNote && (
          <>
            <dt>数据范围</dt>
            <dd>{me.scopeNote}</dd>
          </>
        )}
      </dl>
      <div className="user-acts">
        <Link to="/me/security" onClick={() => setOpen(false)}>
          账号安全
        </Link>
        <Link to="/system/transfers" onClick={() => setOpen(false)}>
          下载中心
        </Link>
        <Button type="link" size="small" onClick={() => session.lock()}>
          锁定页面
        </Button>
      </div>
      <Button block onClick={() => void session.signOut()}>
        退出登录
      </Button>
    </div>
  );
  return (
    <Popover content={card} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button type="text" icon={<UserOutlined />} className="user-open">
        <span className="sr-only">账号</span> {me.name} <span className="weak user-department">{me.departmentName}</span> <DownOutlined />
      </Button>
    </Popover>
  );
}
