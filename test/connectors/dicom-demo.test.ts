import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type ReadingHospital, startReadingHospital } from '../support/reading-hospital.js';
import type { Visitor } from '../support/app.js';
import { expectSame } from './simulators-ledger.js';

const WHO = { rosterNo: 'BJ0040' };
let hospital: ReadingHospital;
let leader: Visitor;

beforeAll(async () => {
  hospital = await startReadingHospital();
  await hospital.settled();
  leader = await hospital.signIn('HOSPITAL_LEADER');
}, 240_000);
afterAll(() => hospital?.stop());

interface Study {
  readonly id: string;
  readonly beneficiary_id: string;
  readonly study_uid: string;
  readonly patient_name_text: string;
  readonly series: number;
  readonly instance_count: number;
}

const studyOf = async (accessionNo: string): Promise<Study | undefined> =>
  (await hospital.database.query<Study>(
    `select s.id, s.beneficiary_id, s.study_uid, s.patient_name_text, s.instance_count, (select count(*)::int from imaging_series where study_id = s.id) as series
     from imaging_study s where accession_no = $1`, [accessionNo]))[0];

describe('the pretend PACS, read by the product', () => {
  it('R-46.a the index of studies is exactly what the archive holds of our people, each with its series', async () => {
    await expectSame(hospital, 'pacs');
    const [series] = await hospital.database.query<{ without: number }>(
      `select count(*)::int as without from imaging_study s where not exists (select 1 from imaging_series where study_id = s.id)`);
    expect(series).toEqual({ without: 0 });
  });

  it('R-46.b some examinations with pictures never reached the archive, and the page says so', async () => {
    const [missing] = await hospital.database.query<{ beneficiary_id: string; exam_no: string }>(
      `select beneficiary_id, exam_no from exam_report r where has_images and status <> 'preliminary' and deleted_at is null
         and not exists (select 1 from imaging_study s where s.study_uid = r.study_uid) limit 1`);
    const { body } = await leader.get(`/beneficiaries/${missing!.beneficiary_id}/imaging-studies?pageSize=100`);
    expect(body.items.filter(({ images }) => images === 'not-archived').length).toBeGreaterThan(0);
  });

  it('R-46.a what is examined now stands in the index soon after, and its picture is drawn when somebody looks', async () => {
    // One of thirty-two never reaches the archive: two in a row is as good as impossible to be unlucky with.
    const exams: Record<string, string>[] = [];
    for (const item of ['CT002', 'CT001']) exams.push(await hospital.simulate(`/events/exam`, { ...WHO, item }));
    const study = await eventually(async () => {
      for (const { examNo } of exams) {
        const found = await studyOf(`AC${examNo!.slice(2)}`);
        if (found) return found;
      }
      throw new Error('no study yet');
    }, 20_000);
    expect(study.series).toBe(3);
    expect(study.instance_count).toBeGreaterThan(100);
    expect(study.patient_name_text).toMatch(/^\p{Script=Han}{2,4}$/u);
    const picture = await leader.download(`/imaging-studies/${study.id}/thumbnail`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(picture.bytes.length).toBeGreaterThan(5_000);
  });

  it('R-46.a the images of a report that comes forty days late are found too, far behind the look-back', async () => {
    const exams: Record<string, string>[] = [];
    for (const item of ['US001', 'CT002']) exams.push(await hospital.simulate('/events/late-exam', { ...WHO, item }));
    await eventually(async () => {
      const found = await Promise.all(exams.map(({ examNo }) => studyOf(`AC${examNo!.slice(2)}`)));
      expect(found.some((study) => study !== undefined)).toBe(true);
    }, 20_000);
  });

  it('R-47.d when the archive is down the report stays readable, and all is well again afterwards', async () => {
    const [study] = await hospital.database.query<Study>(
      `select s.id, s.beneficiary_id from imaging_study s join exam_report r on r.study_uid = s.study_uid where r.status = 'final' and r.deleted_at is null limit 1`);
    await hospital.simulate('/systems/pacs/fault', { mode: 'down' });
    const { status, body } = await leader.get(`/imaging-studies/${study!.id}/thumbnail`);
    expect([status, body['code']]).toEqual([503, 'PACS_UNAVAILABLE']);
    const { body: page } = await leader.get(`/beneficiaries/${study!.beneficiary_id}/imaging-studies?pageSize=100`);
    expect(page.items.some(({ findings }) => typeof findings === 'string')).toBe(true);
    await hospital.simulate('/systems/pacs/fault', { mode: 'ok' });
    await eventually(async () => {
      expect((await leader.download(`/imaging-studies/${study!.id}/thumbnail`)).status).toBe(200);
    }, 10_000);
  });
});
