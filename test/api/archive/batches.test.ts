import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { connectSources, diabetic } from './archive-bench.js';

const WHOLE = '5e0c1a4e-0000-4000-8000-000000000001';
let hospital: TestHospital;
let clerk: Visitor;

beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  clerk = await hospital.signIn('OFFICE_STAFF');
  await connectSources(hospital);
  for (const name of ['甲一', '乙二', '丙三']) await diabetic(hospital, { name, work_unit: '市档案馆' });
  await diabetic(hospital, { name: '丁四', work_unit: '市水务局' });
  await diabetic(hospital, { name: '密五', work_unit: '市档案馆', secrecy: 'V' });
});
afterAll(() => hospital.stop());

describe('records of a whole unit', () => {
  it('R-19.e are made in the background, with a result for each person and one packed file', async () => {
    const { status, body } = await clerk.post<{ id: string; people: number }>('/archive-batches', { templateId: WHOLE, workUnit: '市档案馆' });
    expect([status, body.people]).toEqual([200, 3]);
    const job = await eventually(async () => {
      const { body: now } = await clerk.get(`/jobs/${body.id}`);
      if (now['state'] !== 'done' && now['state'] !== 'failed') throw new Error(String(now['state']));
      return now;
    });
    expect(job).toMatchObject({ state: 'done', done: 3, message: '已生成 3 份健康档案。文件保留 24 小时。' });
    const { bytes } = await clerk.download(`/files/${String(job['fileId'])}`);
    const made = await hospital.database.query<{ name: string; number: string }>(`select b.name, a.number from archive_version a join beneficiary b on b.id = a.beneficiary_id`);
    expect(made).toHaveLength(3);
    for (const { name, number } of made) expect(bytes.includes(`${name}_${number}.pdf`)).toBe(true);
    for (const other of ['密五', '丁四']) expect(bytes.includes(other)).toBe(false);
    expect(JSON.stringify(job)).not.toMatch(/甲一|市档案馆/);
    expect((await hospital.database.query(`select 1 from archive_file where sha256 is not null`)).length).toBe(3);
  });

  it('R-19.e wants a unit or a level, and somebody in it', async () => {
    expect((await clerk.post('/archive-batches', { templateId: WHOLE })).status).toBe(400);
    expect((await clerk.post('/archive-batches', { templateId: WHOLE, workUnit: '查无此单位' })).status).toBe(409);
  });
});
