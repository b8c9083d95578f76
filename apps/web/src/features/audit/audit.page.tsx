import { useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { lastDays } from '../../shared/format/dates.js';
import { EvidenceForm } from './evidence.form.js';
import { ProofDialog } from './proof.panel.js';
import { TrailList } from './trail-list.js';

const NOTE =
  '谁、何时（到毫秒）、从哪里、做了什么、结果如何。按时间倒序，默认看近 7 天。每条记录都在链条中，任何改动都能查出；查看审计本身也会留下记录。';
const [from, to] = lastDays(7);
const FIRST = { from, to };

/** 审计: every act on record, provable from outside. */
export function AuditPage() {
  const { can } = useAccess();
  const [shown, setShown] = useState<'proof' | 'evidence' | null>(null);
  const actions = (
    <>
      <Button onClick={() => setShown('proof')}>完整性校验</Button>
      {can('audit:export') && <Button onClick={() => setShown('evidence')}>出具证据包</Button>}
    </>
  );
  return (
    <>
      <TrailList id="audit" title="审计" note={NOTE} first={FIRST} actions={actions} />
      <ProofDialog open={shown === 'proof'} onClose={() => setShown(null)} />
      <EvidenceForm open={shown === 'evidence'} onClose={() => setShown(null)} />
    </>
  );
}
