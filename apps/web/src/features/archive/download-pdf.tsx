import { useState } from 'react';
import { App, Button, Checkbox, Form, Input, Modal } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { ApiProblem } from '@cadre/api-client/client';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api } from '../../shared/api/api.js';
import { saveFile } from '../../shared/api/save-file.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

type Asked = Schema<'PdfAsked'>;
type Section = NonNullable<Asked['sections']>[number];
interface Props {
  readonly id: string;
  readonly number: string;
  /** The parts of the version, in its order. */
  readonly blocks: readonly { readonly section: string; readonly title: string }[];
}

/** The PDF of a version, whole or of chosen parts. For 机密 people the server asks why; then so does the page. */
export function DownloadPdf({ id, number, blocks }: Props) {
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [why, setWhy] = useState(false);
  const [form] = Form.useForm<{ sections: Section[]; reason?: string }>();
  const all = [...new Map(blocks.map(({ section, title }) => [section, title])).entries()];

  async function download({ sections, reason }: { sections: Section[]; reason?: string }): Promise<void> {
    setBusy(true);
    const asked: Asked = { ...(sections.length < all.length && { sections }), ...(reason?.trim() && { reason: reason.trim() }) };
    try {
      await saveFile(await api.open(`/archives/${id}/pdf`, { method: 'POST', body: asked }), number);
      void message.success('已下载，并记入日志');
      setOpen(false);
    } catch (error) {
      if (error instanceof ApiProblem && error.fields.some(({ field }) => field === 'reason') && !why) return setWhy(true);
      void message.error({ content: `没有下载：${sentenceOf(error)}`, duration: 0, key: 'archive-pdf' });
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)}>
        下载 PDF
      </Button>
      <Modal open={open} title="下载健康档案 PDF" okText="下载" cancelText="取消" confirmLoading={busy} onOk={form.submit} onCancel={() => setOpen(false)} destroyOnHidden>
        <p>文件印有水印和校验码，下载会记入日志。只选部分章节时，文件注明为节选。</p>
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ sections: all.map(([section]) => section) }} onFinish={(values) => void download(values)}>
          <Form.Item name="sections" label="章节" rules={[{ required: true, message: '请至少选一章' }]}>
            <Checkbox.Group className="pdf-parts" options={all.map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          {why && (
            <Form.Item name="reason" label="下载理由（会记入日志）" rules={[{ required: true, whitespace: true, message: '请填写理由' }]}>
              <Input autoFocus maxLength={200} autoComplete="off" placeholder="例如：会诊需要" />
            </Form.Item>
          )}
        </Form>
      </Modal>
    </>
  );
}
