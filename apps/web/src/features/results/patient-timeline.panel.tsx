import { useMemo } from 'react';
import { Button, Checkbox } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { SourceBanner } from '../../shared/freshness/source-banner.js';
import { Answered } from '../../shared/problem/answered.js';
import { NoSuchRecords } from '../../shared/freshness/no-such-records.js';
import type { PatientTabProps } from './patient-parts.js';
import { usePatientView, type RecordKind } from './patient-view.js';
import { TimelineRuler } from './timeline-ruler.js';
import { KINDS, MOST_ITEMS, byYear, type EventKind, type Timeline, type TimelineItem } from './timeline-view.js';
import { TimelineYear } from './timeline-year.js';
import './timeline.css';

const SOURCES = ['his', 'lis', 'peis'];

/** 时间轴: everything that happened, by year, the newest first. */
export function PatientTimelinePanel({ person, onOpen }: PatientTabProps) {
  const { params } = usePatientView();
  const year = /^\d{4}$/.exec(params.get('year') ?? '')?.[0] ?? null;
  const answer = useApi(`/beneficiaries/${person.id}/timeline`, {
    query: { from: year && `${year}-01-01`, to: year && `${year}-12-31` },
    topics: ['visits', 'labs', 'checkups'],
    beneficiaryId: person.id,
    keep: true,
  });
  return (
    <>
      <SourceBanner sources={SOURCES} />
      <Answered answer={answer} rows={12}>
        {(timeline) =>
          timeline.months.length === 0 ? (
            <NoSuchRecords what="就诊、检验和体检记录" sources={SOURCES} />
          ) : (
            <Events timeline={timeline} year={year} onOpen={onOpen} />
          )
        }
      </Answered>
    </>
  );
}

function Events({
  timeline: { items, months },
  year,
  onOpen,
}: {
  timeline: Timeline;
  year: string | null;
  onOpen: PatientTabProps['onOpen'];
}) {
  const { params, change } = usePatientView();
  const hidden = useMemo(() => new Set(params.get('without')?.split(',') as EventKind[] | undefined), [params]);
  const onlyImportant = params.get('important') === '1';
  const years = useMemo(
    () => byYear(items.filter(({ kind, important }) => !hidden.has(kind) && (important || !onlyImportant))),
    [items, hidden, onlyImportant],
  );
  const flip = (kind: EventKind) => {
    const next = hidden.has(kind) ? [...hidden].filter((one) => one !== kind) : [...hidden, kind];
    change({ without: next.join(',') || null });
  };
  const open = ({ kind, refId }: TimelineItem) => onOpen(recordOf(kind), refId);
  return (
    <div className="timeline">
      <div className="timeline-main">
        <div className="timeline-tools" role="group" aria-label="显示哪些记录">
          {KINDS.map(({ kind, name }) => (
            <button
              key={kind}
              type="button"
              aria-pressed={!hidden.has(kind)}
              className={`kind-chip kind-${kind}`}
              onClick={() => flip(kind)}
            >
              <span aria-hidden>{hidden.has(kind) ? '○' : '●'}</span> {name}{' '}
              {items.filter((item) => item.kind === kind).length}
            </button>
          ))}
          <Checkbox checked={onlyImportant} onChange={() => change({ important: onlyImportant ? null : '1' })}>
            只看重要（住院、急诊、异常）
          </Checkbox>
        </div>
        {items.length === MOST_ITEMS && (
          <p className="notice-line">这里显示最近 {MOST_ITEMS} 条，更早的请在右侧选择年份。</p>
        )}
        {years.length === 0 && (
          <div className="list-state" role="status">
            <b>没有符合条件的记录</b>
            <Button onClick={() => change({ without: null, important: null, year: null })}>清空条件</Button>
          </div>
        )}
        {years.map((one) => (
          <TimelineYear key={one.year} {...one} onOpen={open} />
        ))}
      </div>
      <TimelineRuler months={months} year={year} onYear={(next) => change({ year: next })} />
    </div>
  );
}

function recordOf(kind: EventKind): RecordKind {
  return kind === 'lab' || kind === 'checkup' ? kind : 'visit';
}
