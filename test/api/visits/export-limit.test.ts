import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addPerson } from '../../support/facts.js';
import { eventually } from '../../support/reading-hospital.js';

const TOO_MANY = 100_001;

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  const person = await addPerson(hospital.database);
  await hospital.database.query(
    `insert into visit (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
       visit_class, visit_no, started_at, seen_at, department_code, status)
     select 'HIS', n::text, now(), 1, 'h', 'HIS', 'P1', $1::uuid, false, 'outpatient', n::text, timestamptz '2026-01-01 08:00+08' + n * interval '1 minute',
       now(), '100105', 'finished' from generate_series(1, ${TOO_MANY}) n`,
    [person.id],
  );
  await hospital.database.query('analyze visit');
});
afterAll(() => hospital.stop());

it('refuses to export more than 100,000 rows and says what to do', async () => {
  const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const { status, bytes } = await clerk.download('/outpatient-visits/export');
  expect(status).toBe(400);
  expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ code: 'BAD_INPUT', detail: expect.stringContaining('请缩小时间范围') });
});

it('G-X.c G-X.g refuses as many in the background too, and the job says what to do', async () => {
  const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4002' });
  const { body } = await clerk.post<{ jobId: string }>('/exports', { path: '/outpatient-visits/export', query: {}, reason: '全部导出' });
  await eventually(async () => expect((await clerk.get(`/jobs/${body.jobId}`)).body).toMatchObject(
    { state: 'failed', fileId: null, message: expect.stringContaining('请缩小时间范围') }), 20_000);
});

it('G-X.c 100,000 rows are made in the background', async () => {
  const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4003' });
  const { body } = await clerk.post<{ jobId: string }>('/exports', { path: '/outpatient-visits/export', query: { from: '2026-01-02' }, reason: '全部导出' });
  const job = await eventually(async () => {
    const { body: now } = await clerk.get<{ state: string; fileRows: number; fileId: string }>(`/jobs/${body.jobId}`);
    expect(now.state).toBe('done');
    return now;
  }, 60_000);
  expect(job.fileRows).toBeGreaterThan(98_000);
  expect((await clerk.download(`/files/${job.fileId}`)).bytes.length).toBeGreaterThan(1_000_000);
}, 90_000);

it('G-L.d says 10,000+ instead of counting on, and leafs no further than that', async () => {
  const clerk = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  const { body } = await clerk.get('/outpatient-visits');
  expect(body).toMatchObject({ total: 10_000, totalIsExact: false });
  const beyond = await clerk.get('/outpatient-visits?page=1000&pageSize=100');
  expect([beyond.status, beyond.body['fields']]).toEqual([400, [{ field: 'page', message: '页码过大' }]]);
});
