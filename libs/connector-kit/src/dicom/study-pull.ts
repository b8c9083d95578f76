import type { KeyPage, KeyRange, PulledPage, PulledRecord } from '../pull-transport.js';
import { rowMessage } from '../row-message.js';
import { parseInstant } from '../source-time.js';
import { inPrecision, isBehind } from '../sql-cursor.js';
import type { Cursor, PullMode, PullOptions } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { type DicomValues, isUid } from './dicom-attributes.js';
import { studyInstant, studyRow } from './dicom-study.js';
import { walkDays } from './day-walk.js';
import { dayOf, daysAfter, type StudyFinder } from './study-finder.js';

/** How studies are read from one PACS. */
export interface StudyReading {
  readonly finder: StudyFinder;
  readonly lookbackSeconds: number;
  readonly maxRowsPerPage: number;
  readonly withSeries: boolean;
}

/** Up to so many studies, those without a date are looked for in a full read. */
const MOST_SWEPT = 50_000;
const UIDS_A_QUESTION = 50;
const MOST_OF_A_PERSON = 10_000;

/**
 * Studies page by page. A PACS tells no time of change: an incremental read takes the days from the saved study time
 * minus the look-back on, whole, and finds what was archived or completed in these days; what changes later is found
 * by a full read.
 */
export async function* pullStudies(
  reading: StudyReading,
  mode: PullMode,
  options: PullOptions,
): AsyncGenerator<PulledPage> {
  const now = await reading.finder.now(options.signal);
  const signpost = inPrecision(now - (options.safetyLagSeconds ?? 30) * 1000, 'instant');
  const pageSize = Math.min(options.pageSize, reading.maxRowsPerPage);
  let cursor = mode.kind === 'incremental' ? mode.cursor : null;
  let waiting: readonly DicomValues[] | null = null;
  const page = async (studies: readonly DicomValues[], done: boolean): Promise<PulledPage> => {
    for (const study of studies) cursor = furthest(cursor, study, signpost);
    const moves = mode.kind === 'incremental' || (mode.kind === 'full' && done);
    return {
      records: await recordsOf(reading, studies, options.signal),
      cursor: moves ? cursor : null,
      signpost,
      done,
    };
  };
  for await (const studies of chunked(found(reading, mode, options.signal), pageSize)) {
    if (waiting) yield await page(waiting, false);
    waiting = studies;
  }
  yield await page(waiting ?? [], true);
}

/** The keys of studies: their UID, time and patient, without series. */
export async function* studyKeys(
  reading: StudyReading,
  range: KeyRange,
  options: PullOptions,
): AsyncGenerator<KeyPage> {
  const mode: PullMode =
    range.kind === 'all' ? { kind: 'full' } : range.kind === 'window' ? range : { kind: 'keys', keys: range.keys };
  for await (const studies of chunked(found(reading, mode, options.signal), options.pageSize)) {
    yield { records: studies.map((study) => rowMessage(studyRow(study, null))), done: false };
  }
  yield { records: [], done: true };
}

async function* found(
  reading: StudyReading,
  mode: PullMode,
  signal: AbortSignal,
): AsyncGenerator<readonly DicomValues[]> {
  const { finder, maxRowsPerPage } = reading;
  switch (mode.kind) {
    case 'incremental': {
      const from = mode.cursor && dayOf(timeOf(mode.cursor.value) - reading.lookbackSeconds * 1000);
      return yield* walkDays(finder, { from, to: null }, maxRowsPerPage, signal);
    }
    case 'full': {
      // Some PACS count what has no date among the oldest.
      const met = new Set<string>();
      for await (const studies of walkDays(finder, { from: null, to: null }, maxRowsPerPage, signal)) {
        for (const study of undated(studies)) met.add(uidOf(study));
        yield studies;
      }
      return yield undated((await finder.studies({}, MOST_SWEPT, signal)) ?? []).filter(
        (study) => !met.has(uidOf(study)),
      );
    }
    case 'window': {
      const [from, to] = [timeOf(mode.from), timeOf(mode.to)];
      // A day more at both ends: where a study tells its own time zone, its day need not be ours.
      const range = { from: daysAfter(dayOf(from), -1), to: daysAfter(dayOf(to), 1) };
      for await (const studies of walkDays(finder, range, maxRowsPerPage, signal)) {
        yield studies.filter((study) => isWithin(study, from, to));
      }
      return;
    }
    case 'patients':
      for (const id of mode.ids) yield await studiesOf(finder, id, signal);
      return;
    case 'keys': {
      const uids = [...new Set(mode.keys.map(([uid = '']) => uid).filter(isUid))];
      for (let at = 0; at < uids.length; at += UIDS_A_QUESTION) {
        const asked = uids.slice(at, at + UIDS_A_QUESTION);
        const studies = (await finder.studies({ studyUids: asked }, UIDS_A_QUESTION, signal)) ?? [];
        yield studies.filter((study) => asked.includes(study['StudyInstanceUID'] ?? ''));
      }
    }
  }
}

