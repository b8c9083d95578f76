import { useEffect, useState } from 'react';
import { Alert, Button, Modal, Spin } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { ReplayAnswer } from './sync.js';

/** 重试: first what would happen, then, when somebody agrees, what happened. */
export function ReplayDialog({ ids, onClose }: { ids: readonly string[] | null; onClose: () => void }) {
  return (
    <Modal
      open={ids !== null}
      title={`重试 ${ids?.length ?? 0} 条失败记录`}
      onCancel={onClose}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {ids && <Replay ids={ids} onClose={onClose} />}
    </Modal>
  );
}

function Replay({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const [forecast, setForecast] = useState<ReplayAnswer | null>(null);
  const [result, setResult] = useState<ReplayAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    api
      .request('/extraction/quarantine/replay', {
        method: 'POST',
        body: { ids, dryRun: true },
        signal: end.signal,
      })
      .then(setForecast, (error: unknown) => {
        if (!end.signal.aborted) setProblem(sentenceOf(error));
      });
    return () => end.abort();
  }, [ids]);
  const replay = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setResult(
        await api.request('/extraction/quarantine/replay', {
          method: 'POST',
          body: { ids, dryRun: false },
        }),
      );
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/extraction/') });
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const shown = result ?? forecast;
  const useful = !!forecast && forecast.stored + forecast.filtered > 0;
  return (
    <div className="failure-detail">
      {problem && <Alert type="error" showIcon title={problem} />}
      {!shown && !problem && (
        <p role="status">
          <Spin size="small" /> 正在预演，不会写入任何数据…
        </p>
      )}
      {shown && (
        <>
          <p role="status">
            <b>{result ? '重试结果' : '预演结果（尚未写入）'}</b>：{shown.message}
          </p>
          <dl className="run-counts">
            <div>
              <dt>{result ? '已写入' : '将写入'}</dt>
              <dd>{formatCount(shown.stored)}</dd>
            </div>
            <div title="不是保健对象，不保存">
              <dt>非保健对象</dt>
              <dd>{formatCount(shown.filtered)}</dd>
            </div>
            <div>
              <dt>仍失败</dt>
              <dd className={shown.failed ? 'flag' : undefined}>{formatCount(shown.failed)}</dd>
            </div>
            <div title="已成功过或已忽略，不再处理">
              <dt>跳过</dt>
              <dd>{formatCount(shown.skipped)}</dd>
            </div>
          </dl>
        </>
      )}
      {forecast && !result && !useful && <p>现在重试仍会失败。请先在来源系统改正数据，或补充代码对照后再试。</p>}
      <div className="failure-acts replay-acts">
        <Button onClick={onClose}>{result ? '关闭' : '取消'}</Button>
        {!result && (
          <Button type="primary" loading={busy} disabled={!useful} onClick={() => void replay()}>
            确认重试
          </Button>
        )}
      </div>
    </div>
  );
}
