import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { App, Button } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { WecomDifferences } from '../../shared/people/wecom-differences.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

type Compared = Schema<'ProfileProposals'>;

/** Compares an account with 企业微信 通讯录 when the administrator asks for it; nothing where the installation has none. */
export function UserWecom({ id }: { id: string }) {
  const { message } = App.useApp();
  const { data } = useApi('/auth/external');
  const [busy, setBusy] = useState(false);
  const [compared, setCompared] = useState<Compared | null>(null);
  if (!data?.items.some(({ code }) => code === 'wecom')) return null;
  const ask = async (fields: readonly Compared['items'][number]['field'][]) => {
    setCompared(await api.request(`/users/${id}/sync-from-wecom`, { method: 'POST', body: { fields: [...fields] } }));
    if (fields.length) await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/users') });
  };
  const compare = () => {
    setBusy(true);
    ask([])
      .catch((problem: unknown) => message.error(sentenceOf(problem)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <h3>企业微信通讯录</h3>
      <div className="org-acts">
        <Button loading={busy} onClick={compare}>
          与通讯录核对
        </Button>
      </div>
      {compared?.left && <p className="weak">此人已不在企业微信通讯录中，请核对后决定是否停用账号。</p>}
      {compared && !compared.left && compared.items.length === 0 && <p className="weak">姓名、手机与通讯录一致。</p>}
      {compared && compared.items.length > 0 && <WecomDifferences items={compared.items} onTake={(field) => ask([field])} />}
    </>
  );
}
