import type { Connection } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';
import type { DicomValues } from './dicom-attributes.js';
import { type DicomWebClient, openDicomWebClient } from './dicomweb-client.js';
import { type DicomWebFinder, openDicomWebFinder, uid } from './dicomweb-finder.js';

/** A small picture as the PACS drew it. */
export interface Thumbnail {
  readonly type: 'image/jpeg' | 'image/png';
  readonly bytes: Buffer;
}

/** Which picture: of a study, of one of its series, or one image. */
export interface ThumbnailOf {
  readonly studyUid: string;
  readonly seriesUid?: string;
  readonly instanceUid?: string;
}

export interface ThumbnailBounds {
  /** For everything that has to be asked together. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const SIDE = 256;
/** Series that hold no picture of the body. */
const NOT_DRAWN = new Set([
  'SR',
  'PR',
  'KO',
  'SEG',
  'REG',
  'AU',
  'DOC',
  'FID',
  'RTPLAN',
  'RTSTRUCT',
  'RTDOSE',
  'RTRECORD',
  'RWV',
  'PLAN',
]);

/**
 * One picture over DICOMweb, drawn by the PACS and passed on as it is: nothing of DICOM is parsed here.
 * Null: the PACS has no picture of it, or none yet.
 * @throws TransportError when the PACS is not reached, too slow, or answers with something that is no picture
 */
export async function fetchThumbnail(
  connection: Connection,
  wanted: ThumbnailOf,
  bounds: ThumbnailBounds,
): Promise<Thumbnail | null> {
  if (!/^https?:/i.test(connection.url))
    throw new TransportError('query', '此 PACS 没有提供 DICOMweb 取图接口，无法显示缩略图。');
  const signal = AbortSignal.timeout(bounds.timeoutMs);
  const limits = { connectTimeoutMs: bounds.timeoutMs, totalTimeoutMs: bounds.timeoutMs, maxBytes: bounds.maxBytes };
  const finder = openDicomWebFinder(connection, {
    connectTimeoutMs: bounds.timeoutMs,
    statementTimeoutMs: bounds.timeoutMs,
  });
  const pictures = openDicomWebClient(connection, limits);
  try {
    const path = await imagePath(finder, wanted, signal);
    return path === null ? null : await drawn(pictures, path, signal);
  } catch (error) {
    if (signal.aborted) throw new TransportError('timeout', 'PACS 在限定时间内没有给出图像。', error);
    throw error;
  } finally {
    finder.close();
    pictures.close();
  }
}

/** The middle of the first series that holds pictures says more than its edge. */
async function imagePath(
  finder: DicomWebFinder,
  { studyUid, seriesUid, instanceUid }: ThumbnailOf,
  signal: AbortSignal,
): Promise<string | null> {
  const series = seriesUid ?? firstDrawn(await finder.series(uid(studyUid), signal));
  if (series === undefined) return null;
  const image = instanceUid ?? middle(await finder.instances(studyUid, series, signal));
  if (image === undefined) return null;
  return `/studies/${uid(studyUid)}/series/${uid(series)}/instances/${uid(image)}`;
}

const firstDrawn = (series: readonly DicomValues[]): string | undefined =>
  series.find(({ Modality = '' }) => !NOT_DRAWN.has(Modality))?.['SeriesInstanceUID'];

const middle = (instances: readonly DicomValues[]): string | undefined =>
  instances[Math.floor(instances.length / 2)]?.['SOPInstanceUID'];

/** `/thumbnail` is younger than many a PACS; `/rendered` all of them draw. Some refuse to choose among several kinds of picture. */
async function drawn(pictures: DicomWebClient, path: string, signal: AbortSignal): Promise<Thumbnail | null> {
  for (const way of [`/thumbnail?viewport=${SIDE},${SIDE}`, `/rendered?viewport=${SIDE},${SIDE}`]) {
    const { status, bytes } = await pictures.get(path + way, 'image/jpeg', signal);
    const type = status === 200 ? pictureType(bytes) : null;
    if (type) return { type, bytes };
    if (status === 200) throw new TransportError('broken', 'PACS 返回的不是图像，无法显示缩略图。');
  }
  return null;
}

/** What the first bytes say, not what the header claims: the browser must never be handed anything else. */
function pictureType(bytes: Buffer): Thumbnail['type'] | null {
  if (bytes.subarray(0, 3).equals(Buffer.of(0xff, 0xd8, 0xff))) return 'image/jpeg';
  return bytes.subarray(0, 8).equals(Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) ? 'image/png' : null;
}
