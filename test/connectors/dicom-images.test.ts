import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { listStudyImages, openStudyImage } from '@cadre/connector-kit/dicom/study-images';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPacs, type Orthanc, publicDicomFiles, startOrthanc } from '../support/orthanc.js';
import { openPacs, readStudies } from './dicom-stream.js';

const FILES = publicDicomFiles();
const missing = noPacs ?? (FILES.length === 0 ? 'the public DICOM files are not there' : null);
const BOUNDS = { timeoutMs: 10_000, maxBytes: 64 * 1024 * 1024 };
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(missing)(`Images of a real PACS${missing ? ` – skipped: ${missing}` : ''}`, () => {
  let orthanc: Orthanc;
  const stored = new Set<string>();
  /** Files from the field that lack the head of a DICOM file. */
  const headless = FILES.filter(({ path }) => readFileSync(path).subarray(128, 132).toString('latin1') !== 'DICM').length;
  beforeAll(async () => {
    orthanc = await startOrthanc();
    for (const { path } of FILES) if (await orthanc.store(path)) stored.add(hashOf(readFileSync(path)));
  }, 120_000);
  afterAll(() => orthanc?.stop());
  const connection = () => ({ url: orthanc.web, options: {} });

  it('R-47 come through byte for byte as the archive keeps them, compressed ones too; what is no file of PS3.10 does not', async () => {
    const studies = (await readStudies(openPacs('dicomweb', orthanc.web), { kind: 'full' })).records;
    let [same, other, refused] = [0, 0, 0];
    for (const { message } of studies) {
      const studyUid = message.read('StudyInstanceUID')!;
      for (const { seriesUid, instances } of await listStudyImages(connection(), studyUid, BOUNDS.timeoutMs)) {
        for (const { instanceUid } of instances) {
          const image = await openStudyImage(connection(), { studyUid, seriesUid, instanceUid }, BOUNDS);
          const bytes = await buffer(image!).catch((error: unknown) => {
            expect(error).toMatchObject({ name: 'TransportError' });
            return null;
          });
          if (bytes === null) refused += 1;
          else if (stored.has(hashOf(bytes))) same += 1;
          else other += 1;
        }
      }
    }
    expect(same).toBeGreaterThan(40);
    expect([other, refused <= headless]).toEqual([0, true]);
  }, 120_000);

  it('R-47.a are found under their own study only', async () => {
    const [first, second] = (await readStudies(openPacs('dicomweb', orthanc.web), { kind: 'full' })).records.map(({ message }) => message.read('StudyInstanceUID')!);
    const [series] = await listStudyImages(connection(), first!, BOUNDS.timeoutMs);
    const at = { seriesUid: series!.seriesUid, instanceUid: series!.instances[0]!.instanceUid };
    expect(await openStudyImage(connection(), { ...at, studyUid: second! }, BOUNDS)).toBeNull();
  });
});

describe('An archive that answers wrongly', () => {
  let answer: (response: ServerResponse) => void;
  const server = createServer((_request, response) => answer(response));
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`;
  });
  afterAll(() => void server.close());
  const file = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.from('pixels\r\n--b not the end')]);
  const open = (bounds = BOUNDS) => openStudyImage({ url, options: {} }, { studyUid: '1.2', seriesUid: '1.2.3', instanceUid: '1.2.3.4' }, bounds);
  const multipart = (body: Buffer, type = 'multipart/related; type="application/dicom"; boundary=bound') => (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': type });
    // In pieces, so that every line is cut somewhere.
    const whole = Buffer.concat([Buffer.from('--bound\r\nContent-Type: application/dicom\r\n\r\n'), body, Buffer.from('\r\n--bound--\r\n')]);
    for (let at = 0; at < whole.length; at += 7) response.write(whole.subarray(at, at + 7));
    response.end();
  };

  it('S65 the file is taken out of its wrapping exactly', async () => {
    answer = multipart(file);
    expect((await buffer((await open())!)).equals(file)).toBe(true);
  });

  it('S65 what is no DICOM file, too long or cut short never ends well', async () => {
    answer = multipart(Buffer.from('<html>'.repeat(100)));
    await expect(open().then((image) => buffer(image!))).rejects.toThrow('不是 DICOM');
    answer = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(file);
    await expect(open()).rejects.toThrow('不是 DICOM');
    answer = multipart(file);
    await expect(open({ ...BOUNDS, maxBytes: 140 }).then((image) => buffer(image!))).rejects.toThrow('超过');
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'multipart/related; type="application/dicom"; boundary=bound' });
      response.end(Buffer.concat([Buffer.from('--bound\r\n\r\n'), file]));
    };
    await expect(open().then((image) => buffer(image!))).rejects.toThrow('不完整');
  });

  it('S65 one that never answers is given up, and nothing but a UID gets into an address', async () => {
    answer = () => undefined;
    await expect(open({ ...BOUNDS, timeoutMs: 200 })).rejects.toMatchObject({ kind: 'timeout' });
    const at = { studyUid: '1.2', seriesUid: '1.2.3', instanceUid: '1.2.3.4' };
    for (const bad of ['../1', '1.2/3', '1.2?x', '01.2', '1..2', '']) {
      for (const name of ['studyUid', 'seriesUid', 'instanceUid']) {
        await expect(openStudyImage({ url, options: {} }, { ...at, [name]: bad }, BOUNDS)).rejects.toMatchObject({ kind: 'query' });
      }
    }
  });
});
