import { TransportError } from '../transport-error.js';
import type { DicomValues } from './dicom-attributes.js';
import { dayOf, daysAfter, type StudyFinder } from './study-finder.js';

/** Whatever a PACS dates earlier comes with one question. */
const FIRST_DAY = '19900101';
const LONGEST_WINDOW = 366;
/** One day is never cut, so it may hold more than a window of many. */
const MOST_A_DAY = 50_000;

/** The days to walk, both inclusive; null is open. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The studies of a range of days, the oldest days first, in windows that grow while answers are small and shrink when
 * one is too large: PACS cut long answers off, or refuse them, without offering a next page.
 */
export async function* walkDays(
  finder: StudyFinder,
  range: DayRange,
  most: number,
  signal: AbortSignal,
): AsyncGenerator<readonly DicomValues[]> {
  const today = dayOf(await finder.now(signal));
  if (range.from === null)
    yield await must(finder.studies({ days: { to: daysAfter(FIRST_DAY, -1) } }, MOST_A_DAY, signal), FIRST_DAY);
  let from = range.from ?? FIRST_DAY;
  let length = range.from === null ? LONGEST_WINDOW : 1;
  while (range.to === null || from <= range.to) {
    const until = daysAfter(from, length - 1);
    // What is dated in the future is not lost: the last window is open.
    const to = range.to === null ? (until >= today ? undefined : until) : until < range.to ? until : range.to;
    const oneDay = length === 1;
    const found = await finder.studies({ days: { from, ...(to ? { to } : {}) } }, oneDay ? MOST_A_DAY : most, signal);
    if (found === null) {
      if (oneDay) throw tooMany(from);
      length = Math.ceil(length / 4);
      continue;
    }
    yield found;
    if (to === undefined) return;
    from = daysAfter(to, 1);
    if (found.length < most / 8) length = Math.min(length * 2, LONGEST_WINDOW);
  }
}

async function must(found: Promise<readonly DicomValues[] | null>, day: string): Promise<readonly DicomValues[]> {
  const studies = await found;
  if (studies === null) throw tooMany(day);
  return studies;
}

function tooMany(day: string): TransportError {
  return new TransportError(
    'query',
    `PACS 在 ${day} 附近一次返回的检查过多，或拒绝了查询。请对方放宽查询结果上限后重试。`,
  );
}
