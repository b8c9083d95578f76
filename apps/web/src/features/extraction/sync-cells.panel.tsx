import { formatCount } from '../../shared/format/numbers.js';
import { STATE_NAMES, type SourceState } from '../../shared/freshness/freshness.js';
import { FAILURE_STATUS, OUTCOME_NAMES } from './sync.js';

const STATE_MARKS: Record<SourceState, readonly [mark: string, tag: string]> = {
  ok: ['●', 'tag-good'],
  late: ['◐', 'tag-late'],
  failing: ['▲', 'tag-late'],
  failed: ['✕', 'tag-bad'],
  unknown: ['○', 'tag-off'],
};
const OUTCOME_TAGS: Readonly<Record<string, string>> = {
  running: 'tag-L3',
  done: 'tag-good',
  failed: 'tag-bad',
  cancelled: 'tag-off',
};
const OUTCOME_MARKS: Readonly<Record<string, string>> = { running: '…', done: '✓', failed: '✕', cancelled: '–' };
const STATUS_TAGS: Readonly<Record<string, string>> = { open: 'tag-late', replayed: 'tag-good', ignored: 'tag-off' };

/** State by mark and word; the colour only repeats it. */
export function StateTag({ state }: { state: SourceState }) {
  const [mark, tag] = STATE_MARKS[state];
  return (
    <span className={`tag ${tag}`}>
      <span aria-hidden>{mark}</span> {STATE_NAMES[state]}
    </span>
  );
}

export function OutcomeTag({ outcome, dryRun = false }: { outcome: string; dryRun?: boolean }) {
  return (
    <>
      <span className={`tag ${OUTCOME_TAGS[outcome] ?? 'tag-off'}`}>
        <span aria-hidden>{OUTCOME_MARKS[outcome]}</span> {OUTCOME_NAMES[outcome] ?? outcome}
      </span>
      {dryRun && <span className="tag tag-off">预演</span>}
    </>
  );
}

export function FailureStatusTag({ status }: { status: string }) {
  return <span className={`tag ${STATUS_TAGS[status] ?? 'tag-off'}`}>{FAILURE_STATUS[status] ?? status}</span>;
}

/** A count of failures: red with a word when there are any. */
export function FailedCount({ count }: { count: number }) {
  return count ? <span className="flag">{formatCount(count)} 条</span> : <span className="weak">0</span>;
}
