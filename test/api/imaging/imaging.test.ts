import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCareFacts } from '../../support/care-records.js';
import { eventually } from '../../support/eventually.js';
import { addPerson, insertRows, type Person } from '../../support/facts.js';
import { drawn, PICTURE, type PretendArchive, startArchive } from './pretend-archive.js';

let hospital: TestHospital;
let archive: PretendArchive;
let person: Person;
let stranger: Person;
let ids: Record<string, string>;
let foreign: Record<string, string>;
let doctor: Visitor;
let nurse: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  archive = await startArchive();
  person = await addPerson(hospital.database, { access: [{ staff: 'D1' }, { department: '100110' }] });
  stranger = await addPerson(hospital.database);
  ids = await addCareFacts(hospital.database, person);
  foreign = await addCareFacts(hospital.database, stranger, {}, (text) => (/^[ -~]+$/.test(text) ? `${text}9` : `他${text}`));
  await hospital.database.query(`update imaging_study set source_system = 'pacs'`);
  await insertRows(hospital.database, 'source', [archive.sourceRow('pacs', hospital)]);
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
});
beforeEach(() => {
  archive.answer = drawn;
  archive.asked.length = 0;
});
afterAll(async () => {
  await hospital?.stop();
  await archive?.stop();
});

const cards = async (who: Visitor = doctor) => (await who.get(`/beneficiaries/${person.id}/imaging-studies`)).body;
const thumbnail = (who: Visitor, id: string) => who.download(`/imaging-studies/${id}/thumbnail`);
const change = (table: string, values: string) => hospital.database.query(`update ${table} set ${values} where beneficiary_id = $1`, [person.id]);

describe('examinations with their images', () => {
  it('R-46.a bring report and study together by study UID', async () => {
    const { items, total } = await cards();
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      id: ids['exam-report'], studyId: ids['imaging-study'], images: 'archived', itemName: '胸部CT平扫', bodyPart: '胸部', modality: 'CT',
      instanceCount: 120, findings: '右肺上叶见磨玻璃结节。', status: 'final',
    });
  });

  it('R-46.a bring them together by accession number where the report knows no UID', async () => {
    await change('exam_report', 'study_uid = null');
    expect((await cards()).items.map(({ studyId, reportId }) => [studyId, reportId])).toEqual([[ids['imaging-study'], ids['exam-report']]]);
    await change('exam_report', `study_uid = '1.2.826.1'`);
  });

  it('R-46.b say that images are not archived yet, and that there are none', async () => {
    await change('imaging_study', 'deleted_at = now()');
    expect((await cards()).items.map(({ images, studyId }) => [images, studyId])).toEqual([['not-archived', null]]);
    await change('exam_report', 'has_images = false, study_uid = null');
    expect((await cards()).items.map(({ images }) => images)).toEqual(['none']);
    await change('exam_report', `has_images = true, study_uid = '1.2.826.1'`);
    await change('imaging_study', 'deleted_at = null');
  });

  it('R-46 show a study whose report nobody has verified as not reported, without its text', async () => {
    await change('exam_report', `status = 'preliminary'`);
    const { items, total } = await cards();
    expect([total, items[0]!['id'], items[0]!['reportId'], items[0]!['findings'], items[0]!['itemName']]).toEqual([1, ids['imaging-study'], null, null, '胸部平扫']);
    await change('exam_report', `status = 'final'`);
  });

  it('are those of one visit when they are asked for by its number, and nobody else\'s', async () => {
    const of = async (visitNo: string) => (await doctor.get(`/beneficiaries/${person.id}/imaging-studies?visitNo=${visitNo}`)).body.total;
    expect([await of('ZY1'), await of('ZY0')]).toEqual([1, 0]);
    expect((await doctor.get(`/beneficiaries/${stranger.id}/imaging-studies`)).status).toBe(404);
  });
});

