import { api, queries, useApi } from '../../shared/api/api.js';
import { WecomDifferences } from '../../shared/people/wecom-differences.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

/** What 通讯录 says otherwise of the own account. Nothing where both say the same. */
export function WecomProfile() {
  const { data, error, refetch } = useApi('/me/identities/wecom/profile');
  if (error) return <p className="weak">暂时读不到企业微信通讯录：{sentenceOf(error)}</p>;
  if (data?.left) return <p className="weak">您已不在企业微信通讯录中，请联系系统管理员核对。</p>;
  if (!data?.items.length) return null;
  return (
    <WecomDifferences
      items={data.items}
      onTake={async (field) => {
        await api.request('/me/identities/wecom/profile', { method: 'POST', body: { fields: [field] } });
        await Promise.all([refetch(), queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/me') })]);
      }}
    />
  );
}
