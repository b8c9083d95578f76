import type { StreamSpec } from '@cadre/connector-kit/connector';
import { type Orthanc, startOrthanc } from '../support/orthanc.js';
import { sampleMapping } from './conformance.js';
import type { SampleRecord, SourceUnderTest } from './conformance-source.js';

const UIDS = 'the key of a study is a UID, which the suite does not write; proved in dicom-changes';

/** The suite's records as studies of a real PACS, asked one way or the other. */
export function dicomSource(kind: 'dicomweb' | 'dimse'): SourceUnderTest {
  let orthanc: Orthanc;
  const stream: StreamSpec = {
    id: 'samples',
    name: '样例',
    target: 'imaging-study',
    rank: 1,
    source: { transport: kind, level: 'study', lookbackSeconds: 600 },
    mapping: sampleMapping({ no: 'AccessionNumber', patientId: 'PatientID', text: 'StudyDescription', at: 'StudyDateTime' }),
  };
  const remove = async (no: string): Promise<void> => {
    const found = (await orthanc.ask('POST', '/tools/lookup', Buffer.from(uidOf(no)))) as { ID: string }[];
    for (const { ID } of found) await orthanc.ask('DELETE', `/studies/${ID}`);
  };
  const make = async (record: SampleRecord): Promise<unknown> => orthanc.make(tagsOf(record));
  return {
    kind,
    stream,
    connection: (through) => {
      const { host, port } = through ?? { host: '127.0.0.1', port: kind === 'dimse' ? orthanc.dicomPort : orthanc.httpPort };
      return { url: kind === 'dimse' ? `dicom://ORTHANC@${host}:${port}` : `http://${host}:${port}/dicom-web`, options: {} };
    },
    address: () => ({ host: '127.0.0.1', port: kind === 'dimse' ? orthanc.dicomPort : orthanc.httpPort }),
    start: async () => {
      orthanc = await startOrthanc();
    },
    stop: async () => orthanc?.stop(),
    clear: () => orthanc.empty(),
    seed: async (records) => {
      for (const record of records) await make(record);
    },
    seedBad: async (no, at) => void (await make({ no, patientId: '', text: '', at })),
    update: async (record) => {
      await remove(record.no);
      await make(record);
    },
    delete: remove,
    restart: async () => {
      await orthanc.end();
      await orthanc.start();
    },
    cannot: {
      duplicate: 'a PACS holds one study of a UID',
      deleted: UIDS,
      'some-only': UIDS,
      'date-only': 'whole days are read in any case',
      ...(kind === 'dicomweb' ? { 'slow-line': 'Orthanc hangs up on who is silent for a second; proved in dicom-faults' } : {}),
    },
  };
}

const uidOf = (no: string): string => `2.25.${BigInt(`0x${Buffer.from(no, 'ascii').toString('hex')}`)}`;

function tagsOf({ no, patientId, text, at }: SampleRecord): Record<string, string> {
  const [day = '', clock = ''] = at?.split(' ') ?? [];
  const uid = uidOf(no);
  return {
    SpecificCharacterSet: 'ISO_IR 192', StudyInstanceUID: uid, SeriesInstanceUID: `${uid}.1`, SOPInstanceUID: `${uid}.1.1`, Modality: 'CT',
    AccessionNumber: no, PatientID: patientId, StudyDescription: text, StudyDate: day.replaceAll('-', ''), StudyTime: clock.replaceAll(':', ''),
  };
}