describe('a thumbnail', () => {
  it('R-46.a is fetched when somebody looks: the middle picture of the first series that shows the body', async () => {
    const { status, headers, bytes } = await thumbnail(doctor, ids['imaging-study']!);
    expect([status, headers.get('content-type'), headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'no-store', 'nosniff']);
    expect(bytes.equals(PICTURE)).toBe(true);
    expect(archive.asked.at(-1)).toMatch(/^\/dicom-web\/studies\/1\.2\.826\.1\/series\/1\.2\.826\.1\.1\/instances\/1\.2\.826\.1\.1\.2\/rendered/);
  });

  it('R-46.d needs a right of its own beside that for reports, and each look is on the trail with person and study', async () => {
    expect((await cards(nurse)).total).toBe(1);
    expect((await thumbnail(nurse, ids['imaging-study']!)).status).toBe(403);
    await thumbnail(doctor, ids['imaging-study']!);
    const [trail] = await hospital.database.query(
      `select actor, action, beneficiary_ids, outcome from access_trail where $1 = any (object_ids) and operation like '%thumbnail%' and outcome = 'allowed' order by seq desc limit 1`,
      [ids['imaging-study']],
    );
    expect(trail).toMatchObject({ actor: 't.doctor.100110.d1', action: 'view', beneficiary_ids: [person.id] });
    // A refusal is written down after it was answered.
    await eventually(async () => {
      expect(await hospital.database.query(`select actor from access_trail where operation like '%thumbnail%' and status = 403`)).toEqual([{ actor: 't.nurse.100110' }]);
    });
  });

  it('R-47.a of somebody out of scope is not found, and no PACS is asked', async () => {
    expect((await thumbnail(doctor, foreign['imaging-study']!)).status).toBe(404);
    expect((await thumbnail(doctor, '1.2.826.1')).status).toBe(400);
    expect(archive.asked).toEqual([]);
  });

  it('R-47.c how long readers waited for the first picture stands on the page of the administrator, without anybody’s name', async () => {
    const told = (who: Visitor, id: string, ms: number) => who.post(`/imaging-studies/${id}/first-image`, { ms });
    const [{ modalities }] = (await hospital.database.query<{ modalities: string }>('select modalities from imaging_study where id = $1', [ids['imaging-study']])) as [{ modalities: string }];
    for (const ms of [900, 1100, 1300, 2100]) expect((await told(doctor, ids['imaging-study']!, ms)).status).toBe(204);
    expect((await told(doctor, foreign['imaging-study']!, 900)).status).toBe(404);
    expect((await told(doctor, ids['imaging-study']!, -1)).status).toBe(400);
    const admin = await hospital.signIn('SYS_ADMIN');
    const images = async () => (await admin.get<{ items: { part: string; state: string; sentence: string }[] }>('/operations/health')).body.items.find(({ part }) => part === 'images');
    const { state, sentence } = (await images())!;
    expect(sentence).toBe(`近 30 天首幅图像的等待时间：PACS ${modalities.split('/')[0]!} 4 次，一半在 1.2 秒内、95% 在 2.0 秒内。`);
    expect(state).toBe('good');
    await hospital.database.query(`update imaging_study set modalities = 'DX' where id = $1`, [ids['imaging-study']]);
    await told(doctor, ids['imaging-study']!, 4500);
    await hospital.database.query(`update imaging_study set modalities = $2 where id = $1`, [ids['imaging-study'], modalities]);
    expect(await images()).toMatchObject({ state: 'warning', sentence: expect.stringContaining('CR/DX 超过目标 3 秒') });
  });

  it('R-47.d that the PACS does not give is refused in words, and the report stays readable', async () => {
    await hospital.database.query(`update imaging_study set study_uid = '1.2.826.2' where id = $1`, [ids['imaging-study']]);
    const refused = async (): Promise<[number, string]> => {
      const { status, body } = await doctor.get(`/imaging-studies/${ids['imaging-study']}/thumbnail`);
      return [status, String(body['code'])];
    };
    archive.answer = (response) => response.writeHead(500).end();
    expect(await refused()).toEqual([404, 'NO_PICTURE']);
    archive.answer = (response) => response.destroy();
    expect(await refused()).toEqual([503, 'PACS_UNAVAILABLE']);
    archive.answer = (response) => response.end('<svg onload="alert(1)"/>');
    expect(await refused()).toEqual([503, 'PACS_UNAVAILABLE']);
    archive.answer = (response) => response.end(Buffer.concat([PICTURE, Buffer.alloc(2 * 1024 * 1024)]));
    expect(await refused()).toEqual([503, 'PACS_UNAVAILABLE']);
    expect((await cards()).items[0]!['findings']).toBe('右肺上叶见磨玻璃结节。');
  });

  it('of a source that was switched off is refused in words', async () => {
    await hospital.database.query(`update source set enabled = false where id = 'pacs'`);
    const { status, body } = await doctor.get(`/imaging-studies/${ids['imaging-study']}/thumbnail`);
    expect([status, body['detail']]).toEqual([503, expect.stringContaining('已停用')]);
    await hospital.database.query(`update source set enabled = true where id = 'pacs'`);
  });
});
