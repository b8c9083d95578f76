import { Form, Input } from 'antd';

export interface Contact {
  readonly name: string;
  readonly staffNo?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
}

/** Name, staff number and how to reach somebody. */
export function ContactFields({ staffNoHint }: { staffNoHint?: string }) {
  return (
    <>
      <Form.Item name="name" label="姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="staffNo" label="工号" extra={staffNoHint}>
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="phone" label="手机" rules={[{ pattern: /^1[3-9]\d{9}$/, message: '请填写 11 位手机号' }]}>
        <Input maxLength={11} inputMode="numeric" />
      </Form.Item>
      <Form.Item name="email" label="邮箱" rules={[{ type: 'email', message: '邮箱格式不正确' }]}>
        <Input maxLength={100} />
      </Form.Item>
    </>
  );
}
