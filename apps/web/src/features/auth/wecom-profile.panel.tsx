import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { App, Button } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { NOTHING } from '../../shared/format/dates.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

type Field = Schema<'ProfileProposal'>['field'];
const NAMES: Readonly<Record<Field, string>> = { name: '姓名', phone: '手机' };

/** What 通讯录 says otherwise, each to be taken over by itself. Nothing where both say the same. */
export function WecomProfile() {
  const { message } = App.useApp();
  const [busy, setBusy] = useState<Field | null>(null);
  const { data, error, refetch } = useApi('/me/identities/wecom/profile');
  const take = async (field: Field) => {
    setBusy(field);
    try {
      await api.request('/me/identities/wecom/profile', { method: 'POST', body: { fields: [field] } });
      void message.success(`已采用企业微信的${NAMES[field]}`);
      await Promise.all([refetch(), queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/me') })]);
    } catch (problem) {
      void message.error(sentenceOf(problem));
    } finally {
      setBusy(null);
    }
  };
  if (error) return <p className="weak">暂时读不到企业微信通讯录：{sentenceOf(error)}</p>;
  if (data?.left) return <p className="weak">您已不在企业微信通讯录中，请联系系统管理员核对。</p>;
  if (!data?.items.length) return null;
  return (
    <>
      <p className="weak">企业微信通讯录中的资料与本系统不同，可以逐项采用。工号、科室和角色不会改变。</p>
      {data.items.map(({ field, current, proposed }) => (
        <div key={field} className="identity">
          <b>{NAMES[field]}</b>
          <span>
            {current ?? NOTHING} → {proposed}
          </span>
          <Button size="small" loading={busy === field} onClick={() => void take(field)}>
            采用
          </Button>
        </div>
      ))}
    </>
  );
}
