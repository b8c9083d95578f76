import { useEffect, useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { publicApi } from '../../shared/session/session.js';
import './login.css';
import { ScanChoices } from './scan-choices.js';
import { takeScanReturn } from './scan-return.js';
import { ScanSignIn } from './scan-sign-in.js';
import { SignInForm } from './sign-in.form.js';

type Branding = Schema<'Branding'>;

export function LoginPage({ prefetch }: { prefetch: () => Promise<unknown> }) {
  const [branding, setBranding] = useState<Branding | null>(null);
  const [back, setBack] = useState(takeScanReturn);
  useEffect(() => {
    publicApi
      .request('/public/branding')
      .then(setBranding)
      .catch(() => undefined);
  }, []);
  const product = branding?.productName ?? '干部医疗保健管理系统';
  return (
    <div className="login">
      <header className="login-head">
        <img src="/icon.svg" alt="" width="36" height="36" />
        <span>{branding?.hospitalName ?? ' '}</span>
      </header>
      <main className="login-box">
        <h1>{product}</h1>
        {branding?.demo && <p className="login-demo">演示系统：全部人员和记录均为生成的演示数据，不要求二次验证</p>}
        {back ? (
          <ScanSignIn back={back} onGiveUp={() => setBack(null)} />
        ) : (
          <>
            <SignInForm onTyping={() => void prefetch().catch(() => undefined)} />
            <ScanChoices />
          </>
        )}
      </main>
      <footer className="login-foot">
        仅限本院授权人员使用，登录和操作均有记录{branding && ` · 版本 ${branding.version}`}
      </footer>
    </div>
  );
}
