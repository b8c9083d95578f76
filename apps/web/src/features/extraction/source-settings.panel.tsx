import { useState } from 'react';
import { Button, Drawer, Spin } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { SourceChangeForm } from './source-change.form.js';
import { StreamSettingsTable } from './stream-settings.panel.js';

/** Everything that can be known of a source's settings; what is secret is only said to be set. */
export function SourceSettingsDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  return (
    <Drawer open={id !== null} title="数据源设置" size={760} onClose={onClose} destroyOnHidden>
      {id !== null && <Settings id={id} />}
    </Drawer>
  );
}

function Settings({ id }: { id: string }) {
  const { can } = useAccess();
  const { data: source, error, refetch } = useApi(`/extraction/sources/${id}`, { topics: ['sync'] });
  const [changing, setChanging] = useState(false);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!source) return <Spin delay={200} />;
  const quiet = source.quietFrom && source.quietUntil ? `${source.quietFrom}–${source.quietUntil}` : '无';
  return (
    <div className="run-detail">
      <dl className="run-facts source-facts">
        <dt>名称</dt>
        <dd>
          {source.name}（{source.id}）
        </dd>
        <dt>接入包</dt>
        <dd>
          {source.connectorId} · {source.managedBy === 'file' ? '由部署文件管理' : '在页面上建立'}
        </dd>
        <dt>主机</dt>
        <dd>{source.host || '只接收推送'}</dd>
        <dt>连接地址</dt>
        <dd>{source.urlSet ? '已设置（不显示）' : '未设置'}</dd>
        <dt>传输设置</dt>
        <dd>{source.optionNames.length ? `${source.optionNames.join('、')}（已设置，不显示）` : '无'}</dd>
        <dt>状态</dt>
        <dd>{!source.enabled ? '已停用' : source.paused ? '已暂停读取' : '启用'}</dd>
        <dt>每页行数</dt>
        <dd>{source.rowsPerPage ?? '默认'}</dd>
        <dt>单次查询上限</dt>
        <dd>{source.statementTimeoutMs ? `${source.statementTimeoutMs / 1000} 秒` : '默认 60 秒'}</dd>
        <dt>静默时段</dt>
        <dd>{quiet}</dd>
        <dt>延迟提示</dt>
        <dd>超过 {source.lateAfterSeconds} 秒没有成功即提示</dd>
      </dl>
      {can('sync:configure') && (
        <div className="failure-acts">
          <Button onClick={() => setChanging(true)}>修改设置</Button>
        </div>
      )}
      <h3>数据集</h3>
      <StreamSettingsTable sourceId={id} streams={source.streams} />
      <SourceChangeForm source={changing ? source : null} onClose={() => setChanging(false)} />
    </div>
  );
}
