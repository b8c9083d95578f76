import { useCallback, useEffect, useState } from 'react';
import { Alert, Button, Input, Spin } from 'antd';
import { Link } from 'react-router-dom';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { DryRun, Place } from './connecting.js';
import { TrialCodes } from './trial-codes.panel.js';
import { TrialRows } from './trial-rows.panel.js';

interface Props {
  readonly place: Place;
  readonly versionId: string;
  readonly active: boolean;
  readonly onBack: () => void;
  readonly onActive: () => void;
}

const ROWS = 100;
/** Rows of the trial that are kept as golden samples: a later version that reads them otherwise is refused. */
const KEPT = 3;

/** Real rows through the draft, nothing written; then the draft is put in force. */
export function ConnectTrial({ place, versionId, active, onBack, onActive }: Props) {
  const [trial, setTrial] = useState<DryRun | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const attempt = useCallback(async () => {
    setProblem(null);
    setTrial(null);
    try {
      setTrial(await api.request(`/extraction/stream-versions/${versionId}/dry-run`, { method: 'POST', body: { source: place.source, rows: ROWS } }));
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  }, [versionId, place.source]);
  useEffect(() => void attempt(), [attempt]);

  async function activate(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const good = (trial?.items ?? []).filter(({ problems, verdict }) => problems.length === 0 && verdict !== 'quarantined');
      const keep = good.slice(0, KEPT).map(({ ref }, at) => ({ ref, name: `样本 ${at + 1}` }));
      const body = { source: place.source, rows: ROWS, ...(keep.length && { keep }) };
      await api.request(`/extraction/stream-versions/${versionId}/dry-run`, { method: 'POST', body });
      await api.request(`/extraction/stream-versions/${versionId}/activate`, { method: 'POST', body: { reason } });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/extraction/') });
      onActive();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  if (active) {
    return (
      <Alert
        type="success"
        showIcon
        title="映射已启用，下一轮读取即生效。"
        description={
          <>
            如果数据源还是停用状态，请在 <Link to="/sync/sources">数据源</Link> 中启用；进度见 <Link to="/sync/runs">运行记录</Link>。
          </>
        }
      />
    );
  }
  return (
    <>
      {problem && <Alert type="error" showIcon title={problem} />}
      {!trial && !problem && (
        <p role="status">
          <Spin size="small" /> 正在用真实数据试转换，不写入任何内容…
        </p>
      )}
      {trial && (
        <>
          <p role="status">
            <b>{trial.message}</b>
          </p>
          <TrialCodes source={place.source} codes={trial.codes} onEntered={() => void attempt()} />
          <TrialRows rows={trial.items} />
        </>
      )}
      <div className="connect-acts">
        <Button onClick={onBack}>上一步</Button>
        <Button onClick={() => void attempt()}>重新试转换</Button>
        <Input
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={200}
          placeholder="启用说明（至少 2 个字）"
          style={{ maxWidth: '22rem' }}
        />
        <Button type="primary" loading={busy} disabled={!trial || reason.trim().length < 2} onClick={() => void activate()}>
          保存样本并启用
        </Button>
      </div>
    </>
  );
}
