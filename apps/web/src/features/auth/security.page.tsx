import { App } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { Identities } from './identities.panel.js';
import { OwnSessions } from './own-sessions.panel.js';
import { PasswordForm } from './password.form.js';
import { SecondFactor } from './second-factor.panel.js';
import './security.css';

/** 账号安全: the own password, authenticator and sessions. */
export function SecurityPage() {
  const security = useApi('/me/security');
  const { message } = App.useApp();
  const changed = () => {
    void message.success('密码已修改，其他设备上的登录已下线');
    void security.refetch();
  };
  return (
    <section className="list-page">
      <PageHead title="账号安全" />
      <Answered answer={security}>
        {(own) => (
          <div className="security-parts">
            <section className="security-part" aria-label="登录密码">
              <h2>登录密码</h2>
              <p className="weak">
                上次修改：{formatDate(own.passwordChangedAt)}
                {own.passwordEndsAt && ` · 有效至 ${formatDate(own.passwordEndsAt)}`}
              </p>
              <PasswordForm rules={own.passwordRules} onChanged={changed} />
            </section>
            <SecondFactor own={own} onChanged={() => void security.refetch()} />
            <Identities />
            <OwnSessions />
          </div>
        )}
      </Answered>
    </section>
  );
}
