import { useState } from 'react';
import { FilePdfOutlined, FileWordOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { api } from '../../shared/api/api.js';
import { saveFile } from '../../shared/api/save-file.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

type Format = 'pdf' | 'docx';

/** A report as a file for paper. Asks first, because a file leaves the walls of the system. */
export function ReportFileButtons({ path }: { path: `/stats/reports/${string}` }) {
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState<Format | null>(null);
  const save = async (format: Format) => {
    setBusy(format);
    try {
      await saveFile(await api.open(`${path}/document`, { query: { format } }), '工作报告');
      void message.success('已生成');
    } catch (error) {
      void message.error({ content: `没有生成：${sentenceOf(error)}`, duration: 0, key: 'export' });
    } finally {
      setBusy(null);
    }
  };
  const ask = (format: Format, name: string) =>
    void modal.confirm({
      title: `生成 ${name} 文件？`,
      content: '文件含图表、报表、文字与锁定状态，带制表人水印，生成会记入日志。',
      okText: '生成',
      cancelText: '取消',
      onOk: () => void save(format),
    });
  return (
    <>
      <Button icon={<FilePdfOutlined />} loading={busy === 'pdf'} onClick={() => ask('pdf', 'PDF')}>
        PDF
      </Button>
      <Button icon={<FileWordOutlined />} loading={busy === 'docx'} onClick={() => ask('docx', 'Word')}>
        Word
      </Button>
    </>
  );
}
