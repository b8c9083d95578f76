import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noPacs, type Orthanc, startOrthanc } from '../support/orthanc.js';
import { openPacs, type Pacs, readStudies } from './dicom-stream.js';

/** `count` studies of one instant, each with one image. */
async function makeStudies(orthanc: Orthanc, count: number, at = '20260302 080000'): Promise<string[]> {
  const uids = Array.from({ length: count }, (_, index) => `2.25.${1_000 + index}`);
  for (const uid of uids) await makeImage(orthanc, uid, at, 1);
  return uids;
}

function makeImage(orthanc: Orthanc, studyUid: string, at: string, number: number): Promise<string> {
  const [StudyDate, StudyTime] = at.split(' ') as [string, string];
  return orthanc.make({
    StudyInstanceUID: studyUid, SeriesInstanceUID: `${studyUid}.1`, SOPInstanceUID: `${studyUid}.1.${number}`, StudyDate, StudyTime,
    SpecificCharacterSet: 'ISO_IR 192', PatientID: 'P1', PatientName: '张^三', Modality: 'CT', AccessionNumber: `A${studyUid.slice(5)}`,
  });
}

describe.skipIf(noPacs)(`What changes in a PACS${noPacs ? ` – skipped: ${noPacs}` : ''}`, () => {
  let orthanc: Orthanc;
  beforeAll(async () => {
    orthanc = await startOrthanc();
  }, 60_000);
  beforeEach(() => orthanc.empty());
  afterAll(() => orthanc?.stop());
  const open = (kind: 'dicomweb' | 'dimse'): Pacs => openPacs(kind, kind === 'dimse' ? orthanc.dicom : orthanc.web);

  describe.each(['dicomweb', 'dimse'] as const)('over %s', (kind) => {
    it('loses and doubles none of many studies of one instant at the edges of pages', async () => {
      const uids = await makeStudies(orthanc, 30);
      const pacs = open(kind);
      const read = await readStudies(pacs, { kind: 'incremental', cursor: null }, 7);
      await pacs.transport.close();
      expect(read.all('StudyInstanceUID').toSorted()).toEqual(uids.toSorted());
      expect(read.pages).toBe(5);
      expect(read.cursor?.value).toBe('2026-03-02 08:00:00.000');
    });

    it('finds images that came later to a study of the look-back, and studies that were archived late', async () => {
      const [uid] = await makeStudies(orthanc, 1);
      const pacs = open(kind);
      const first = await readStudies(pacs, { kind: 'incremental', cursor: null });
      await makeImage(orthanc, uid!, '20260302 080000', 2);
      await makeImage(orthanc, '2.25.7', '20260301 230000', 1);
      const again = await readStudies(pacs, { kind: 'incremental', cursor: first.cursor });
      await pacs.transport.close();
      expect(first.of(uid!)!.message.read('NumberOfStudyRelatedInstances')).toBe('1');
      expect(again.of(uid!)!.message.read('NumberOfStudyRelatedInstances')).toBe('2');
      expect(again.of('2.25.7')).toBeDefined();
    });

    it('misses a study that was deleted when asked whether it is still there', async () => {
      await makeStudies(orthanc, 2);
      const studies = (await orthanc.ask('GET', '/studies?expand')) as { ID: string; MainDicomTags: { StudyInstanceUID: string } }[];
      const { ID: id } = studies.find(({ MainDicomTags }) => MainDicomTags.StudyInstanceUID === '2.25.1001')!;
      await orthanc.ask('DELETE', `/studies/${id}`);
      const pacs = open(kind);
      const left = await readStudies(pacs, { kind: 'keys', keys: [['2.25.1000'], ['2.25.1001']] });
      await pacs.transport.close();
      expect(left.all('StudyInstanceUID')).toEqual(['2.25.1000']);
    });

    it('is read on by the same transport after the PACS was restarted', async () => {
      await makeStudies(orthanc, 2);
      const pacs = open(kind);
      await readStudies(pacs, { kind: 'full' });
      await orthanc.end();
      await orthanc.start();
      await readStudies(pacs, { kind: 'full' }).catch((error: unknown) => expect(error).toMatchObject({ name: 'TransportError' }));
      expect((await readStudies(pacs, { kind: 'full' })).records).toHaveLength(2);
      await pacs.transport.close();
    });

    it('is read in smaller steps where one answer may hold only few studies', async () => {
      for (let day = 1; day <= 24; day += 1) await makeImage(orthanc, `2.25.${day}`, `202603${String(day).padStart(2, '0')} 080000`, 1);
      const pacs = openPacs(kind, kind === 'dimse' ? orthanc.dicom : orthanc.web, { statementTimeoutMs: 10_000, connectTimeoutMs: 3_000, maxRowsPerPage: 5 });
      const read = await readStudies(pacs, { kind: 'incremental', cursor: null });
      await pacs.transport.close();
      expect(read.records).toHaveLength(24);
      expect(read.all('StudyDate')).toEqual(read.all('StudyDate').toSorted());
    });
  });
});
