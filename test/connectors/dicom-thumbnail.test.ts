import { fetchThumbnail } from '@cadre/connector-kit/dicom/study-thumbnail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPacs, type Orthanc, publicDicomFiles, startOrthanc } from '../support/orthanc.js';
import { openPacs, readStudies } from './dicom-stream.js';

const FILES = publicDicomFiles();
const missing = noPacs ?? (FILES.length === 0 ? 'the public DICOM files are not there' : null);
const BOUNDS = { timeoutMs: 8_000, maxBytes: 1024 * 1024 };
const DRAWN = /^(CT|MR|CR|US|NM|XC)$/;

describe.skipIf(missing)(`Thumbnails of a real PACS${missing ? ` – skipped: ${missing}` : ''}`, () => {
  let orthanc: Orthanc;
  beforeAll(async () => {
    orthanc = await startOrthanc();
    for (const { path } of FILES) await orthanc.store(path);
  }, 120_000);
  afterAll(() => orthanc?.stop());
  const connection = () => ({ url: orthanc.web, options: {} });

  it('R-46 are drawn for most studies with images; what cannot be drawn says so and harms nothing', async () => {
    const pacs = openPacs('dicomweb', orthanc.web);
    const studies = (await readStudies(pacs, { kind: 'full' })).records.filter(({ message }) => DRAWN.test(message.read('ModalitiesInStudy') ?? ''));
    let drawn = 0;
    for (const { message } of studies) {
      const picture = await fetchThumbnail(connection(), { studyUid: message.read('StudyInstanceUID')! }, BOUNDS).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'TransportError' });
        return null;
      });
      if (picture) drawn += 1;
      if (picture) expect([picture.type, picture.bytes.length > 500]).toEqual(['image/jpeg', true]);
    }
    expect(studies.length).toBeGreaterThan(15);
    expect(drawn / studies.length).toBeGreaterThan(0.6);
  }, 60_000);

  it('are asked for by UID alone: whatever else stands there never reaches an address', async () => {
    for (const studyUid of ['../../../instances', '1.2.3/series', '1.2.3?x=1', '', '1..2', '01.2', `1.${'2'.repeat(70)}`]) {
      await expect(fetchThumbnail(connection(), { studyUid }, BOUNDS)).rejects.toMatchObject({ kind: 'query' });
    }
  });

  it('are null for a study that is not there, and refused for a PACS without DICOMweb', async () => {
    await expect(fetchThumbnail({ url: orthanc.dicom, options: {} }, { studyUid: '1.2.3' }, BOUNDS)).rejects.toMatchObject({ kind: 'query' });
    expect(await fetchThumbnail(connection(), { studyUid: '1.2.3.4.5.6.7' }, BOUNDS)).toBeNull();
  });
});
