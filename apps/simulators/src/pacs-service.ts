import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import type { Line } from './line.js';
import { pictureJson, seriesJson, studyJson } from './pacs-answers.js';
import { drawPicture } from './pacs-picture.js';
import { findStudies, pictureUid, seriesOf, type Series, type Study, type StudyWish } from './pacs-studies.js';
import { openSwitch } from './switch.js';

/** Where the archive's DICOMweb begins. */
export const PACS_PATH = '/dicom-web';
const MOST = 200;
const SIDE = 256;

/** A question that cannot be understood, or is about nothing there is. */
class Refused extends Error {
  constructor(readonly status: 400 | 404) {
    super(status === 404 ? 'not found' : 'bad request');
  }
}

/**
 * The archive's own DICOMweb service (QIDO-RS, and pictures of WADO-RS) on loopback, behind a line that can be spoiled.
 * Port 0 takes a free one; a taken port falls back to a free one.
 */
export async function openPacs(port: number, ris: Pool): Promise<Line> {
  const server = createServer((request, response) => {
    answer(request, response, ris).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(error instanceof Refused ? error.status : 500).end();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const line = await openSwitch(port, { host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  return {
    ...line,
    close: async () => {
      await line.close();
      await ended(server);
    },
  };
}

function ended(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, ris: Pool): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method !== 'GET' || !url.pathname.startsWith(`${PACS_PATH}/`)) throw new Refused(404);
  const [kind, studyUid, , seriesUid, , image, rendered] = url.pathname.slice(PACS_PATH.length + 1).split('/');
  if (kind !== 'studies') throw new Refused(404);
  if (studyUid === undefined) return list(response, (await studies(ris, url.searchParams)).map(studyJson));
  const [study] = await findStudies(ris, { uids: [studyUid] }, 1, 0);
  if (!study) throw new Refused(404);
  if (seriesUid === undefined)
    return list(
      response,
      seriesOf(study).map((one) => seriesJson(study, one)),
    );
  const series = seriesOf(study).find(({ uid }) => uid === seriesUid);
  if (!series) throw new Refused(404);
  if (image === undefined)
    return list(
      response,
      numbers(series).map((number) => pictureJson(study, series, number)),
    );
  return picture(response, study, series, { image, rendered });
}

const numbers = (series: Series): number[] => Array.from({ length: series.pictures }, (_, index) => index + 1);

function list(response: ServerResponse, items: readonly object[]): void {
  response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(JSON.stringify(items));
}

/** An older archive: it draws pictures (`/rendered`) and knows no thumbnails. */
function picture(
  response: ServerResponse,
  study: Study,
  series: Series,
  asked: { image: string; rendered: string | undefined },
): void {
  const number = numbers(series).find((one) => pictureUid(series, one) === asked.image);
  if (number === undefined || asked.rendered !== 'rendered') throw new Refused(404);
  const bytes = drawPicture(study, number / series.pictures, SIDE);
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length }).end(bytes);
}

/** Gives no more than its own most at a time, whatever is asked. */
function studies(ris: Pool, query: URLSearchParams): Promise<Study[]> {
  const whole = (name: string, otherwise: number): number => {
    const value = Number(query.get(name) ?? otherwise);
    if (!Number.isInteger(value) || value < 0) throw new Refused(400);
    return value;
  };
  const days = /^(\d{8})?-?(\d{8})?$/.exec(query.get('StudyDate') ?? '');
  if (!days) throw new Refused(400);
  const [, from, to = query.get('StudyDate')?.includes('-') ? undefined : from] = days;
  const told = (name: string): string | undefined => query.get(name) ?? undefined;
  const uids = told('StudyInstanceUID')?.split(/[,\\]/);
  const patientId = told('PatientID');
  const accessionNo = told('AccessionNumber');
  const wish: StudyWish = {
    ...(uids ? { uids } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(patientId ? { patientId } : {}),
    ...(accessionNo ? { accessionNo } : {}),
  };
  return findStudies(ris, wish, Math.min(MOST, whole('limit', MOST)), whole('offset', 0));
}
