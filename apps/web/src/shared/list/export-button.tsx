import { useState } from 'react';
import { ApiProblem } from '@cadre/api-client/client';
import type { ExportPath } from '@cadre/api-client/typed-paths';
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Radio } from 'antd';
import { api } from '../api/api.js';
import { saveFile } from '../api/save-file.js';
import { sentenceOf } from '../problem/sentence.js';
import { BackgroundExport } from './background-export.js';

type Format = 'xlsx' | 'csv';
const FORMATS = [
  { value: 'xlsx', label: 'Excel 工作簿（.xlsx）' },
  { value: 'csv', label: 'CSV 文本（.csv）' },
];

const CONTENTS = [
  { value: 'figures', label: '汇总（当前统计表）' },
  { value: 'rows', label: '汇总＋明细（另附所计业务，每条一行）' },
];

type Contents = 'figures' | 'rows';

/**
 * Downloads the rows of exactly these conditions. Asks first, because a file leaves the walls of the system; what is too much
 * to wait for is made in the background.
 */
export function ExportButton({
  path,
  query,
  title,
  total,
  csv = false,
  withRows = false,
  name = '导出',
}: {
  path: ExportPath;
  query: object;
  title: string;
  total: string;
  /** Whether it also comes as CSV. */
  csv?: boolean;
  /** Whether figures may take the rows with them that they count. */
  withRows?: boolean;
  /** On the button, where a page has several. */
  name?: string;
}) {
  const { modal, message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [large, setLarge] = useState<{ format: Format; query: object } | null>(null);

  async function download(format: Format, contents: Contents): Promise<void> {
    const asked = contents === 'rows' ? { ...query, withRows: true } : query;
    setBusy(true);
    try {
      await saveFile(await api.open(path, { query: asked, ...(format === 'csv' && { accept: 'text/csv' }) }), title);
      void message.success('已导出');
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'EXPORT_IN_BACKGROUND') return setLarge({ format, query: asked });
      void message.error({ content: `没有导出：${sentenceOf(error)}`, duration: 0, key: 'export' });
    } finally {
      setBusy(false);
    }
  }

  const ask = () => {
    let format: Format = 'xlsx';
    let contents: Contents = 'figures';
    modal.confirm({
      title: '是否确认导出数据项？',
      content: (
        <>
          <p>{`将按当前条件导出 ${total}，导出会记入日志。`}</p>
          {csv && (
            <Radio.Group
              aria-label="文件格式"
              options={FORMATS}
              defaultValue={format}
              onChange={({ target }) => {
                format = target.value as Format;
              }}
            />
          )}
          {withRows && (
            <Radio.Group
              aria-label="导出内容"
              vertical
              options={CONTENTS}
              defaultValue={contents}
              onChange={({ target }) => {
                contents = target.value as Contents;
              }}
            />
          )}
        </>
      ),
      okText: '导出',
      cancelText: '取消',
      onOk: () => void download(format, contents),
    });
  };
  return (
    <>
      <Button icon={<DownloadOutlined />} loading={busy} onClick={ask}>
        {name}
      </Button>
      {large && <BackgroundExport path={path} {...large} title={title} onClose={() => setLarge(null)} />}
    </>
  );
}
