import { useEffect, useRef, useState } from 'react';
import { Button } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { formatTime } from '../../shared/format/dates.js';
import { isTyping } from '../../shared/keyboard/keyboard.js';
import { CANDIDATE_STATUS, type Candidate } from './candidate.js';
import { EnrolDialog } from './enrol-dialog.panel.js';
import { MatchCompare } from './match-compare.panel.js';
import { RejectDialog } from './reject-dialog.panel.js';
import { useDecision } from './use-decision.js';

/** The third column: what is decided about the pair in view. Y same person, N not, S skip. */
export function MatchDecision({ candidate, onSkip }: { candidate: Candidate; onSkip: () => void }) {
  const { can } = useAccess();
  const { confirm, reject, undo, busy } = useDecision();
  const [asking, setAsking] = useState<'reject' | 'enrol' | null>(null);
  const open = candidate.status === 'open';
  const mayDecide = can('match:decide') && open;
  const yes = () => (candidate.roster ? void confirm(candidate, {}) : can('beneficiary:write') && setAsking('enrol'));
  const press = useRef<(key: string) => void>(() => undefined);
  useEffect(() => {
    press.current = (key) => {
      if (key === 's') onSkip();
      if (!mayDecide || busy) return;
      if (key === 'y') yes();
      if (key === 'n') setAsking('reject');
    };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const key = event.key.toLowerCase();
      if ('yns'.includes(key)) {
        event.preventDefault();
        press.current(key);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  return (
    <>
      <div className="matching-compare">
        <p className="matching-reason">
          <b>{candidate.reason}</b>{' '}
          <span className="weak">
            依据 {candidate.rule}，{candidate.score} 分
          </span>
        </p>
        <MatchCompare candidate={candidate} />
        <p className="weak">证件号和手机只显示首尾，“相同”指可见部分相同。</p>
      </div>
      <div className="matching-decide" aria-label="决定">
        {!open && (
          <p>
            {CANDIDATE_STATUS[candidate.status]}
            {candidate.decidedBy && `，${candidate.decidedBy} ${formatTime(candidate.decidedAt)}`}
            {candidate.decideReason && `：${candidate.decideReason}`}
          </p>
        )}
        {mayDecide && (
          <>
            {candidate.roster ? (
              <Button type="primary" block loading={busy} onClick={yes}>
                是同一人 <kbd>Y</kbd>
              </Button>
            ) : (
              can('beneficiary:write') && (
                <Button type="primary" block loading={busy} onClick={yes}>
                  确认并入册 <kbd>Y</kbd>
                </Button>
              )
            )}
            <Button block disabled={busy} onClick={() => setAsking('reject')}>
              {candidate.roster ? '不是同一人' : '不是保健对象'} <kbd>N</kbd>
            </Button>
            {candidate.roster && can('beneficiary:write') && (
              <Button block disabled={busy} onClick={() => setAsking('enrol')}>
                都不是，另行入册
              </Button>
            )}
          </>
        )}
        <Button block onClick={onSkip}>
          跳过 <kbd>S</kbd>
        </Button>
        {can('match:decide') && (candidate.status === 'confirmed' || candidate.status === 'rejected') && (
          <Button block loading={busy} onClick={() => void undo(candidate.id)}>
            撤销决定，重新处理
          </Button>
        )}
        {!can('match:decide') && <p className="weak">您可以查看；确认与否定由干保办处理。</p>}
        {mayDecide && (
          <p className="weak">
            {candidate.roster
              ? '确认后，该患者编号下的就诊、检验和体检记录归入此人档案，并补取历史。'
              : '确认后按来源资料建档入册，并补取历史。'}
          </p>
        )}
      </div>
      {asking === 'reject' && (
        <RejectDialog
          candidate={candidate}
          onClose={() => setAsking(null)}
          onReject={(reason) => reject(candidate, reason)}
        />
      )}
      {asking === 'enrol' && (
        <EnrolDialog
          candidate={candidate}
          onClose={() => setAsking(null)}
          onEnrol={(enrol) => confirm(candidate, { enrol })}
        />
      )}
    </>
  );
}
