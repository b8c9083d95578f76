import { useState } from 'react';
import { App, Button, Dropdown } from 'antd';
import { api } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { REPORT_KINDS, type ReportKind } from './checkups.js';

/** The reports of a unit in a year, packed in the background. Asks first, because a file leaves the walls of the system. */
export function DownloadBatch({ unit, year }: { unit: string; year: number }) {
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const start = async (kind: ReportKind): Promise<void> => {
    setBusy(true);
    try {
      const { checkups } = await api.request('/checkups/reports', { method: 'POST', body: { unit, year, kind } });
      void message.success(`已提交 ${checkups} 份，完成后会通知您；右上角姓名菜单里的“下载中心”可以看到进度。`);
    } catch (error) {
      void message.error({ content: `没有提交：${sentenceOf(error)}`, duration: 0, key: 'checkup-reports' });
    } finally {
      setBusy(false);
    }
  };
  const ask = (kind: ReportKind, label: string) =>
    modal.confirm({
      title: `批量下载体检报告（${label}）`,
      content: `将在后台生成“${unit}” ${year} 年度已完成总检的体检报告，打包成一个文件，文件名只含年度和体检号。机密人员的报告须单独下载。下载会记入日志。`,
      okText: '生成',
      cancelText: '取消',
      onOk: () => void start(kind),
    });
  return (
    <Dropdown menu={{ items: REPORT_KINDS.map(({ key, label }) => ({ key, label, onClick: () => void ask(key, label) })) }} trigger={['click']}>
      <Button type="link" size="small" loading={busy}>
        下载报告 ▾
      </Button>
    </Dropdown>
  );
}
