import { useEffect, useState } from 'react';
import { App, Button, Segmented, Select } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { formatDate } from '../../shared/format/dates.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { openStudy, type Opening } from './viewer-keys.js';
import { DRAG_MODES, type DragMode } from './viewer-moves.js';
import { ViewerPane } from './viewer-pane.js';
import './viewer.css';

/** 影像调阅: the images of a study, beside those of an earlier one when that is asked for. */
export function ViewerPage() {
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const priorId = params.get('prior');
  const [mode, setMode] = useState<DragMode>('window');
  const current = useOpening(id);
  const prior = useOpening(priorId);
  if (current.problem) {
    return (
      <div className="viewer-page">
        <ProblemAlert error={current.problem} onRetry={current.again} />
        <p className="weak">检查报告不受影响，可在对象档案的“检查与影像”中阅读。</p>
      </div>
    );
  }
  const { opening } = current;
  if (!opening) {
    return (
      <p className="viewer-page weak" role="status">
        正在打开影像…
      </p>
    );
  }
  return (
    <div className="viewer-page">
      <header className="viewer-head">
        <h1>
          {opening.name} · {opening.description ?? opening.modalities ?? '影像'} · {formatDate(opening.startedAt)}
        </h1>
        <Segmented<DragMode> aria-label="左键拖动" value={mode} onChange={setMode} options={[...DRAG_MODES]} />
        <Select
          allowClear
          aria-label="对比的既往检查"
          placeholder={opening.priors.length ? '对比既往检查' : '没有可对比的既往检查'}
          disabled={opening.priors.length === 0}
          value={priorId}
          popupMatchSelectWidth={false}
          options={opening.priors.map((one) => ({
            value: one.id,
            label: `${formatDate(one.startedAt)} ${one.description ?? ''} ${one.modalities ?? ''}`,
          }))}
          onChange={(value: string | undefined) => setParams(value ? { prior: value } : {}, { replace: true })}
        />
        <Download opening={opening} />
        <Link to={`/p/${opening.beneficiaryId}/imaging`}>返回报告</Link>
      </header>
      <p className="weak">滚轮翻页；左键{DRAG_MODES.find(({ value }) => value === mode)?.label}，中键平移，右键缩放。图像直接来自影像系统，本系统不留存；仅供参阅，不作诊断依据。</p>
      <div className="viewer-panes">
        {priorId && prior.problem && <ProblemAlert error={prior.problem} onRetry={prior.again} />}
        {priorId && prior.opening && (
          <ViewerPane key={priorId} opening={prior.opening} mode={mode} askedAt={prior.askedAt} title={`既往 ${formatDate(prior.opening.startedAt)}`} />
        )}
        <ViewerPane key={id} opening={opening} mode={mode} askedAt={current.askedAt} title={`本次 ${formatDate(opening.startedAt)}`} />
      </div>
    </div>
  );
}

interface Opened {
  readonly opening: Opening | null;
  readonly problem: ApiProblem | null;
  readonly askedAt: number;
  again(): void;
}

/** Opened once for each time that it is asked for: every opening is on record. */
function useOpening(studyId: string | null): Opened {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ id: string | null; opening: Opening | null; problem: ApiProblem | null; askedAt: number }>({
    id: null, opening: null, problem: null, askedAt: 0,
  });
  useEffect(() => {
    if (!studyId) return undefined;
    let gone = false;
    const askedAt = performance.now();
    openStudy(studyId).then(
      (opening) => !gone && setState({ id: studyId, opening, problem: null, askedAt }),
      (problem: ApiProblem) => !gone && setState({ id: studyId, opening: null, problem, askedAt }),
    );
    return () => {
      gone = true;
    };
  }, [studyId, attempt]);
  const own = state.id === studyId;
  return {
    opening: own ? state.opening : null,
    problem: own ? state.problem : null,
    askedAt: state.askedAt,
    again: () => setAttempt(attempt + 1),
  };
}

function Download({ opening }: { opening: Opening }) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  if (!can('image:export')) return null;
  const download = async () => {
    setBusy(true);
    try {
      const answer = await api.open(`/imaging-studies/${opening.id}/download`);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await answer.blob());
      link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'study.zip';
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (problem) {
      void message.error(problem instanceof ApiProblem ? problem.message : '影像没有下载完整，请重试。');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void download()}>
      下载影像
    </Button>
  );
}
