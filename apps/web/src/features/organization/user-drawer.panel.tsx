import { useState } from 'react';
import { Button, Drawer, Segmented, Spin } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatTime, NOTHING } from '../../shared/format/dates.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { BindingsForm } from './bindings.form.js';
import './organization.css';
import { UserEffectiveRights, UserOverrides } from './user-rights.panel.js';
import { UserState } from './user-state.panel.js';
import { UserWecom } from './user-wecom.panel.js';
import { reasonOf, type UserDetail } from './user-words.js';

/** One account: its holder, departments, codes in other systems. */
export function UserDrawer({ id, binding, onClose }: { id: string | null; binding: boolean; onClose: () => void }) {
  return (
    <Drawer open={id !== null} title="账号" size={720} onClose={onClose} destroyOnHidden>
      {id !== null && <Parts id={id} binding={binding} />}
    </Drawer>
  );
}

type Part = 'account' | 'overrides' | 'effective';
const PARTS: { value: Part; label: string }[] = [
  { value: 'account', label: '账号' },
  { value: 'overrides', label: '单独授权' },
  { value: 'effective', label: '有效权限' },
];

/** What concerns its rights is for whoever sees roles. */
function Parts({ id, binding }: { id: string; binding: boolean }) {
  const { can } = useAccess();
  const [part, setPart] = useState<Part>('account');
  if (!can('role:read')) return <Details id={id} binding={binding} />;
  return (
    <>
      <Segmented<Part> options={PARTS} value={part} onChange={setPart} style={{ marginBottom: 12 }} />
      {part === 'account' && <Details id={id} binding={binding} />}
      {part === 'overrides' && <UserOverrides id={id} />}
      {part === 'effective' && <UserEffectiveRights id={id} />}
    </>
  );
}

function Details({ id, binding }: { id: string; binding: boolean }) {
  const { can, me } = useAccess();
  const { data: user, error, refetch } = useApi(`/users/${id}`);
  const [bound, setBound] = useState(binding);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!user) return <Spin delay={200} />;
  return (
    <>
      <Facts user={user} />
      <h3>所属科室</h3>
      {can('user:write') && user.id !== me.id && user.status !== 'closed' && (
        <div className="org-acts">
          <Button onClick={() => setBound(true)}>调整科室</Button>
        </div>
      )}
      {user.departments.length === 0 && <p className="weak">没有所属科室，按科室的权限一律看不到数据。</p>}
      <ul>
        {user.departments.map(({ code, name, main, position, from, to, effective }) => (
          <li key={code}>
            {name} {main && <span className="tag">主科室</span>} {position} <span className="weak">{from} 起{to && `，至 ${to}`}</span>{' '}
            {!effective && <span className="tag tag-off">– 今日无效</span>}
          </li>
        ))}
      </ul>
      <h3>业务系统中的工号</h3>
      {user.codes.length === 0 && <p className="weak">没有对照。</p>}
      <ul>
        {user.codes.map(({ source, code, name }) => (
          <li key={`${source} ${code}`}>
            {source.toUpperCase()}：{code} {name}
          </li>
        ))}
      </ul>
      {can('user:write') && user.status !== 'closed' && <UserWecom id={id} />}
      <BindingsForm user={bound ? user : null} onClose={() => setBound(false)} />
    </>
  );
}

function Facts({ user }: { user: UserDetail }) {
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['账号', user.username],
    ['姓名', user.name],
    ['工号', user.staffNo],
    ['手机', user.phone],
    ['邮箱', user.email],
    ['状态', <UserState key="state" user={user} />],
    ['原因', reasonOf(user)],
    ['角色', user.roles.join('、')],
    ['二次验证', user.secondFactor ? '已绑定' : '未绑定'],
    ['机密用户', user.cleared ? '是' : '否'],
    ['最近登录', user.lastSignInAt && formatTime(user.lastSignInAt)],
    ['在线会话', `${user.openSessions} 个`],
    ['建立时间', formatTime(user.createdAt)],
  ];
  return (
    <dl className="org-facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value || NOTHING}</dd>
        </div>
      ))}
    </dl>
  );
}
