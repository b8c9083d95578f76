import { useState } from 'react';
import type { PrintPath } from '@cadre/api-client/typed-paths';
import { FilePdfOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { api } from '../api/api.js';
import { saveFile } from '../api/save-file.js';
import { sentenceOf } from '../problem/sentence.js';

/** A page as a file for paper, under exactly these conditions. Asks first, because a file leaves the walls of the system. */
export function PdfButton({ path, query, title }: { path: PrintPath; query: { readonly from: string; readonly to: string }; title: string }) {
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await saveFile(await api.open(path, { query }), title);
      void message.success('已生成');
    } catch (error) {
      void message.error({ content: `没有生成：${sentenceOf(error)}`, duration: 0, key: 'export' });
    } finally {
      setBusy(false);
    }
  };
  const ask = () =>
    void modal.confirm({
      title: '生成打印用的 PDF 文件？',
      content: '按当前条件生成，A4 横向，列多时分页并重复首列，带页码和制表人水印，生成会记入日志。',
      okText: '生成',
      cancelText: '取消',
      onOk: () => void save(),
    });
  return (
    <Button icon={<FilePdfOutlined />} loading={busy} onClick={ask}>
      PDF
    </Button>
  );
}
