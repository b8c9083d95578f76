import { useState } from 'react';
import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { today } from '../../shared/format/dates.js';
import '../../shared/list/list.css';
import '../../shared/list/table.css';
import { PageHead } from '../../shared/page/page-head.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { ParameterForm } from './parameter.form.js';
import { ParameterGroupTable } from './parameter-group.panel.js';
import { ParameterHistory } from './parameter-history.panel.js';
import { ParameterImport } from './parameter-import.panel.js';
import { GROUPS, isMeant, type Parameter } from './parameter-words.js';
import './settings.css';

const NOTE =
  '修改后 10 秒内对全部服务实例生效，无需重启。每次修改都记入审计，可在“历史”中退回到以前的值。密钥和密码不是参数，不会出现在这里，也不会被导出。';

/** 系统参数: what administrators set while the system runs. */
export function ParametersPage() {
  const { can } = useAccess();
  const { message } = App.useApp();
  const answer = useApi('/parameters');
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<Parameter | null>(null);
  const [lookedAt, setLookedAt] = useState<Parameter | null>(null);
  const [importing, setImporting] = useState(false);

  async function download(): Promise<void> {
    try {
      const file = await api.request('/parameters/file');
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
      link.download = `系统参数_${today()}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  }
  return (
    <section className="list-page">
      <PageHead title="系统参数" note={NOTE}>
        <div className="list-tools">
          <Input.Search
            allowClear
            placeholder="查找参数"
            aria-label="查找参数"
            style={{ width: 220 }}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Button icon={<DownloadOutlined />} onClick={() => void download()}>
            导出
          </Button>
          <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>
            {can('parameter:write') ? '比较与导入' : '比较'}
          </Button>
        </div>
      </PageHead>
      <Answered answer={answer} rows={8}>
        {({ items }) => (
          <div className="list-scroll parameters">
            {Object.entries(GROUPS).map(([group, title]) => (
              <ParameterGroupTable
                key={group}
                title={title}
                rows={items.filter((row) => row.group === group && isMeant(row, search))}
                onEdit={setEditing}
                onHistory={setLookedAt}
              />
            ))}
            {!items.some((row) => isMeant(row, search)) && <p className="parameters-none weak">没有名称或说明含“{search}”的参数。</p>}
          </div>
        )}
      </Answered>
      <ParameterForm parameter={editing} onClose={() => setEditing(null)} />
      <ParameterHistory parameter={lookedAt} onClose={() => setLookedAt(null)} />
      <ParameterImport open={importing} rows={answer.data?.items ?? []} onClose={() => setImporting(false)} />
    </section>
  );
}
