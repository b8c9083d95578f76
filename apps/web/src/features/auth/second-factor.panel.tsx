import { useState } from 'react';
import { App, Button, Popconfirm } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api, useApi } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { Enrolment } from './enrolment.panel.js';
import { RecoveryCodes } from './recovery-codes.panel.js';

/** The own authenticator: bound, replaced, given up, and the codes for when it is lost. */
export function SecondFactor({ own, onChanged }: { own: Schema<'OwnSecurity'>; onChanged: () => void }) {
  const { message } = App.useApp();
  const { data: branding } = useApi('/public/branding', { staleTime: Infinity });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const attempt = (act: () => Promise<void>) => act().catch((error: unknown) => void message.error(sentenceOf(error)));
  const renew = () =>
    attempt(async () => setCodes((await api.request('/me/second-factor/recovery-codes', { method: 'POST' })).codes));
  const remove = () =>
    attempt(async () => {
      await api.request('/me/second-factor', { method: 'DELETE' });
      void message.success('已停用二次验证');
      onChanged();
    });
  const kept = () => {
    setCodes(null);
    onChanged();
  };
  return (
    <section className="security-part" aria-label="二次验证">
      <h2>二次验证</h2>
      <p className="weak">
        {own.hasSecondFactor
          ? `已绑定身份验证器，登录时需要动态验证码。剩余恢复码 ${own.recoveryCodes} 个。`
          : '尚未绑定。绑定后，仅凭密码不能登录您的账号。'}
        {branding?.demo && ' 演示环境不要求绑定；正式环境中院领导、科主任和管理员必须绑定。'}
      </p>
      {codes ? (
        <RecoveryCodes codes={codes} onKept={kept} />
      ) : (
        <Enrolment label={own.hasSecondFactor ? '更换身份验证器' : '绑定身份验证器'} onEnrolled={setCodes} />
      )}
      {own.hasSecondFactor && !codes && (
        <div className="security-acts">
          <Button onClick={() => void renew()}>重新生成恢复码</Button>
          {!own.wantsSecondFactor && (
            <Popconfirm title="停用后仅凭密码即可登录，确定停用？" okText="停用" onConfirm={() => void remove()}>
              <Button danger>停用二次验证</Button>
            </Popconfirm>
          )}
        </div>
      )}
    </section>
  );
}
