import { decodeDicomText } from '@cadre/connector-kit/dicom/dicom-charset';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dcmqrscp, startDcmqrscp } from '../support/dcmqrscp.js';
import { noPacs, publicDicomFiles, startOrthanc } from '../support/orthanc.js';
import { openPacs, readStudies } from './dicom-stream.js';

const FILES = publicDicomFiles('charset-zh');
const missing = noPacs ?? (FILES.length === 0 ? 'the public DICOM files are not there' : null);
const NAMES = ['张小东', '王小東', '王小东'];

/** Names of public files in other scripts, as the DICOM standard prints them in its annexes H to K. */
const ABROAD = {
  SCSGREEK: 'Διονυσιος', SCSRUSS: 'Люкceмбypг', H31EXAMPLE: '山田太郎', I2EXAMPLE: '洪吉洞', SCSHBRW: 'שרון דבורה',
} as const;

describe('Texts of a data set', () => {
  it('are split after decoding: 葉, 東 and 誠 have \\ ^ and = among their bytes', () => {
    const bytes = iconv.encode('葉^東=誠', 'gb18030');
    expect(decodeDicomText(bytes, ['GB18030'])).toBe('葉^東=誠');
    expect(decodeDicomText(bytes, [''])).toBe('葉^東=誠');
  });

  it('are read as what they are when the data set claims nothing or claims ASCII', () => {
    expect(decodeDicomText(Buffer.from('胸部CT平扫', 'utf8'), [''])).toBe('胸部CT平扫');
    expect(decodeDicomText(iconv.encode('胸部CT平扫', 'gb18030'), ['ISO_IR 6'])).toBe('胸部CT平扫');
  });

  it('come back to the first character set behind a delimiter, so that an escape left out spoils nothing', () => {
    const surname = Buffer.concat([Buffer.from('Zhang^San=\x1b$)A', 'latin1'), iconv.encode('张', 'gb2312'), Buffer.from('^', 'latin1'), iconv.encode('三', 'gb2312')]);
    expect(decodeDicomText(surname, ['', 'ISO 2022 IR 58'])).toBe('Zhang^San=张^三');
  });
});

describe.skipIf(missing)(`Chinese names over C-FIND${missing ? ` – skipped: ${missing}` : ''}`, () => {
  it.each(['Utf8', 'Chinese', 'SimplifiedChinese'] as const)('are read from Orthanc answering in %s', async (encoding) => {
    const orthanc = await startOrthanc(encoding);
    try {
      for (const { path } of FILES) await orthanc.store(path);
      const pacs = openPacs('dimse', orthanc.dicom);
      const names = (await readStudies(pacs, { kind: 'full' })).all('PatientName');
      await pacs.transport.close();
      // ISO 2022 IR 58 has no letter for the traditional 東, which Orthanc then leaves out.
      const expected = encoding === 'SimplifiedChinese' ? NAMES.filter((name) => !name.includes('東')) : NAMES;
      expect(names).toEqual(expect.arrayContaining(expected));
    } finally {
      await orthanc.stop();
    }
  });

  describe('from dcmqrscp', () => {
    let qrscp: Dcmqrscp;
    beforeAll(async () => {
      qrscp = await startDcmqrscp();
      await qrscp.store([...FILES, ...publicDicomFiles('charset').filter(({ name }) => !name.includes('SQEncoding'))].map(({ path }) => path));
    }, 60_000);
    afterAll(() => qrscp?.stop());

    it('are read in the three ways in which Chinese is stored', async () => {
      const pacs = openPacs('dimse', qrscp.dicom);
      const { records } = await readStudies(pacs, { kind: 'full' });
      await pacs.transport.close();
      expect(records.map(({ message }) => message.read('PatientName'))).toEqual(expect.arrayContaining(NAMES));
    });

    it.each(Object.entries(ABROAD))('and names in other scripts of %s', async (patientId, name) => {
      const pacs = openPacs('dimse', qrscp.dicom);
      const { records } = await readStudies(pacs, { kind: 'patients', ids: [patientId] });
      await pacs.transport.close();
      expect(records[0]?.message.read('PatientName')?.replaceAll(' ', '')).toBe(name.replaceAll(' ', ''));
    });
  });
});
