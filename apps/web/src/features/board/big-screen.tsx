import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatClock, today } from '../../shared/format/dates.js';
import { sexName, ageText, CareLevelTag } from '../../shared/format/people.js';
import { useConnected } from '../../shared/live/live.js';
import { BedMarks } from './bed-marks.js';
import { byWard } from './board.js';

const SECOND_MS = 1_000;
/** How long one screenful stands still. */
const STAND_MS = 12_000;

interface Props {
  readonly query: object;
  readonly onLeave: () => void;
}

/** 大屏: dark, for a wall in a room where others walk by. The server gives aliases, no names and no diagnoses. */
export function BigScreen({ query, onLeave }: Props) {
  const connected = useConnected();
  const { data } = useApi('/ward-board', { query: { ...query, screen: true }, topics: ['visits', 'labs', 'exams'], every: 60_000 });
  const now = useClock();
  const body = useTurning();
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onLeave();
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [onLeave]);
  return createPortal(
    <section className="big-screen" aria-label="在院看板大屏">
      <header>
        <h1>在院看板</h1>
        <dl>
          <div>
            <dt>在院</dt>
            <dd>{data?.inHospital ?? '—'}</dd>
          </div>
          <div>
            <dt>今日入院</dt>
            <dd>{data?.admittedToday ?? '—'}</dd>
          </div>
          <div>
            <dt>今日出院</dt>
            <dd>{data?.dischargedToday ?? '—'}</dd>
          </div>
        </dl>
        <time>
          {today(now)} {formatClock(now.toISOString())}
        </time>
        <Button ghost onClick={onLeave}>
          退出大屏
        </Button>
      </header>
      {!connected && <p className="big-stale">实时连接中断，画面可能不是最新。</p>}
      <div className="big-wards" ref={body} tabIndex={0}>
        {byWard(data?.items ?? []).map(([ward, beds]) => (
          <section key={ward}>
            <h2>
              {ward} <span>{beds.length} 人</span>
            </h2>
            <ul>
              {beds.map((bed) => (
                <li key={bed.id} className={`big-bed bed-${bed.careLevel ?? 'none'}`}>
                  <b>{bed.bedNo ?? '—'}</b>
                  <span>
                    {bed.name} {sexName(bed.sex)} {ageText(bed.age)}
                  </span>
                  <CareLevelTag level={bed.careLevel} />
                  <span>第 {bed.dayNo} 天</span>
                  <span>{bed.doctorName}</span>
                  <BedMarks bed={bed} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {data?.items.length === 0 && <p>现在没有在院的保健对象。</p>}
      </div>
      <footer>姓名以代称显示 · 数据时间 {formatClock(data?.at)} · 只含您有权查看的对象</footer>
    </section>,
    document.body,
  );
}

function useClock(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), SECOND_MS);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

/** Turns to the next screenful by itself, from the last to the first. */
function useTurning() {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = window.setInterval(() => {
      const at = body.current;
      if (!at || at.scrollHeight <= at.clientHeight) return;
      const last = at.scrollTop + at.clientHeight >= at.scrollHeight - 4;
      at.scrollTo({ top: last ? 0 : at.scrollTop + at.clientHeight * 0.9 });
    }, STAND_MS);
    return () => window.clearInterval(timer);
  }, []);
  return body;
}
