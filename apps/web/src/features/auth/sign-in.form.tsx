import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { session } from '../../shared/session/session.js';
import { SecondFactorForm } from './second-factor.form.js';
import './sign-in.css';

interface Props {
  /** Set when the same user signs in again over his page. */
  readonly fixedUsername?: string;
  readonly onTyping?: () => void;
}

/** Account and password, then the second step when the account has one. Plain fields: it is the first thing that loads. */
export function SignInForm({ fixedUsername, onTyping }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [challenge, setChallenge] = useState<string | null>(null);
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const username = fixedUsername ?? String(form.get('username') ?? '').trim();
    const secret = String(form.get('password') ?? '');
    if (busy) return;
    if (!username || !secret) return setProblem('请输入账号和密码。');
    setBusy(true);
    setProblem(null);
    try {
      setChallenge(await session.signIn(username, secret));
    } catch (error) {
      // Neutral by the server: its words never say whether the account exists.
      setProblem(sentenceOf(error));
      password.current?.select();
    } finally {
      setBusy(false);
    }
  }

  if (challenge) return <SecondFactorForm challenge={challenge} onBack={() => setChallenge(null)} />;
  const watchCaps = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <form className="sign-in" onSubmit={(event) => void submit(event)} onInput={onTyping} noValidate>
      {fixedUsername === undefined ? (
        <label>
          账号
          <input
            name="username"
            autoComplete="username"
            autoFocus
            autoCapitalize="off"
            spellCheck={false}
            maxLength={64}
          />
        </label>
      ) : (
        <p>
          账号：<b>{fixedUsername}</b>
        </p>
      )}
      <label>
        密码
        <span className="sign-in-secret">
          <input
            ref={password}
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            maxLength={200}
            autoFocus={fixedUsername !== undefined}
            onKeyDown={watchCaps}
            onKeyUp={watchCaps}
            aria-describedby="sign-in-caps"
          />
          <button type="button" className="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? '隐藏密码' : '显示密码'}
          </button>
        </span>
      </label>
      <p id="sign-in-caps" className="sign-in-hint" aria-live="polite">
        {capsLock ? '⇪ 大写锁定已打开' : ''}
      </p>
      {problem && (
        <p role="alert" className="sign-in-problem">
          {problem}
        </p>
      )}
      <button type="submit" className="sign-in-go" disabled={busy}>
        {busy ? '正在登录…' : '登录'}
      </button>
    </form>
  );
}
