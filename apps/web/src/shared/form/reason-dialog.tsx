import { useState, type ReactNode } from 'react';
import { Form, Input, Modal } from 'antd';
import { sentenceOf } from '../problem/sentence.js';

interface Props {
  readonly title: string;
  readonly text: ReactNode;
  readonly okText: string;
  readonly danger?: boolean;
  /** Closes by itself once this is through; what it throws is shown. */
  readonly onOk: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks why before an act that is hard to take back; the reason is kept with it. */
export function ReasonDialog({ title, text, okText, danger = false, onOk, onClose }: Props) {
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const act = async ({ reason }: { reason: string }) => {
    setBusy(true);
    try {
      await onOk(reason);
      onClose();
    } catch (error) {
      form.setFields([{ name: 'reason', errors: [sentenceOf(error)] }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open title={title} okText={okText} okButtonProps={{ danger }} confirmLoading={busy} onOk={form.submit} onCancel={onClose}>
      <p>{text}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void act(values)}>
        <Form.Item
          name="reason"
          label="原因（会记入日志）"
          rules={[
            { required: true, whitespace: true, message: '请填写原因' },
            { min: 2, message: '请至少写 2 个字' },
          ]}
        >
          <Input autoFocus maxLength={200} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
