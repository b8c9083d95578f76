import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { UploadOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { ListPage } from '../../shared/list/list-page.js';
import type { ListFilter } from '../../shared/list/list-types.js';
import { ImportWizard } from './import-wizard.panel.js';
import { BATCH_STATES, BatchTag } from './import-words.js';
import './transfers.css';

type Batch = Schema<'ImportBatchRow'>;

const NOTE = '从 Excel 或 CSV 批量录入。先预检，看清新增、更新、跳过和错误各多少，确认后才写入；写入后在规定时间内可以整批撤销。';
const TOPICS = ['jobs'] as const;
const FILTERS: readonly ListFilter<'/imports'>[] = [{ kind: 'multi', name: 'state', label: '状态', options: BATCH_STATES }];

/** 导入: its history, and the steps of one import in a drawer. */
export function ImportsPage() {
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<{ id: string | null } | null>(params.has('new') ? { id: null } : null);
  const close = () => {
    setOpen(null);
    setParams((before) => {
      before.delete('new');
      return before;
    });
  };
  const column = columnOf<Batch>();
  const columns = [
    column('上传时间', 'createdAt', { width: 160, render: (at) => formatFullTime(at) }),
    column('文件', 'fileName', { width: 220, ellipsis: true }),
    column('状态', 'state', { width: 100, render: (_, batch) => <BatchTag state={batch.state} /> }),
    column('新增', 'added', { width: 66, align: 'right' }),
    column('更新', 'changed', { width: 66, align: 'right' }),
    column('跳过', 'unchanged', { width: 66, align: 'right' }),
    column('错误', 'failed', { width: 66, align: 'right' }),
    column('结果', 'message', { width: 320, ellipsis: true }),
    column('操作人', 'operator', { width: 110 }),
    column('文件摘要', 'fileSha256', { width: 110, render: (hash) => <span title={hash}>{hash.slice(0, 8)}</span> }),
  ];
  return (
    <>
      <ListPage
        id="imports"
        title="导入"
        note={NOTE}
        path="/imports"
        filters={FILTERS}
        columns={columns}
        sort=""
        keyOf={({ id }) => id}
        onOpen={({ id }) => setOpen({ id })}
        topics={TOPICS}
        actions={
          <Button type="primary" icon={<UploadOutlined />} onClick={() => setOpen({ id: null })}>
            新建导入
          </Button>
        }
      />
      <Drawer open={open !== null} title={open?.id ? '导入详情' : '新建导入'} size={820} onClose={close} destroyOnHidden>
        {open && <ImportWizard id={open.id} kind={params.get('new')} onId={(id) => setOpen({ id })} />}
      </Drawer>
    </>
  );
}
