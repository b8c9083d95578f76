import { useState } from 'react';
import type { ExportPath } from '@cadre/api-client/typed-paths';
import { App, Form, Input, Modal } from 'antd';
import { api } from '../api/api.js';
import { sentenceOf } from '../problem/sentence.js';

interface Props {
  readonly path: ExportPath;
  readonly query: object;
  readonly format: 'xlsx' | 'csv';
  readonly title: string;
  readonly onClose: () => void;
}

/** More rows than anybody waits for: made in the background, for a reason that is kept with the file. */
export function BackgroundExport({ path, query, format, title, onClose }: Props) {
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const start = async ({ reason }: { reason: string }) => {
    setBusy(true);
    try {
      await api.request('/exports', { method: 'POST', body: { path, query: filled(query), format, reason } });
      void message.success('已提交，完成后会通知您；右上角姓名菜单里的“下载中心”可以看到进度。');
      onClose();
    } catch (error) {
      form.setFields([{ name: 'reason', errors: [sentenceOf(error)] }]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open title={`后台导出：${title}`} okText="提交" cancelText="取消" confirmLoading={busy} onOk={form.submit} onCancel={onClose}>
      <p>符合条件的记录超过 5,000 条，将在后台生成，您可以继续其他工作。完成后在下载中心下载，文件保留 24 小时。</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void start(values)}>
        <Form.Item
          name="reason"
          label="用途（会记入日志）"
          rules={[
            { required: true, whitespace: true, message: '请填写用途' },
            { min: 2, message: '请至少写 2 个字' },
          ]}
        >
          <Input autoFocus maxLength={200} autoComplete="off" placeholder="例如：季度统计上报" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** As the list's address has them: nothing for what is not set. */
const filled = (query: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ''));
