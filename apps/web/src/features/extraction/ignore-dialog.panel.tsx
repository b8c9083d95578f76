import { useState } from 'react';
import { App, Form, Input, Modal } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

/** 忽略: the record stays, nobody is reminded of it any more, and the reason is kept. */
export function IgnoreDialog({ id, onClose, onIgnored }: { id: string; onClose: () => void; onIgnored: () => void }) {
  const [form] = Form.useForm<{ reason: string }>();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const ignore = async ({ reason }: { reason: string }) => {
    setBusy(true);
    try {
      await api.request(`/extraction/quarantine/${id}/ignore`, { method: 'POST', body: { reason } });
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/extraction/') });
      void message.success('已忽略');
      onClose();
      onIgnored();
    } catch (error) {
      form.setFields([{ name: 'reason', errors: [sentenceOf(error)] }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title="忽略这条失败记录"
      okText="忽略"
      cancelText="取消"
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>忽略后这条数据不会写入，也不再提醒；来源以后再次发来时仍会照常处理。</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void ignore(values)}>
        <Form.Item
          name="reason"
          label="原因（会记入日志）"
          rules={[
            { required: true, whitespace: true, message: '请填写原因' },
            { min: 2, message: '请至少写 2 个字' },
          ]}
        >
          <Input autoFocus maxLength={200} placeholder="例如：来源测试数据，已与信息科确认" autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
