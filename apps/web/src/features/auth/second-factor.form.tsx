import { useState, type FormEvent } from 'react';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { session } from '../../shared/session/session.js';

export function SecondFactorForm({ challenge, onBack }: { challenge: string; onBack: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code') ?? '').replace(/\s/g, '').toLowerCase();
    if (busy) return;
    if (!/^(\d{6}|[a-z2-7]{4}(-[a-z2-7]{4}){3})$/.test(code)) return setProblem('请输入 6 位数字验证码，或一个恢复码。');
    setBusy(true);
    setProblem(null);
    try {
      await session.verify(challenge, code);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="sign-in" onSubmit={(event) => void submit(event)} noValidate>
      <label>
        动态验证码
        <input
          name="code"
          autoComplete="one-time-code"
          maxLength={24}
          autoFocus
          placeholder="身份验证器上的 6 位数字，或恢复码"
        />
      </label>
      {problem && (
        <p role="alert" className="sign-in-problem">
          {problem}
        </p>
      )}
      <button type="submit" className="sign-in-go" disabled={busy}>
        {busy ? '正在验证…' : '验证并登录'}
      </button>
      <button type="button" className="quiet sign-in-back" onClick={onBack}>
        返回账号登录
      </button>
    </form>
  );
}
