import { useEffect, useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { publicApi } from '../../shared/session/session.js';

type Choice = Schema<'ProviderRow'>;

/** 企业微信 and 微信, where this installation has them. Without them, or without a network to them, the password is enough. */
export function ScanChoices() {
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    publicApi
      .request('/auth/external')
      .then(({ items }) => setChoices(items))
      .catch(() => undefined);
  }, []);
  const begin = (code: string) =>
    publicApi
      .request(`/auth/external/${code}/start`, { method: 'POST' })
      .then(({ url }) => location.assign(url))
      .catch((error: unknown) => setProblem(sentenceOf(error)));
  if (choices.length === 0) return null;
  return (
    <div className="scan-choices" role="group" aria-label="扫码登录">
      {choices.map(({ code, name }) => (
        <button key={code} type="button" onClick={() => void begin(code)}>
          {name}扫码登录
        </button>
      ))}
      {problem && (
        <p role="alert" className="sign-in-problem">
          {problem}
        </p>
      )}
    </div>
  );
}
