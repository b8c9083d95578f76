import { request as askHttp, type IncomingMessage } from 'node:http';
import { request as askHttps } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { httpError } from '../http/http-error.js';
import type { Connection } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';
import { authorization } from './dicomweb-client.js';
import { openDicomWebFinder, uid } from './dicomweb-finder.js';
import { boundaryOf, OnePart } from './one-part.js';

/** What one study holds, as its PACS tells. */
export interface StudySeries {
  readonly seriesUid: string;
  readonly number: number | null;
  readonly modality: string | null;
  readonly description: string | null;
  readonly instances: readonly { readonly instanceUid: string; readonly number: number | null; readonly frames: number }[];
}

export interface ImageBounds {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export interface ImageAddress {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
}

/** Beyond this many series nobody looks; the PACS is asked once for each. */
const MOST_SERIES = 200;

/**
 * Series and images of a study in their order.
 * @throws TransportError when the PACS is not reached, too slow or answers otherwise than DICOMweb
 */
export async function listStudyImages(connection: Connection, studyUid: string, timeoutMs: number): Promise<StudySeries[]> {
  mustBeWeb(connection);
  const signal = AbortSignal.timeout(timeoutMs);
  const finder = openDicomWebFinder(connection, { connectTimeoutMs: timeoutMs, statementTimeoutMs: timeoutMs });
  try {
    const series = (await finder.series(uid(studyUid), signal)).slice(0, MOST_SERIES);
    const found: StudySeries[] = [];
    for (const one of series) {
      const seriesUid = one['SeriesInstanceUID'];
      if (seriesUid === undefined) continue;
      const instances = await finder.instances(studyUid, seriesUid, signal);
      found.push({
        seriesUid, number: numberOr(one['SeriesNumber']), modality: one['Modality'] ?? null, description: one['SeriesDescription'] ?? null,
        instances: instances.flatMap(({ SOPInstanceUID, InstanceNumber, NumberOfFrames }) =>
          SOPInstanceUID === undefined ? [] : [{ instanceUid: SOPInstanceUID, number: numberOr(InstanceNumber), frames: numberOr(NumberOfFrames) ?? 1 }]),
      });
    }
    return found;
  } catch (error) {
    if (signal.aborted) throw new TransportError('timeout', 'PACS 在限定时间内没有给出影像目录。', error);
    throw error;
  } finally {
    finder.close();
  }
}

/**
 * One image as the PACS keeps it, passed on while it arrives; the stream fails when it is no DICOM file, too long or too slow.
 * Null: the PACS does not have it.
 * @throws TransportError when the PACS is not reached or answers with something else
 */
export async function openStudyImage(connection: Connection, at: ImageAddress, { timeoutMs, maxBytes }: ImageBounds): Promise<Readable | null> {
  mustBeWeb(connection);
  const base = new URL(connection.url);
  const path = `/studies/${uid(at.studyUid)}/series/${uid(at.seriesUid)}/instances/${uid(at.instanceUid)}`;
  const url = new URL(base.origin + base.pathname.replace(/\/+$/, '') + path);
  // Whatever it is compressed with goes to the browser, which has the decoders.
  const headers = { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*', ...authorization(connection.options) };
  const { ca } = connection.options;
  const line = (url.protocol === 'https:' ? askHttps : askHttp)(url, { headers, ...(ca ? { ca, minVersion: 'TLSv1.2' as const } : {}) });
  const late = setTimeout(() => line.destroy(new TransportError('timeout', 'PACS 在限定时间内没有给出图像。')), timeoutMs);
  line.once('close', () => clearTimeout(late));
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    line.once('response', resolve);
    line.once('error', (error) => reject(error instanceof TransportError ? error : httpError(error)));
    line.end();
  });
  const type = String(answer.headers['content-type'] ?? '');
  const length = Number(answer.headers['content-length'] ?? 0);
  if (answer.statusCode === 404 || answer.statusCode === 410) return refuse(line, null);
  if (answer.statusCode !== 200) throw refuse(line, new TransportError('refused', `PACS 没有给出图像（HTTP ${answer.statusCode}）。`));
  if (!/application\/dicom/i.test(type)) throw refuse(line, new TransportError('broken', 'PACS 返回的不是 DICOM 图像。'));
  if (length > maxBytes + 64 * 1024) throw refuse(line, new TransportError('broken', '单幅图像超过允许的大小，未能调阅。'));
  return pipeline(answer, new OnePart(boundaryOf(type), maxBytes), () => undefined);
}

function refuse<T>(line: { destroy(): unknown }, answer: T): T {
  line.destroy();
  return answer;
}

function mustBeWeb({ url }: Connection): void {
  if (!/^https?:/i.test(url)) throw new TransportError('query', '此 PACS 没有提供 DICOMweb 取图接口，不能在页面内调阅。');
}

function numberOr(text: string | undefined): number | null {
  const number = Number(text);
  return text === undefined || !Number.isFinite(number) ? null : number;
}
