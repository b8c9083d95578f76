import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { sentenceOf } from '../shared/problem/sentence.js';
import { session, useProving } from '../shared/session/session.js';

const CODE = /^\d{6}$/;

/** A sensitive act wants to know once more who sits there; afterwards it goes on by itself. */
export function FreshProof() {
  const proving = useProving();
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

  function giveUp(): void {
    setProblem(null);
    session.giveUpProof();
  }

  return (
    <Modal open={proving} title="请再次确认身份" footer={null} onCancel={giveUp} width={420} destroyOnHidden zIndex={2500}>
      <p className="weak" style={{ marginBottom: 12 }}>
        此操作比较敏感。输入登录密码，或身份验证器上的 6 位数字，确认后操作会自动继续。
      </p>
      <Form form={form} layout="vertical" onFinish={(values) => void submit(values)} requiredMark={false}>
        <Form.Item name="proof" label="登录密码或动态验证码" rules={[{ required: true, message: '请输入登录密码或动态验证码' }]}>
          <Input.Password autoFocus autoComplete="current-password" />
        </Form.Item>
        {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
        <Button type="primary" htmlType="submit" loading={busy} block>
          确认并继续
        </Button>
      </Form>
    </Modal>
  );
}
