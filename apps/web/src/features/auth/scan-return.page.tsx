import { useEffect, useRef, useState } from 'react';
import { Alert } from 'antd';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { api } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

/** Back from the scan while signed in: the identity is bound, and 账号安全 shows it. */
export function ScanReturnPage() {
  const provider = useParams()['provider'] ?? '';
  const [asked] = useSearchParams();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const sent = useRef(false);
  useEffect(() => {
    // The code is good once.
    if (sent.current) return;
    sent.current = true;
    api
      .request(`/me/identities/${provider}`, { method: 'POST', body: { code: asked.get('code') ?? '', state: asked.get('state') ?? '' } })
      .then(() => navigate('/me/security', { replace: true }))
      .catch((error: unknown) => setProblem(sentenceOf(error)));
  }, [provider, asked, navigate]);
  if (!problem) return <p role="status">正在绑定…</p>;
  return (
    <section className="list-page">
      <Alert type="error" showIcon title={problem} />
      <p>
        <Link to="/me/security">返回账号安全</Link>
      </p>
    </section>
  );
}
