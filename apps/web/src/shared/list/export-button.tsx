import { useState } from 'react';
import { ApiProblem } from '@cadre/api-client/client';
import type { ExportPath } from '@cadre/api-client/typed-paths';
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { api } from '../api/api.js';
import { saveFile } from '../api/save-file.js';
import { sentenceOf } from '../problem/sentence.js';
import { BackgroundExport } from './background-export.js';

/**
 * Downloads the rows of exactly these conditions. Asks first, because a file leaves the walls of the system; what is too much
 * to wait for is made in the background.
 */
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
  const [large, setLarge] = useState(false);

  async function download(): Promise<void> {
    setBusy(true);
    try {
      await saveFile(await api.open(path, { query }), title);
      void message.success('已导出');
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'EXPORT_IN_BACKGROUND') return setLarge(true);
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
    <>
      <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void ask()}>
        导出
      </Button>
      {large && <BackgroundExport path={path} query={query} title={title} onClose={() => setLarge(false)} />}
    </>
  );
}
