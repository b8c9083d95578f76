import { OUTCOME_NAMES } from './audit.js';

const CLASSES: Readonly<Record<string, string>> = { allowed: 'tag tag-good', refused: 'tag tag-bad', failed: 'tag tag-bad' };
const MARKS: Readonly<Record<string, string>> = { allowed: '✓', refused: '✕', failed: '✕' };

/** How an act ended, by word and mark, not by colour alone. */
export function OutcomeTag({ outcome }: { outcome: string }) {
  return (
    <span className={CLASSES[outcome] ?? 'tag'}>
      {MARKS[outcome] ?? '–'} {OUTCOME_NAMES[outcome] ?? outcome}
    </span>
  );
}
