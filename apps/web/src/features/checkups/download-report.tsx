import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { api } from '../../shared/api/api.js';
import { saveFile } from '../../shared/api/save-file.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { REPORT_KINDS, type ReportKind } from './checkups.js';

/** No source gives it; whoever looks for it is told so where he looks. */
const ORIGINAL = { key: 'original', label: '报告原件：源系统未提供原件，可下载系统版', disabled: true };

/** The report of one check-up as a PDF, with the summary or with the years side by side as well. */
export function DownloadReport({ id }: { id: string }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const download = async (kind: ReportKind): Promise<void> => {
    setBusy(true);
    try {
      await saveFile(await api.open(`/checkups/${id}/report`, { query: { kind } }), '体检报告');
      void message.success('已下载，并记入日志');
    } catch (error) {
      void message.error({ content: `没有下载：${sentenceOf(error)}`, duration: 0, key: 'checkup-report' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown menu={{ items: [...REPORT_KINDS.map(({ key, label }) => ({ key, label, onClick: () => void download(key) })), ORIGINAL] }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} loading={busy}>
        下载报告 ▾
      </Button>
    </Dropdown>
  );
}
