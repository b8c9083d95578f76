import { useState, type FormEvent } from 'react';
import { ApiProblem } from '@cadre/api-client/client';
import type { Schema } from '@cadre/api-client/typed-paths';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { session } from '../../shared/session/session.js';

/** The first time: account and password once, so that the identity opens this account from then on. */
export function BindForm({ unbound, onBack }: { unbound: Schema<'UnboundIdentity'>; onBack: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [wantsCode, setWantsCode] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? '');
    const code = typed('code').trim();
    if (busy) return;
    if (!typed('username').trim() || !typed('password')) return setProblem('请输入账号和密码。');
    setBusy(true);
    setProblem(null);
    try {
      await session.bindScan({
        ticket: unbound.ticket, username: typed('username').trim(), password: typed('password'), ...(code && { code }),
      });
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'SECOND_FACTOR_NEEDED') setWantsCode(true);
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="sign-in" onSubmit={(event) => void submit(event)} noValidate>
      <p>
        {unbound.displayName ? <b>{unbound.displayName}</b> : '该身份'}尚未绑定本系统账号。请输入一次账号和密码完成绑定，以后可直接扫码登录。
      </p>
      <label>
        账号
        <input name="username" autoComplete="username" autoFocus autoCapitalize="off" spellCheck={false} maxLength={64} />
      </label>
      <label>
        密码
        <input name="password" type="password" autoComplete="current-password" maxLength={200} />
      </label>
      {wantsCode && (
        <label>
          动态验证码
          <input name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
        </label>
      )}
      {problem && (
        <p role="alert" className="sign-in-problem">
          {problem}
        </p>
      )}
      <button type="submit" className="sign-in-go" disabled={busy}>
        {busy ? '正在绑定…' : '绑定并登录'}
      </button>
      <button type="button" className="quiet sign-in-back" onClick={onBack}>
        返回账号登录
      </button>
    </form>
  );
}
