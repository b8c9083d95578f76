import { useState } from 'react';
import { Alert, Button, Modal } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import type { Schema } from '@cadre/api-client/typed-paths';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatFullTime, NOTHING } from '../../shared/format/dates.js';
import { Answered } from '../../shared/problem/answered.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import './audit.css';

type Standing = Schema<'ProofState'>;
type Verdict = Schema<'VerifyAnswer'>;

/** 完整性校验: where the chain stands, and the answer whether every record is as it was written. */
export function ProofDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} title="审计记录完整性" width={680} onCancel={onClose} footer={<Button onClick={onClose}>关闭</Button>} destroyOnHidden>
      {open && <Proof />}
    </Modal>
  );
}

function Proof() {
  const answer = useApi('/audit/proof');
  return <Answered answer={answer}>{(standing) => <Check standing={standing} />}</Answered>;
}

function Check({ standing }: { standing: Standing }) {
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const verify = async (onlyNew: boolean) => {
    setBusy(true);
    setProblem(null);
    setVerdict(null);
    try {
      setVerdict(await api.request('/audit/proof/verify', { method: 'POST', body: { onlyNew } }));
      await queries.invalidateQueries({ queryKey: ['/audit/proof'] });
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="audit-found">
      <Facts standing={standing} />
      <div className="audit-acts">
        <Button type="primary" loading={busy} onClick={() => void verify(false)}>
          全部校验
        </Button>
        <Button disabled={busy} onClick={() => void verify(true)}>
          只校验上次之后新增的
        </Button>
      </div>
      {problem && <ProblemAlert error={problem} />}
      {verdict && (
        <Alert
          type={verdict.whole ? 'success' : 'error'}
          showIcon
          title={verdict.sentence}
          description={`已核对 ${verdict.rows} 条记录、${verdict.blocks} 段链条、${verdict.anchors} 个锚点。`}
        />
      )}
      <p className="weak">也可以不经过页面核对：在服务器上运行 npm run --silent cli -- audit verify，退出码 0 为完整，2 为有改动。</p>
    </div>
  );
}

function Facts({ standing }: { standing: Standing }) {
  const facts: readonly (readonly [string, string])[] = [
    ['链条', standing.block ? `第 ${standing.block} 段，${formatFullTime(standing.chainedAt)}` : '还没有开始'],
    ['算法', standing.algorithm === 'hmac-sm3' ? 'HMAC-SM3' : 'SHA-256'],
    ['最新散列', standing.hash ?? NOTHING],
    ['数据库外锚点', standing.anchors ? `${standing.anchors} 个，最近 ${formatFullTime(standing.lastAnchorAt)}` : '还没有'],
    ['在线保留', `${standing.retentionDays} 天；目前最早一条 ${formatFullTime(standing.onlineFrom)}`],
    ['时钟', `服务器时钟，时区 ${standing.timeZone}`],
  ];
  return (
    <dl className="audit-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
