import { createHmac, timingSafeEqual } from 'node:crypto';

/** One image of a study that its PACS named when the study was opened. */
export interface KeyedImage {
  readonly studyId: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
}

/** An opened study stays open this long; then it is opened, and recorded, again. */
export const OPEN_MS = 5 * 60_000;

/** What lets one session fetch one image until a moment (ms): nothing that the PACS did not name under this study can be asked for. */
export function imageKey(secret: Buffer, sessionId: string, { studyId, seriesUid, instanceUid }: KeyedImage, until: number): string {
  return createHmac('sha256', secret).update(['image', sessionId, studyId, seriesUid, instanceUid, until].join('\n')).digest('hex').slice(0, 32);
}

export function isKey(given: string, wanted: string): boolean {
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}
