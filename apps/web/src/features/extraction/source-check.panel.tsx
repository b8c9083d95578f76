import { useEffect, useState } from 'react';
import { ApiProblem } from '@cadre/api-client/client';
import { Button, Modal, Spin } from 'antd';
import { api } from '../../shared/api/api.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import type { CheckItem, SyncSource } from './sync.js';

/** Reaches out to a source and says step by step what works and, where not, what to do. */
export function SourceCheckDialog({ source, onClose }: { source: SyncSource | null; onClose: () => void }) {
  return (
    <Modal
      open={source !== null}
      title={`检查连接：${source?.name ?? ''}`}
      onCancel={onClose}
      footer={<Button onClick={onClose}>关闭</Button>}
      width={640}
      destroyOnHidden
    >
      {source && <Check sourceId={source.id} />}
    </Modal>
  );
}

function Check({ sourceId }: { sourceId: string }) {
  const [items, setItems] = useState<readonly CheckItem[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const end = new AbortController();
    setItems(null);
    setProblem(null);
    api.request(`/extraction/sources/${sourceId}/check`, { method: 'POST', signal: end.signal }).then(
      (answer) => setItems(answer.items),
      (error: unknown) => {
        if (error instanceof ApiProblem) setProblem(error);
      },
    );
    return () => end.abort();
  }, [sourceId, attempt]);
  if (problem) return <ProblemAlert error={problem} onRetry={() => setAttempt(attempt + 1)} />;
  if (!items)
    return (
      <p role="status">
        <Spin size="small" /> 正在连接并逐项检查，最多约 10 秒…
      </p>
    );
  const bad = items.filter(({ ok }) => !ok).length;
  return (
    <>
      <p role="status">
        <b>{bad ? `${bad} 项有问题` : '全部正常'}</b>
      </p>
      <ul className="check-list">
        {items.map(({ name, ok, message, ms }) => (
          <li key={name}>
            <span className={ok ? 'tag tag-good' : 'tag tag-bad'}>{ok ? '✓ 正常' : '✕ 有问题'}</span>
            <span>
              <b>{name}</b>
              <br />
              <span className={ok ? 'weak' : undefined}>{message}</span>
            </span>
            <span className="weak">{ms} 毫秒</span>
          </li>
        ))}
      </ul>
      <Button onClick={() => setAttempt(attempt + 1)}>重新检查</Button>
    </>
  );
}
