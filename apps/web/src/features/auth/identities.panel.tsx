import { App, Button, Popconfirm } from 'antd';
import { api, useApi } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { WecomProfile } from './wecom-profile.panel.js';

/** 身份绑定: 企业微信 and 微信 of the own account; nothing where the installation has neither. */
export function Identities() {
  const { message } = App.useApp();
  const { data, refetch } = useApi('/me/identities');
  const failed = (error: unknown) => void message.error(sentenceOf(error));
  const begin = (provider: string) =>
    api.request(`/me/identities/${provider}/start`, { method: 'POST' }).then(({ url }) => location.assign(url), failed);
  const unbind = (provider: string) =>
    api.request(`/me/identities/${provider}`, { method: 'DELETE' }).then(() => {
      void message.success('已解除绑定');
      void refetch();
    }, failed);
  if (!data?.items.length) return null;
  return (
    <section className="security-part" aria-label="身份绑定">
      <h2>身份绑定</h2>
      {data.items.map(({ provider, providerName, bound, displayName, boundAt, usedAt }) => (
        <div key={provider} className="identity">
          <b>{providerName}</b>
          <span className="weak">
            {bound ? `${displayName ?? '已绑定'} · ${formatDate(boundAt)} 绑定 · 最近使用 ${formatDate(usedAt)}` : '未绑定'}
          </span>
          <Button size="small" onClick={() => void begin(provider)}>
            {bound ? '更换' : '绑定'}
          </Button>
          {bound && (
            <Popconfirm title={`解除后不能再用${providerName}登录，确定解除？`} okText="解除" onConfirm={() => void unbind(provider)}>
              <Button size="small" danger>
                解除
              </Button>
            </Popconfirm>
          )}
        </div>
      ))}
      {data.items.some(({ provider, bound }) => provider === 'wecom' && bound) && <WecomProfile />}
    </section>
  );
}
