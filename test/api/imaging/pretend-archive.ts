import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { grayscalePng } from '@cadre/simulators/pacs-png';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import type { TestHospital } from '../../support/app.js';

/** A PACS that answers what a test tells it to. */
export interface PretendArchive {
  readonly url: string;
  /** Addresses that were asked, oldest first. */
  readonly asked: string[];
  /** Answers for pictures from now on. */
  answer: (response: ServerResponse) => void;
  /** The row of table source under which the product reads it. */
  sourceRow(id: string, hospital: TestHospital): Record<string, unknown>;
  stop(): Promise<void>;
}

/** A small square, black to white. */
export const PICTURE = grayscalePng(16, (x) => x * 16);
export const drawn = (response: ServerResponse): void => void response.writeHead(200, { 'content-type': 'image/png' }).end(PICTURE);

export async function startArchive(): Promise<PretendArchive> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    archive.asked.push(path);
    const [bare = ''] = path.split('?');
    if (path.includes('offset=')) response.end('[]');
    else if (bare.endsWith('/series')) response.end(JSON.stringify([
      { '0020000E': { vr: 'UI', Value: ['1.2.826.1.9'] }, '00080060': { vr: 'CS', Value: ['SR'] }, '00200011': { vr: 'IS', Value: [1] } },
      { '0020000E': { vr: 'UI', Value: ['1.2.826.1.1'] }, '00080060': { vr: 'CS', Value: ['CT'] }, '00200011': { vr: 'IS', Value: [2] } },
    ]));
    else if (bare.endsWith('/instances')) response.end(JSON.stringify([1, 2, 3].map((number) => (
      { '00080018': { vr: 'UI', Value: [`1.2.826.1.1.${number}`] }, '00200013': { vr: 'IS', Value: [number] } }))));
    else if (bare.endsWith('/rendered')) archive.answer(response);
    else if (/\/instances\/[\d.]+$/.test(bare)) response.writeHead(200, { 'content-type': 'application/dicom' }).end(Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const archive: PretendArchive = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`,
    asked: [],
    answer: drawn,
    sourceRow: (id, hospital) => ({
      id, connector_id: 'demo-pacs', name: 'PACS', system: 'PACS', host: new URL(archive.url).host, late_after_seconds: 900,
      url_cipher: hospital.app.get(FieldCipher, { strict: false }).seal(archive.url),
    }),
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  return archive;
}
