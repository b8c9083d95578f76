import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPacs } from '@cadre/connectors/demo-pacs/connector';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceFile } from '../../apps/api/src/features/extraction/source-file.js';
import { startHospital, type TestHospital, type Visitor } from '../support/app.js';
import { addPerson, insertRows, type Person } from '../support/facts.js';
import { noPacs, type Orthanc, publicDicomFiles, startOrthanc } from '../support/orthanc.js';
import { eventually } from '../support/reading-hospital.js';

const FILES = publicDicomFiles();
const missing = noPacs ?? (FILES.length === 0 ? 'the public DICOM files are not there' : null);
/** A person of the public files with several studies, and one whose studies the test makes. */
const PUBLIC = '98890234';
const MADE = '00007001';
/** Public files: no date, so nobody can say when they were made; and a patient number. */
const UNDATED = 'X2EXAMPLE';

interface Stored {
  readonly id: string;
  readonly source_system: string;
  readonly study_uid: string;
  readonly patient_name_text: string | null;
  readonly modalities: string | null;
  readonly instance_count: number | null;
}

describe.skipIf(missing)(`A real PACS, connected by a file alone, both ways${missing ? ` – skipped: ${missing}` : ''}`, () => {
  let directory: string;
  let orthanc: Orthanc;
  let hospital: TestHospital;
  let leader: Visitor;
  const people = new Map<string, Person>();

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'cadre-pacs-'));
    orthanc = await startOrthanc('Chinese');
    for (const { path } of FILES) await orthanc.store(path);
    await orthanc.make({
      SpecificCharacterSet: 'GB18030', PatientID: MADE, PatientName: '葉^誠東', StudyInstanceUID: '2.25.7001', SeriesInstanceUID: '2.25.7001.1',
      SOPInstanceUID: '2.25.7001.1.1', StudyDate: '20260302', StudyTime: '101530', Modality: 'CT', StudyDescription: '胸部CT平扫', BodyPartExamined: 'CHEST',
    });
    hospital = await startHospital({ ROLE: 'http,jobs', SYNC_TICK_SECONDS: '0.2', SYNC_EVERY_SECONDS: '1', SYNC_SAFETY_LAG_SECONDS: '0.3' });
    for (const number of [PUBLIC, MADE, UNDATED]) {
      const person = await addPerson(hospital.database, { name: `病人${number}` });
      people.set(number, person);
      await insertRows(hospital.database, 'patient_link', [
        { source_system: 'HIS', patient_id: number, beneficiary_id: person.id, rule: 'test', reason: 'test', confidential: false, matched_by: 'test' },
      ]);
    }
    const [studies] = demoPacs.streams;
    const overDimse = { ...demoPacs, id: 'pacs-dimse', streams: [{ ...studies!, source: { ...studies!.source, transport: 'dimse' } }] };
    writeFileSync(join(directory, 'pacs-dimse.json'), JSON.stringify(overDimse));
    writeFileSync(join(directory, 'connectors.json'), JSON.stringify({
      allow: [`127.0.0.1:${orthanc.httpPort}`, `127.0.0.1:${orthanc.dicomPort}`],
      sources: [
        { id: 'web', connector: 'demo-pacs', name: 'PACS（DICOMweb）', url: orthanc.web },
        { id: 'dimse', connectorFile: 'pacs-dimse.json', name: 'PACS（DIMSE）', url: orthanc.dicom, options: { callingAe: 'CADRE' } },
      ],
    }));
    await hospital.app.get(SourceFile, { strict: false }).load(join(directory, 'connectors.json'));
    await eventually(async () => {
      const waiting = await hospital.database.query('select 1 from source_stream where not first_load_done');
      if (waiting.length > 0) throw new Error('not read yet');
    }, 90_000);
    leader = await hospital.signIn('HOSPITAL_LEADER');
  }, 240_000);
  afterAll(async () => {
    await hospital?.stop();
    await orthanc?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const stored = (number: string): Promise<Stored[]> =>
    hospital.database.query<Stored>(
      'select id, source_system, study_uid, patient_name_text, modalities, instance_count from imaging_study where beneficiary_id = $1 order by source_system, study_uid',
      [people.get(number)!.id],
    );
  const bySource = (rows: readonly Stored[], source: string): unknown[] =>
    rows.filter(({ source_system: system }) => system === source).map(({ id: _id, source_system: _source, ...row }) => row);

  it('R-46 the same studies are stored whichever way they came, and no stranger\'s', async () => {
    const rows = await stored(PUBLIC);
    expect(bySource(rows, 'web').length).toBeGreaterThanOrEqual(4);
    expect(bySource(rows, 'web')).toEqual(bySource(rows, 'dimse'));
    const [strangers] = await hospital.database.query<{ count: number }>(
      'select count(*)::int as count from imaging_study where beneficiary_id <> all ($1)', [[...people.values()].map(({ id }) => id)]);
    expect(strangers).toEqual({ count: 0 });
  });

  it('R-46 names in GB18030 arrive as they are written', async () => {
    expect((await stored(MADE)).map(({ source_system: source, patient_name_text: name, modalities }) => [source, name, modalities])).toEqual([
      ['dimse', '葉誠東', 'CT'], ['web', '葉誠東', 'CT'],
    ]);
  });

  it('a study that tells no date is set aside with its reason when a full read meets it, and nothing else is harmed', async () => {
    await hospital.database.query(`update source_stream set full_requested = true, next_run_at = now()`);
    await eventually(async () => {
      const aside = await hospital.database.query<{ source_id: string; reason: string }>(
        `select source_id, reason from quarantine where key = '1.3.6.1.4.1.5962.1.2.0.1175775771.5714.0' order by 1`);
      expect(aside.map(({ source_id: source }) => source)).toEqual(['dimse', 'web']);
    }, 60_000);
    const states = await hospital.database.query<{ id: string; state: string }>('select id, state from source order by id');
    expect(states).toEqual([{ id: 'dimse', state: 'ok' }, { id: 'web', state: 'ok' }]);
  });

  it('R-46 the page lists them, and their pictures are drawn by the PACS', async () => {
    const { body } = await leader.get(`/beneficiaries/${people.get(PUBLIC)!.id}/imaging-studies?pageSize=100`);
    expect(body.items.every(({ images, reportId }) => images === 'archived' && reportId === null)).toBe(true);
    const drawn = (await stored(PUBLIC)).filter(({ source_system: source }) => source === 'web');
    for (const { id } of drawn) {
      const picture = await leader.download(`/imaging-studies/${id}/thumbnail`);
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    }
  });

  it('R-47.d a PACS without DICOMweb says that it gives no pictures', async () => {
    const [study] = (await stored(MADE)).filter(({ source_system: source }) => source === 'dimse');
    const { status, body } = await leader.get(`/imaging-studies/${study!.id}/thumbnail`);
    expect([status, body['code']]).toEqual([503, 'PACS_UNAVAILABLE']);
  });
});