/** A PACS takes `*` and `?` for wildcards and often ignores case: only what is told exactly so is his. */
async function studiesOf(finder: StudyFinder, patientId: string, signal: AbortSignal): Promise<readonly DicomValues[]> {
  const asked = patientId.trim();
  if (asked === '' || /[\\*?]/.test(asked)) return [];
  const studies = await finder.studies({ patientId: asked }, MOST_OF_A_PERSON, signal);
  if (!studies) throw new TransportError('query', '一名患者的检查数量超出上限，请与 PACS 方核对患者编号。');
  return studies.filter((study) => study['PatientID'] === asked);
}

const undated = (studies: readonly DicomValues[]): DicomValues[] =>
  studies.filter((study) => studyInstant(study) === null);

/** A study that tells only its day belongs to every part of it. */
function isWithin(study: DicomValues, from: number, to: number): boolean {
  const at = studyInstant(study);
  if (at === null) return false;
  return study['StudyTime'] ? at >= from && at < to : dayOf(at) >= dayOf(from) && at < to;
}

/** Sorted by time inside each answer, so that no page's cursor runs ahead of a later page of the same days. */
async function* chunked(
  answers: AsyncIterable<readonly DicomValues[]>,
  size: number,
): AsyncGenerator<readonly DicomValues[]> {
  for await (const answer of answers) {
    const sorted = answer.toSorted(
      (a, b) => (studyInstant(a) ?? 0) - (studyInstant(b) ?? 0) || (uidOf(a) < uidOf(b) ? -1 : 1),
    );
    for (let at = 0; at < sorted.length; at += size) yield sorted.slice(at, at + size);
  }
}

async function recordsOf(
  { finder, withSeries }: StudyReading,
  studies: readonly DicomValues[],
  signal: AbortSignal,
): Promise<PulledRecord[]> {
  const records: PulledRecord[] = [];
  for (let at = 0; at < studies.length; at += finder.atOnce) {
    signal.throwIfAborted();
    const together = studies.slice(at, at + finder.atOnce).map(async (study) => {
      const row = studyRow(study, withSeries && isUid(uidOf(study)) ? await finder.series(uidOf(study), signal) : null);
      return { message: rowMessage(row), raw: JSON.stringify(row) };
    });
    records.push(...(await Promise.all(together)));
  }
  return records;
}

const uidOf = (study: DicomValues): string => study['StudyInstanceUID'] ?? '';

function furthest(cursor: Cursor | null, study: DicomValues, signpost: string): Cursor | null {
  const at = studyInstant(study);
  if (at === null) return cursor;
  const value = inPrecision(at, 'instant');
  if (isBehind(value, signpost) || (cursor && isBehind(cursor.value, value))) return cursor;
  return { value, key: [uidOf(study)] };
}

function timeOf(text: string): number {
  const instant = parseInstant(text.trim());
  if (instant === null)
    throw new TransportError('query', `游标或时间“${text}”不是有效时间，请在数据源页面重置游标后重新同步。`);
  return Date.parse(instant);
}
