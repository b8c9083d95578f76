import { useState } from 'react';
import type { ExportPath } from '@cadre/api-client/typed-paths';
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { api } from '../api/api.js';
import { today } from '../format/dates.js';
import { sentenceOf } from '../problem/sentence.js';

/** Downloads the rows of exactly these conditions. Asks first, because a file leaves the walls of the system. */
export function ExportButton({
  path,
  query,
  title,
  total,
}: {
  path: ExportPath;
  query: object;
  title: string;
  total: string;
}) {
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);

  async function download(): Promise<void> {
    setBusy(true);
    try {
      const answer = await api.open(path, { query });
      const named = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('content-disposition') ?? '')?.[1];
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = named ? decodeURIComponent(named) : `${title}_${today()}.xlsx`;
      link.click();
      URL.revokeObjectURL(link.href);
      void message.success('已导出');
    } catch (error) {
      void message.error({ content: `没有导出：${sentenceOf(error)}`, duration: 0, key: 'export' });
    } finally {
      setBusy(false);
    }
  }

  const ask = () =>
    modal.confirm({
      title: '是否确认导出数据项？',
      content: `将按当前条件导出 ${total}，导出会记入日志。`,
      okText: '导出',
      cancelText: '取消',
      onOk: () => void download(),
    });
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void ask()}>
      导出
    </Button>
  );
}
