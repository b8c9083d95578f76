import { useEffect, useState, type ClipboardEvent, type ReactNode } from 'react';
import { App, Button, Watermark } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

const A_SECOND_MS = 1_000;
const KINDS: Readonly<Record<string, string>> = { clearance: '机密档案已打开', emergency: '紧急访问', 'care-team': '照护团队' };

interface Props {
  readonly personId: string;
  /** The time is over, or the reader has ended it. */
  readonly onEnded: () => void;
  readonly children: ReactNode;
}

/** Round an opened 机密 record: a red border, whose eyes are on it, how long still; no copying and no printing unless the hospital allows it. */
export function OpenedFrame({ personId, onEnded, children }: Props) {
  const { me } = useAccess();
  const { message } = App.useApp();
  const { data, refetch } = useApi('/confidential-openings/own', { every: 60_000 });
  const opening = data?.items.find(({ beneficiaryId }) => beneficiaryId === personId);
  const left = useSecondsLeft(opening?.id ? opening.validUntil : null, onEnded);
  const locked = !opening?.mayCopy;
  const refuse = (event: ClipboardEvent) => {
    if (!locked) return;
    event.preventDefault();
    void message.warning('机密档案不能复制。');
  };
  const end = async () => {
    try {
      await api.request(`/confidential-openings/${opening?.id ?? ''}/end`, { method: 'POST' });
      await queries.invalidateQueries({ queryKey: ['/confidential-openings/own'] });
    } catch (problem) {
      void message.error(sentenceOf(problem));
      void refetch();
    }
    onEnded();
  };
  return (
    <div className={locked ? 'secret-frame secret-locked' : 'secret-frame'} onCopy={refuse} onCut={refuse}>
      <p className="secret-print">机密档案不能打印。</p>
      <div className="secret-bar" role="status">
        <b>机密 · {KINDS[opening?.kind ?? ''] ?? '机密档案'}</b>
        <span className="ellipsis" title={opening?.reason}>
          {opening && `理由：${opening.reason}`}
        </span>
        {left !== null && <span>剩余 {remaining(left)}</span>}
        {opening?.id && (
          <Button size="small" onClick={() => void end()}>
            结束查看
          </Button>
        )}
      </div>
      <Watermark
        content={[`${me.name} ${me.staffNo ?? me.username}`, `机密 ${formatFullTime(new Date().toISOString()).slice(0, 16)}`]}
        font={{ color: 'rgba(168, 7, 26, 0.10)', fontSize: 14 }}
        gap={[140, 110]}
        rotate={-20}
        className="secret-inside"
      >
        {children}
      </Watermark>
    </div>
  );
}

const remaining = (seconds: number): string => (seconds >= 60 ? `${Math.ceil(seconds / 60)} 分钟` : `${seconds} 秒`);

/** Counts down by the clock of this computer; the server has the last word. */
function useSecondsLeft(until: string | null, onOver: () => void): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!until) return undefined;
    const clock = window.setInterval(() => setNow(Date.now()), A_SECOND_MS);
    return () => window.clearInterval(clock);
  }, [until]);
  const left = until ? Math.max(0, Math.round((Date.parse(until) - now) / 1_000)) : null;
  useEffect(() => {
    if (left === 0) onOver();
  }, [left]);
  return left;
}
