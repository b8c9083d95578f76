import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { Alert, App, Button, Input, Progress, Radio, Steps } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { saveFile } from '../../shared/api/save-file.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { ImportRows } from './import-rows.panel.js';
import { BatchTag, isBusy } from './import-words.js';

type Batch = Schema<'ImportBatchRow'>;
const STEP: Readonly<Record<string, number>> = { reading: 1, previewed: 1, refused: 1, committing: 2, committed: 3, undoing: 3, undone: 3 };
const EVERY_MS = 1_500;

/** One import: what would happen or has happened, and what can be done about it now. */
export function ImportBatch({ id }: { id: string }) {
  const { message } = App.useApp();
  const { data: batch, error } = useApi(`/imports/${id}`, { topics: ['jobs'], every: EVERY_MS });
  const [mode, setMode] = useState<'all' | 'each'>('all');
  const [busy, setBusy] = useState(false);
  if (error) return <ProblemAlert error={error} />;
  if (!batch) return null;

  async function act(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    try {
      await work();
    } catch (failure) {
      void message.error(sentenceOf(failure));
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: [`/imports/${id}`] });
      void queries.invalidateQueries({ queryKey: ['/imports'] });
    }
  }
  const errors = () => act(async () => saveFile(await api.open(`/imports/${id}/errors`), '导入错误'));
  const commit = () => act(() => api.request(`/imports/${id}/commit`, { method: 'POST', body: { mode } }));
  const undo = (reason: string) => act(() => api.request(`/imports/${id}/undo`, { method: 'POST', body: { reason } }));
  const waiting = batch.added + batch.changed;
  return (
    <>
      <Steps size="small" current={STEP[batch.state] ?? 0} items={[{ title: '填写并上传' }, { title: '预检' }, { title: '写入' }]} />
      <p>
        <b>{batch.fileName}</b> <BatchTag state={batch.state} />
      </p>
      {isBusy(batch.state) && <Working batch={batch} />}
      {batch.message && !isBusy(batch.state) && (
        <Alert type={batch.state === 'refused' ? 'error' : batch.failed > 0 ? 'warning' : 'success'} showIcon title={batch.message} />
      )}
      {batch.ignored.length > 0 && <Alert type="info" showIcon title={`这些列不在模板中，已忽略：${batch.ignored.join('、')}`} />}
      {batch.state === 'previewed' && waiting > 0 && (
        <div className="import-choice">
          {batch.failed > 0 && (
            <Radio.Group value={mode} onChange={({ target }) => setMode(target.value as 'all' | 'each')}>
              <Radio value="all">整批成功才写入</Radio>
              <Radio value="each">正确的先写入，错误的改好再传</Radio>
            </Radio.Group>
          )}
          <Button type="primary" loading={busy} disabled={mode === 'all' && batch.failed > 0} onClick={() => void commit()}>
            写入 {waiting} 行
          </Button>
          {mode === 'all' && batch.failed > 0 && <span className="weak">有错误行时整批不写入：请改好后重新上传，或选择“正确的先写入”。</span>}
        </div>
      )}
      {!isBusy(batch.state) && batch.failed > 0 && (
        <p>
          <Button loading={busy} onClick={() => void errors()}>
            下载错误行（{batch.failed}）
          </Button>{' '}
          <span className="weak">文件里写着错在哪一列、为什么；改好后可直接重新上传。</span>
        </p>
      )}
      {batch.undoUntil && <Undo until={batch.undoUntil} busy={busy} onUndo={(reason) => void undo(reason)} />}
      {!isBusy(batch.state) && batch.state !== 'refused' && <ImportRows id={id} state={batch.state} />}
    </>
  );
}

function Working({ batch: { jobId } }: { batch: Batch }) {
  const { data: job } = useApi(`/jobs/${jobId ?? ''}`, { topics: ['jobs'], every: EVERY_MS, enabled: jobId !== null });
  const percent = job?.total ? Math.floor((job.done / job.total) * 100) : 0;
  return <Progress aria-label="进度" percent={percent} format={() => (job?.total ? `${job.done}/${job.total} 行` : '正在读取')} />;
}

function Undo({ until, busy, onUndo }: { until: string; busy: boolean; onUndo: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  return (
    <div className="import-choice">
      <span className="weak">{formatFullTime(until)} 之前可以整批撤销：</span>
      <Input
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={200}
        placeholder="撤销的原因（至少 2 个字）"
        aria-label="撤销的原因"
        style={{ width: 240 }}
      />
      <Button danger loading={busy} disabled={reason.trim().length < 2} onClick={() => onUndo(reason.trim())}>
        撤销这次导入
      </Button>
    </div>
  );
}
