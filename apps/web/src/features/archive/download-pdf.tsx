import { useState } from 'react';
import { App, Button, Input } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { ApiProblem } from '@cadre/api-client/client';
import { api } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

/** The PDF of a version. For 机密 people the server asks why; then so does the page. */
export function DownloadPdf({ id, number }: { id: string; number: string }) {
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);

  async function download(reason?: string): Promise<void> {
    setBusy(true);
    try {
      const answer = await api.open(`/archives/${id}/pdf`, { method: 'POST', body: reason ? { reason } : {} });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `${number}.pdf`;
      link.click();
      URL.revokeObjectURL(link.href);
      void message.success('已下载，并记入日志');
    } catch (error) {
      if (error instanceof ApiProblem && error.fields.some(({ field }) => field === 'reason') && !reason) return askWhy();
      void message.error({ content: `没有下载：${sentenceOf(error)}`, duration: 0, key: 'archive-pdf' });
    } finally {
      setBusy(false);
    }
  }

  function askWhy(): void {
    let typed = '';
    modal.confirm({
      title: '请填写下载理由',
      content: <Input aria-label="下载理由" maxLength={200} onChange={({ target }) => (typed = target.value)} />,
      okText: '下载',
      cancelText: '取消',
      onOk: () => (typed.trim() ? void download(typed.trim()) : Promise.reject(new Error('no reason'))),
    });
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void download()}>
      下载 PDF
    </Button>
  );
}
