import { useState } from 'react';
import { Alert, Button, Form, Input, QRCode } from 'antd';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

type Offer = Schema<'SecondFactorOffer'>;

/** Scan, type the first code, keep the recovery codes. The picture is drawn here; the secret goes to nobody else. */
export function Enrolment({ label, onEnrolled }: { label: string; onEnrolled: (codes: readonly string[]) => void }) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function work(act: () => Promise<void>): Promise<void> {
    setBusy(true);
    setProblem(null);
    await act().catch((error: unknown) => setProblem(sentenceOf(error)));
    setBusy(false);
  }
  const begin = () => work(async () => setOffer(await api.request('/me/second-factor/offer', { method: 'POST' })));
  const confirm = (code: string) =>
    work(async () => {
      const { codes } = await api.request('/me/second-factor', { method: 'POST', body: { code } });
      setOffer(null);
      onEnrolled(codes);
    });

  return (
    <div className="enrolment">
      {problem && <Alert type="error" showIcon title={problem} />}
      {!offer && (
        <Button type="primary" loading={busy} onClick={() => void begin()}>
          {label}
        </Button>
      )}
      {offer && (
        <>
          <p>用手机上的身份验证器（如腾讯身份验证器、Microsoft Authenticator）扫描二维码：</p>
          <QRCode value={offer.uri} size={220} errorLevel="L" />
          <p className="weak">
            不能扫描时手工输入密钥：<code>{offer.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
          <Form layout="inline" onFinish={({ code }: { code: string }) => void confirm(code)}>
            <Form.Item name="code" label="验证器上的 6 位数字" rules={[{ pattern: /^\d{6}$/, required: true, message: '请输入 6 位数字' }]}>
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={busy}>
              确认绑定
            </Button>
          </Form>
        </>
      )}
    </div>
  );
}
