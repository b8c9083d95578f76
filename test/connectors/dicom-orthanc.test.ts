import { readAgain } from '@cadre/connector-kit/open-transport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPacs, type Orthanc, publicDicomFiles, startOrthanc } from '../support/orthanc.js';
import { openPacs, type Pacs, readStudies } from './dicom-stream.js';

const FILES = publicDicomFiles();
const missing = noPacs ?? (FILES.length === 0 ? 'the public DICOM files are not there' : null);
const FULL = { kind: 'full' } as const;

/** What public files say of themselves; read with dcmdump. */
const CHINESE = {
  '1.2.276.0.7230010.3.1.2.1819218265.24076.1717183911.831': '张小东',
  '1.3.6.1.4.1.5962.1.2.0.1175775771.5711.0': '王小東',
  '1.3.6.1.4.1.5962.1.2.0.1175775771.5714.0': '王小东',
} as const;
const PETER = '1.3.6.1.4.1.5962.1.1.0.0.0.1196533885.18148.0.1';

describe.skipIf(missing)(`A real PACS with ${FILES.length} public files${missing ? ` – skipped: ${missing}` : ''}`, () => {
  let orthanc: Orthanc;
  const open = (kind: 'dicomweb' | 'dimse'): Pacs => openPacs(kind, kind === 'dimse' ? orthanc.dicom : orthanc.web);

  beforeAll(async () => {
    orthanc = await startOrthanc();
    for (const { path } of FILES) await orthanc.store(path);
  }, 120_000);
  afterAll(() => orthanc?.stop());

  describe.each(['dicomweb', 'dimse'] as const)('over %s', (kind) => {
    it('R-46 lists every study it holds, the malformed of the field and the undated among them, in a full read', async () => {
      const pacs = open(kind);
      const read = await readStudies(pacs, FULL);
      await pacs.transport.close();
      expect(read.records).toHaveLength(await orthanc.studies());
      expect(new Set(read.all('StudyInstanceUID')).size).toBe(read.records.length);
      expect(read.pages).toBeGreaterThan(3);
    });

    it('R-46 shows the Chinese names as the patients write them, from UTF-8, GB18030 and ISO 2022 IR 58', async () => {
      const pacs = open(kind);
      const read = await readStudies(pacs, FULL);
      await pacs.transport.close();
      for (const [studyUid, name] of Object.entries(CHINESE)) {
        expect(read.of(studyUid)?.message.read('PatientName')).toBe(name);
        expect(read.of(studyUid)?.message.read('PatientName.Alphabetic')).toMatch(/\^XiaoDong$/);
      }
    });

    it('R-46 tells the series of a study with their numbers of images', async () => {
      const pacs = open(kind);
      const { records: [study] } = await readStudies(pacs, { kind: 'keys', keys: [[PETER]] });
      await pacs.transport.close();
      const series = study!.message.parts('series')!;
      expect(study!.message.read('StudyDateTime')).toBe('20030505045357+0000');
      expect(study!.message.read('NumberOfStudyRelatedSeries')).toBe(String(series.length));
      expect(series.map((one) => one.read('Modality'))).toEqual(series.map(() => 'MR'));
      const images = series.map((one) => Number(one.read('NumberOfSeriesRelatedInstances'))).reduce((a, b) => a + b, 0);
      expect(String(images)).toBe(study!.message.read('NumberOfStudyRelatedInstances'));
    });

    it('finds the studies of one patient by his number, exactly as it is written and without wildcards', async () => {
      const pacs = open(kind);
      const his = await readStudies(pacs, { kind: 'patients', ids: ['98890234'] });
      const others = await readStudies(pacs, { kind: 'patients', ids: ['9889*', '9889023?', '*', ''] });
      await pacs.transport.close();
      expect(his.records.length).toBeGreaterThanOrEqual(4);
      expect(new Set(his.all('PatientID'))).toEqual(new Set(['98890234']));
      expect(others.records).toHaveLength(0);
    });

    it('reads on from the saved study time and takes the days of the look-back again', async () => {
      const pacs = open(kind);
      const first = await readStudies(pacs, { kind: 'incremental', cursor: null });
      const again = await readStudies(pacs, { kind: 'incremental', cursor: first.cursor });
      await pacs.transport.close();
      expect(first.cursor?.value.slice(0, 10)).toBe('2022-10-31');
      expect(again.all('StudyDate')).toEqual(['20221031']);
      expect(again.cursor).toEqual(first.cursor);
    });

    it('reads a window of time and no study beside it, by the time zone that a study tells', async () => {
      const pacs = open(kind);
      // 18:50:59 four hours west of Greenwich is the next morning in China.
      const read = await readStudies(pacs, { kind: 'window', from: '2004-08-27 06:50:00', to: '2004-08-27 06:51:00' });
      const beside = await readStudies(pacs, { kind: 'window', from: '2004-08-27 06:51:00', to: '2004-08-28 09:00:00' });
      await pacs.transport.close();
      expect(read.all('StudyDateTime')).toEqual(read.records.map(() => '20040826185059-0400'));
      expect(read.all('PatientID').toSorted()).toEqual(['11RG3', '13US1', '4MR1', '8NM1']);
      expect(beside.records).toHaveLength(0);
    });

    it('lists the keys of all studies, and which of some are still there', async () => {
      const pacs = open(kind);
      const keys: (string | null)[] = [];
      const stream = { id: 's', name: 's', target: 'imaging-study', rank: 1, source: pacs.source, mapping: { key: [], version: '', fields: {} } } as const;
      const asked = { pageSize: 10, signal: new AbortController().signal };
      for await (const page of pacs.transport.keys!(stream, { kind: 'all' }, asked)) keys.push(...page.records.map((one) => one.read('StudyInstanceUID')));
      const left: (string | null)[] = [];
      const range = { kind: 'present', keys: [[PETER], ['1.2.3.4.5'], ['no uid']] } as const;
      for await (const page of pacs.transport.keys!(stream, range, asked)) left.push(...page.records.map((one) => one.read('StudyInstanceUID')));
      await pacs.transport.close();
      expect(new Set(keys).size).toBe(await orthanc.studies());
      expect(left).toEqual([PETER]);
    });

    it('keeps what it was told so that it reads the same again', async () => {
      const pacs = open(kind);
      const { records: [study] } = await readStudies(pacs, { kind: 'keys', keys: [[PETER]] });
      await pacs.transport.close();
      const [again] = readAgain(pacs.source, study!.raw);
      expect(again!.read('PatientName')).toBe('Doe Peter');
      expect(again!.parts('series')!.length).toBe(study!.message.parts('series')!.length);
    });

    it('looks at it as an engineer would, and says that a PACS keeps no time of change', async () => {
      const pacs = open(kind);
      const stream = { name: '影像检查', source: pacs.source, columns: [['StudyInstanceUID'], ['NoSuchAttribute']], partColumns: {} };
      const items = await pacs.transport.check([stream, { ...stream, columns: [['StudyDateTime']], partColumns: { series: [['Modality']] } }]);
      await pacs.transport.close();
      expect(items.slice(0, 3).map(({ name, ok }) => [name, ok])).toEqual([['连接与登录', true], ['检查目录', true], ['时钟', true]]);
      expect(items[3]).toMatchObject({ ok: false, message: expect.stringContaining('NoSuchAttribute') });
      expect(items[4]).toMatchObject({ ok: true, message: expect.stringContaining('不记录修改时间') });
    });

    it('leaves series out where the stream does not ask for them', async () => {
      const { transport, source: { parts: _series, ...source } } = open(kind);
      const { records: [study] } = await readStudies({ transport, source }, { kind: 'keys', keys: [[PETER]] });
      await transport.close();
      expect(study!.message.parts('series')).toBeUndefined();
      expect(study!.message.read('NumberOfStudyRelatedInstances')).not.toBeNull();
    });
  });
});
