import { useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { queries, useApi } from '../../shared/api/api.js';
import { Answered } from '../../shared/problem/answered.js';
import { session } from '../../shared/session/session.js';
import { Enrolment } from './enrolment.panel.js';
import './login.css';
import { PasswordForm } from './password.form.js';
import { RecoveryCodes } from './recovery-codes.panel.js';
import './security.css';

const again = () => void queries.invalidateQueries({ queryKey: ['/me', {}] });

/** What an account has to do before anything else; the server answers nothing else meanwhile. */
export function DutyPage({ duty }: { duty: 'change-password' | 'enrol-second-factor' }) {
  const { me } = useAccess();
  const security = useApi('/me/security');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <div className="login">
      <header className="login-head">
        <img src="/icon.svg" alt="" width="36" height="36" />
        <span>{me.name}</span>
      </header>
      <main className="login-box duty-box">
        <h1>{duty === 'change-password' ? '请先修改密码' : '请先绑定身份验证器'}</h1>
        <p className="weak duty-why">
          {duty === 'change-password'
            ? '首次登录、密码被重置或已到期时，需要换成只有您知道的新密码，然后继续使用。'
            : '您的角色可以查看或管理重要信息，登录时除密码外还需要手机上的动态验证码。'}
        </p>
        {duty === 'change-password' ? (
          <Answered answer={security}>{({ passwordRules }) => <PasswordForm rules={passwordRules} onChanged={again} />}</Answered>
        ) : codes ? (
          <RecoveryCodes codes={codes} onKept={again} />
        ) : (
          <Enrolment label="开始绑定" onEnrolled={setCodes} />
        )}
      </main>
      <footer className="login-foot">
        <Button type="link" onClick={() => void session.signOut()}>
          退出登录
        </Button>
      </footer>
    </div>
  );
}
