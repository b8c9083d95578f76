import { useState } from 'react';
import { Form, Input, Modal } from 'antd';
import type { Candidate } from './candidate.js';

interface Props {
  readonly candidate: Candidate;
  readonly onClose: () => void;
  readonly onReject: (reason: string) => Promise<boolean>;
}

const USUAL = '已核对，不是同一人';
const USUAL_STRANGER = '已核对，不是保健对象';

/** The pair never comes back, so it takes a reason; the usual one is there, Enter accepts it. */
export function RejectDialog({ candidate, onClose, onReject }: Props) {
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const reject = async ({ reason }: { reason: string }) => {
    setBusy(true);
    const taken = await onReject(reason);
    setBusy(false);
    if (taken) onClose();
  };
  return (
    <Modal
      open
      title={
        candidate.roster ? `${candidate.sourcePerson.name}：不是同一人` : `${candidate.sourcePerson.name}：不是保健对象`
      }
      okText="确定"
      cancelText="取消"
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason: candidate.roster ? USUAL : USUAL_STRANGER }}
        onFinish={(values) => void reject(values)}
      >
        <Form.Item
          name="reason"
          label="理由（会记入日志；这一对以后不再出现）"
          rules={[
            { required: true, whitespace: true, message: '请填写理由' },
            { min: 2, message: '请至少写 2 个字' },
          ]}
        >
          <Input autoFocus maxLength={200} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
