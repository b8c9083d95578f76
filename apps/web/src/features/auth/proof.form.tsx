import { useState } from 'react';
import { Alert, Button, Form, Input } from 'antd';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { session } from '../../shared/session/session.js';

const CODE = /^\d{6}$/;

/** Once more who sits there: the password, or six digits of the authenticator. */
export function ProofForm({ label }: { label: string }) {
  const [form] = Form.useForm<{ proof: string }>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit({ proof }: { proof: string }): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await session.giveProof(CODE.test(proof) ? { code: proof } : { password: proof });
    } catch (error) {
      setProblem(sentenceOf(error));
      form.setFieldValue('proof', '');
    } finally {
      setBusy(false);
    }
  }

  return (
    <Form form={form} layout="vertical" onFinish={(values) => void submit(values)} requiredMark={false}>
      <Form.Item name="proof" label="登录密码或动态验证码" rules={[{ required: true, message: '请输入登录密码或动态验证码' }]}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
      <Button type="primary" htmlType="submit" loading={busy} block>
        {label}
      </Button>
    </Form>
  );
}
