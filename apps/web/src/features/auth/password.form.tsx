import { useState } from 'react';
import { Alert, Button, Form, Input } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import { api } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

interface Typed {
  readonly password: string;
  readonly newPassword: string;
  readonly again: string;
}

/** The present password, the new one twice, and the rules beside it. */
export function PasswordForm({ rules, onChanged }: { rules: readonly string[]; onChanged: () => void }) {
  const [form] = Form.useForm<Typed>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function change({ password, newPassword }: Typed): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await api.request('/me/password', { method: 'POST', body: { password, newPassword } });
      form.resetFields();
      onChanged();
    } catch (error) {
      const atField = error instanceof ApiProblem && error.fields.length > 0;
      if (atField) form.setFields([{ name: 'newPassword', errors: [error.message] }]);
      else setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Form form={form} layout="vertical" onFinish={(typed) => void change(typed)} requiredMark={false} className="password-form">
      <Form.Item name="password" label="当前密码" rules={[{ required: true, message: '请输入当前密码' }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="newPassword" label="新密码" rules={[{ required: true, message: '请输入新密码' }]}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <ul className="weak password-rules" aria-label="密码要求">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <Form.Item
        name="again"
        label="再次输入新密码"
        dependencies={['newPassword']}
        rules={[
          { required: true, message: '请再次输入新密码' },
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              !value || value === getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error('两次输入的新密码不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
      <Button type="primary" htmlType="submit" loading={busy}>
        修改密码
      </Button>
    </Form>
  );
}
