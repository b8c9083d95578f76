import { useEffect, useRef, useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { session } from '../../shared/session/session.js';
import { BindForm } from './bind.form.js';
import type { ScanReturn } from './scan-return.js';
import { SecondFactorForm } from './second-factor.form.js';
import './sign-in.css';

/** Back from the scan: straight in, to the second step, or to binding the identity once. */
export function ScanSignIn({ back, onGiveUp }: { back: ScanReturn; onGiveUp: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [challenge, setChallenge] = useState<string | null>(null);
  const [unbound, setUnbound] = useState<Schema<'UnboundIdentity'> | null>(null);
  const asked = useRef(false);
  useEffect(() => {
    // The code is good once.
    if (asked.current) return;
    asked.current = true;
    void finish();
    async function finish(): Promise<void> {
      try {
        const next = await session.scan(back.provider, back.given);
        if (typeof next === 'string') setChallenge(next);
        else setUnbound(next);
      } catch (error) {
        setProblem(sentenceOf(error));
      }
    }
  }, [back]);
  if (challenge) return <SecondFactorForm challenge={challenge} onBack={onGiveUp} />;
  if (unbound) return <BindForm unbound={unbound} onBack={onGiveUp} />;
  if (!problem) return <p role="status">正在确认您的身份…</p>;
  return (
    <div className="sign-in">
      <p role="alert" className="sign-in-problem">
        {problem}
      </p>
      <button type="button" className="sign-in-go" onClick={onGiveUp}>
        用账号密码登录
      </button>
    </div>
  );
}
