import { useState } from 'react';
import { App, Button, Spin } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { SITE } from '../../router.js';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { formatTime, NOTHING } from '../../shared/format/dates.js';
import { formatCount } from '../../shared/format/numbers.js';
import { HeadRow } from '../../shared/list/head-row.js';
import '../../shared/list/table.css';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { OverrideForm } from './override.form.js';

export type Rights = Schema<'UserEffectiveRights'>;
type Override = Rights['overrides'][number];
const DISPLAYS: Readonly<Record<string, string>> = { plain: '明文', masked: '脱敏', hidden: '隐藏' };

/** 单独授权: what this account may beyond its roles, or may not in spite of them. */
export function UserOverrides({ id }: { id: string }) {
  const { can, me } = useAccess();
  const { message } = App.useApp();
  const { data, error, refetch } = useApi(`/users/${id}/effective-permissions`);
  const [making, setMaking] = useState<'grants' | 'denials' | null>(null);
  const [lifting, setLifting] = useState<Override | null>(null);
  const mayChange = can('role:write') && id !== me.id;
  const lift = async (reason: string) => {
    const { outcome } = await api.request(`/users/${id}/overrides/${lifting!.id}/lift`, { method: 'POST', body: { reason } });
    readUsersAgain();
    void message.success(outcome === 'pending' ? '已提交，由安全管理员复核后生效' : '已取消');
  };
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spin delay={200} />;
  return (
    <>
      {mayChange && (
        <div className="org-acts">
          <Button onClick={() => setMaking('grants')}>单独授权</Button>
          <Button onClick={() => setMaking('denials')}>单独禁止</Button>
        </div>
      )}
      <p className="weak">单独授权须有期限并由安全管理员复核；单独禁止立即生效，并且优先于角色。</p>
      {data.overrides.length === 0 ? (
        <p className="weak">没有单独授权或禁止。</p>
      ) : (
        <table className="list-table">
          <caption className="sr-only">单独授权与禁止</caption>
          <HeadRow titles={['类别', '权限', '有效期', '原因', '操作']} />
          <tbody>
            {data.overrides.map((one) => (
              <tr key={one.id}>
                <td>{one.effect === 'deny' ? <span className="tag tag-bad">✕ 禁止</span> : <span className="tag tag-good">✓ 授权</span>}</td>
                <td>{one.name}</td>
                <td>
                  {one.validUntil ? `至 ${formatTime(one.validUntil)}` : '长期'} {one.expired && <span className="tag tag-off">– 已过期</span>}
                </td>
                <td>
                  {one.reason}（{one.grantedBy}）
                </td>
                <td>
                  {mayChange && (
                    <Button type="link" size="small" danger onClick={() => setLifting(one)}>
                      取消
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <OverrideForm userId={id} kind={making} onClose={() => setMaking(null)} />
      {lifting && (
        <ReasonDialog
          title={`取消${lifting.effect === 'deny' ? '单独禁止' : '单独授权'}：${lifting.name}`}
          text={lifting.effect === 'deny' ? '取消禁止会使权限变大，由安全管理员复核后生效。' : '立即生效。'}
          okText="提交"
          onOk={lift}
          onClose={() => setLifting(null)}
        />
      )}
    </>
  );
}

/** 有效权限: what the account may, why, and which pages it would have. */
export function UserEffectiveRights({ id }: { id: string }) {
  const { data, error, refetch } = useApi(`/users/${id}/effective-permissions`);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Spin delay={200} />;
  const held = new Set<string>(data.permissions);
  const pages = SITE.filter(({ group, permission }) => group && (!permission || held.has(permission)));
  const groups = [...new Set(pages.map(({ group }) => group))];
  return (
    <>
      <dl className="org-facts">
        <dt>角色</dt>
        <dd>{data.roles.map(({ name, active, scope }) => `${name}${active ? '' : '（已停用）'}：${scope}`).join('；') || NOTHING}</dd>
        <dt>今日科室</dt>
        <dd>{data.departments.join('、') || NOTHING}</dd>
        <dt>可见人数</dt>
        <dd>{formatCount(data.people)} 人（名册在册，不含机密对象）</dd>
        <dt>字段</dt>
        <dd>
          {data.fields
            .filter(({ display }) => display !== 'masked')
            .map(({ name, display }) => `${name} ${DISPLAYS[display]}`)
            .join('；') || '全部脱敏'}
        </dd>
      </dl>
      <h3>以此人身份看到的菜单</h3>
      <dl className="org-facts">
        {groups.map((group) => (
          <div key={group} style={{ display: 'contents' }}>
            <dt>{group}</dt>
            <dd>
              {pages
                .filter((page) => page.group === group)
                .map(({ title }) => title)
                .join('、')}
            </dd>
          </div>
        ))}
      </dl>
      <h3>权限与来源</h3>
      <table className="list-table">
        <caption className="sr-only">有效权限与来源</caption>
        <thead>
          <tr>
            <th scope="col" style={{ width: 120 }}>
              模块
            </th>
            <th scope="col" style={{ width: 190 }}>
              权限
            </th>
            <th scope="col" style={{ width: 90 }}>
              有效
            </th>
            <th scope="col">来源</th>
          </tr>
        </thead>
        <tbody>
          {data.rights.map(({ permission, name, module, effective, because }) => (
            <tr key={permission}>
              <td>{module}</td>
              <td>{name}</td>
              <td>{effective ? <span className="tag tag-good">✓ 有</span> : <span className="tag tag-bad">✕ 禁止</span>}</td>
              <td>{because.join('；')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.rights.length === 0 && <p className="weak">没有任何权限。</p>}
    </>
  );
}

export function readUsersAgain(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/(users|roles|rights-changes)/.test(String(queryKey[0])) });
}
