import { useState } from 'react';
import { ReloadOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { SessionTable } from './session-table.js';
import './security.css';

type Online = Schema<'OnlineSessionRow'>;

const EVERY_MS = 10_000;
const WHO = {
  heads: ['账号', '姓名', '科室', '角色'],
  cells: ({ username, userName, departmentName, roleNames }: Online) => [username, userName, departmentName ?? '—', roleNames.join('、') || '—'],
};

/** 在线会话: who is signed in now; ending one counts at its next request. */
export function OnlineSessionsPage() {
  const { can } = useAccess();
  const { message } = App.useApp();
  const answer = useApi('/sessions', { keep: true, every: EVERY_MS });
  const [wanted, setWanted] = useState('');
  const fits = ({ username, userName, departmentName, ip }: Online) =>
    [username, userName, departmentName, ip].some((text) => text?.toLowerCase().includes(wanted.trim().toLowerCase()));
  async function end({ id, userName }: Online): Promise<void> {
    await api.request(`/sessions/${id}`, { method: 'DELETE' }).then(
      () => message.success(`${userName} 的会话已下线`),
      (error: unknown) => message.error(sentenceOf(error)),
    );
    void answer.refetch();
  }
  return (
    <section className="list-page">
      <PageHead title="在线会话" note="已登录且未超过闲置时间的会话，每 10 秒刷新。强制下线后，该设备的下一次操作即需要重新登录。">
        <div className="list-tools">
          <Input
            aria-label="筛选"
            className="session-filter"
            placeholder="账号、姓名、科室或地址"
            allowClear
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
          <Button icon={<ReloadOutlined spin={answer.isFetching} />} onClick={() => void answer.refetch()}>
            刷新
          </Button>
        </div>
      </PageHead>
      <Answered answer={answer} rows={8}>
        {({ items }) => (
          <>
            <p className="weak">
              共 {items.length} 个会话，{new Set(items.map(({ username }) => username)).size} 个账号
            </p>
            <SessionTable
              sessions={items.filter(fits)}
              caption="在线会话"
              who={WHO}
              onEnd={can('session:end') ? (session) => void end(session) : undefined}
            />
          </>
        )}
      </Answered>
    </section>
  );
}
