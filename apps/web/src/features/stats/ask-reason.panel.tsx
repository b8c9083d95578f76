import { useState } from 'react';
import { Form, Input, Modal } from 'antd';
import { sentenceOf } from '../../shared/problem/sentence.js';

interface Props {
  readonly title: string;
  readonly text: string;
  /** Closes by itself once this is through; what it throws is shown. */
  readonly onOk: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks why; the reason stands in the history of the report. */
export function AskReason({ title, text, onOk, onClose }: Props) {
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
    <Modal open title={title} okText={title} cancelText="取消" confirmLoading={busy} onOk={form.submit} onCancel={onClose}>
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
