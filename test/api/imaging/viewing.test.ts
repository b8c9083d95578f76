import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FieldCipher } from '../../../apps/api/src/platform/crypto/field-cipher.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCareFacts } from '../../support/care-records.js';
import { addPerson, insertRows, type Person } from '../../support/facts.js';
import { noPacs, type Orthanc, publicDicomFiles, startOrthanc } from '../../support/orthanc.js';

const FILES = publicDicomFiles('compressed').slice(0, 6);
const missing = noPacs ?? (FILES.length === 0 ? 'the public DICOM files are not there' : null);

interface Opening {
  readonly id: string;
  readonly name: string;
  readonly until: number;
  readonly series: readonly { readonly seriesUid: string; readonly instances: readonly { readonly instanceUid: string; readonly frames: number; readonly key: string }[] }[];
}
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(missing)(`looking at images${missing ? ` – skipped: ${missing}` : ''}`, () => {
  let hospital: TestHospital;
  let orthanc: Orthanc;
  let person: Person;
  let mine: string;
  let foreign: string;
  let doctor: Visitor;
  let nurse: Visitor;
  let director: Visitor;
  const stored = new Set<string>();

  beforeAll(async () => {
    [hospital, orthanc] = await Promise.all([startHospital(), startOrthanc()]);
    for (const { path } of FILES) if (await orthanc.store(path)) stored.add(hashOf(readFileSync(path)));
    const studies = (await orthanc.ask('GET', '/studies?expand')) as { MainDicomTags: { StudyInstanceUID: string } }[];
    const [first, second] = studies.map(({ MainDicomTags }) => MainDicomTags.StudyInstanceUID);
    person = await addPerson(hospital.database, { name: '影像人', access: [{ staff: 'D1' }, { department: '100110' }] });
    const stranger = await addPerson(hospital.database);
    mine = (await addCareFacts(hospital.database, person))['imaging-study']!;
    foreign = (await addCareFacts(hospital.database, stranger, {}, (text) => (/^[ -~]+$/.test(text) ? `${text}9` : `他${text}`)))['imaging-study']!;
    await hospital.database.query(`update imaging_study set source_system = 'pacs', study_uid = $2 where id = $1`, [mine, first]);
    await hospital.database.query(`update imaging_study set source_system = 'pacs', study_uid = $2 where id = $1`, [foreign, second]);
    await insertRows(hospital.database, 'source', [{
      id: 'pacs', connector_id: 'demo-pacs', name: 'PACS', system: 'PACS', host: new URL(orthanc.web).host, late_after_seconds: 900,
      url_cipher: hospital.app.get(FieldCipher, { strict: false }).seal(orthanc.web),
    }]);
    doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
    nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    director = await hospital.signIn('OFFICE_DIRECTOR');
  }, 120_000);
  afterAll(async () => {
    await hospital?.stop();
    await orthanc?.stop();
  });

  const open = (who: Visitor, id: string) => who.post<Opening>(`/imaging-studies/${id}/opening`);
  const addressOf = ({ id, until, series }: Opening, change: Partial<{ id: string; series: string; instance: string; key: string; until: number }> = {}) => {
    const [one] = series;
    const [image] = one!.instances;
    return `/imaging-studies/${change.id ?? id}/series/${change.series ?? one!.seriesUid}/instances/${change.instance ?? image!.instanceUid}`
      + `?until=${change.until ?? until}&key=${change.key ?? image!.key}`;
  };

  it('R-47 a study is opened with its series, and each image comes through as the archive keeps it', async () => {
    const { status, body } = await open(doctor, mine);
    expect([status, body.name, body.series.length > 0]).toEqual([200, '影像人', true]);
    const { status: given, headers, bytes } = await doctor.download(addressOf(body));
    expect([given, headers.get('content-type'), headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([200, 'application/dicom', 'no-store', 'nosniff']);
    expect(stored.has(hashOf(bytes))).toBe(true);
  });

  it('R-47.a S49 S65 an image is given to the session that opened its study, under its own names and in time, and to nobody else', async () => {
    const { body } = await open(doctor, mine);
    const theirs = (await open(director, foreign)).body;
    const status = async (who: Visitor, address: string) => (await who.download(address)).status;
    // Another session with every right, another study, another patient's image under one's own study, another time.
    expect(await status(director, addressOf(body))).toBe(404);
    expect(await status(doctor, addressOf(body, { id: foreign }))).toBe(404);
    expect(await status(doctor, addressOf(body, { series: theirs.series[0]!.seriesUid, instance: theirs.series[0]!.instances[0]!.instanceUid }))).toBe(404);
    expect(await status(doctor, addressOf(body, { key: '0'.repeat(32) }))).toBe(404);
    expect(await status(doctor, addressOf(body, { until: body.until + 60_000 }))).toBe(404);
    expect(await status(hospital.stranger, addressOf(body))).toBe(401);
    for (const bad of ['1.2%2F..%2F3', '01.2', '1..2', `1.${'2'.repeat(70)}`]) expect(await status(doctor, addressOf(body, { instance: bad }))).toBe(400);
  });

  it('R-47.a after five minutes the study has to be opened again', async () => {
    const { body } = await open(doctor, mine);
    expect(body.until - Date.now()).toBeLessThanOrEqual(5 * 60_000);
    const late = Date.now;
    Date.now = () => late() + 5 * 60_000 + 1_000;
    try {
      const answer = await doctor.get(addressOf(body));
      expect([answer.status, answer.body['code']]).toEqual([403, 'IMAGES_CLOSED']);
    } finally {
      Date.now = late;
    }
  });

  it('R-46.d opening needs the right for images, keeps to the scope, and is on the trail with person and study', async () => {
    expect((await open(nurse, mine)).status).toBe(403);
    expect((await open(doctor, foreign)).status).toBe(404);
    await open(doctor, mine);
    const [trail] = await hospital.database.query(
      `select actor, action, beneficiary_ids from access_trail where operation like '%opening%' and outcome = 'allowed' and $1 = any (object_ids) order by seq desc limit 1`, [mine]);
    expect(trail).toMatchObject({ actor: 't.doctor.100110.d1', action: 'view', beneficiary_ids: [person.id] });
  });

  it('R-47 the whole study is downloaded with a right of its own, and recorded', async () => {
    expect((await doctor.download(`/imaging-studies/${mine}/download`)).status).toBe(403);
    const { status, headers, bytes } = await director.download(`/imaging-studies/${mine}/download`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(headers.get('content-disposition')).not.toMatch(/影像人|%E5/);
    const folder = mkdtempSync(join(tmpdir(), 'cadre-zip-'));
    writeFileSync(join(folder, 'study.zip'), bytes);
    // Unpacked by somebody else's program, which checks sizes and checksums.
    execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, 'study.zip'), folder]);
    const images = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.dcm'));
    expect(images.length).toBeGreaterThan(0);
    for (const name of images) expect(stored.has(hashOf(readFileSync(join(folder, name)))), name).toBe(true);
    rmSync(folder, { recursive: true });
    const [trail] = await hospital.database.query(`select action, beneficiary_ids from access_trail where operation like '%download%' and outcome = 'allowed'`);
    expect(trail).toMatchObject({ action: 'export', beneficiary_ids: [person.id] });
  });

  it('R-47.d an archive that is gone is said so in words, and the report stays readable', async () => {
    const { body } = await open(doctor, mine);
    await orthanc.end();
    const refused = await doctor.get(addressOf(body));
    expect([refused.status, refused.body['code']]).toEqual([503, 'PACS_UNAVAILABLE']);
    expect((await open(doctor, mine)).status).toBe(503);
    expect((await doctor.get(`/beneficiaries/${person.id}/imaging-studies`)).body.items[0]!['findings']).toBe('右肺上叶见磨玻璃结节。');
    await orthanc.start();
  });
});
