import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, type Person } from '../../support/facts.js';
import { eventually } from '../../support/reading-hospital.js';
import { sheetRows, unpack } from '../../support/workbook.js';

const MANY = 5_001;
/** Title, hospital, conditions, maker, header. */
const HEAD = 5;

let hospital: TestHospital;
let clerk: Visitor;
let other: Person;
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  const [person, second] = [await addPerson(hospital.database, { name: '=甲一' }), await addPerson(hospital.database, { name: '乙二' })];
  other = second;
  await hospital.database.query(
    `insert into visit (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
       visit_class, visit_no, started_at, seen_at, department_code, status)
     select 'HIS', n::text, now(), 1, 'h', 'HIS', 'P1', case when n = 1 then $2::uuid else $1::uuid end, false, 'outpatient', n::text,
       timestamptz '2026-01-01 08:00+08' + n * interval '1 minute', now(), '100105', 'finished' from generate_series(1, ${MANY}) n`,
    [person.id, other.id],
  );
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

interface Job { id: string; state: string; title: string; done: number; total: number | null; message: string; fileId: string | null; fileRows: number | null; reason: string }
const ASK = { path: '/outpatient-visits/export', query: { from: '2026-01-01' }, reason: '季度统计上报' };

async function made(body: object, who = clerk): Promise<Job> {
  const started = await who.post<{ jobId: string }>('/exports', body);
  expect(started.status, JSON.stringify(started.body)).toBe(200);
  return eventually(async () => {
    const job = (await who.get<Job>(`/jobs/${started.body.jobId}`)).body;
    expect(['done', 'failed']).toContain(job.state);
    return job;
  }, 25_000);
}

describe('exports in the background', () => {
  it('G-X.c more than 5,000 rows are not waited for: the answer says where they are made', async () => {
    const { status, bytes } = await clerk.download('/outpatient-visits/export?from=2026-01-01');
    expect(status).toBe(409);
    expect(JSON.parse(bytes.toString())).toMatchObject({ code: 'EXPORT_IN_BACKGROUND', detail: expect.stringContaining('下载中心') });
    expect((await clerk.download('/outpatient-visits/export?to=2026-01-02')).status).toBe(200);
  });

  it('G-X.d S42 rows of the file = total of the list = entry of the trail, with conditions and reason', async () => {
    const job = await made(ASK);
    expect(job).toMatchObject({ state: 'done', title: '导出门急诊就诊列表', done: MANY, total: MANY, fileRows: MANY, reason: '季度统计上报' });
    const { bytes, headers } = await clerk.download(`/files/${job.fileId}`);
    const rows = sheetRows(bytes);
    expect(rows.slice(HEAD, -1)).toHaveLength(MANY);
    expect(rows.at(-1)!.slice(0, 2)).toEqual(['合计', `${MANY} 条`]);
    expect((await clerk.get('/outpatient-visits?from=2026-01-01')).body.total).toBe(MANY);
    expect(decodeURIComponent(headers.get('content-disposition')!)).toMatch(/门急诊就诊记录_2026-01-01至今_\d{14}\.xlsx$/);
    const trail = await hospital.database.query(
      `select actor, row_count, reason, asked ->> 'from' as from from access_trail where operation = 'GET /outpatient-visits/export' and asked ->> 'job' = 'list-export' order by seq desc limit 1`);
    expect(trail).toEqual([{ actor: 't.office_staff.4001', row_count: MANY, reason: '季度统计上报', from: '2026-01-01' }]);
  });

  it('S42 S43 the file carries the mark of its maker that leads to the trail; nothing in it runs', async () => {
    const { fileId } = await made(ASK);
    const { bytes } = await clerk.download(`/files/${fileId}`);
    const [, trace] = /编号 ([0-9a-f]{16})$/.exec(String(sheetRows(bytes)[3]![4]))!;
    const actors = await hospital.database.query(`select distinct actor from access_trail where trace = $1`, [trace]);
    expect(actors).toEqual([{ actor: 't.office_staff.4001' }]);
    expect(unpack(bytes).get('docProps/core.xml')).toContain(trace);
    expect(unpack(bytes).get('xl/worksheets/sheet1.xml')).not.toContain('<f>');
    expect(sheetRows(bytes)[HEAD]![0]).toBe('=甲一');
  });

  it('G-X.f G-X.e as CSV: with the mark of UTF-8, no cell that a spreadsheet would run, the same rows, maker and entry on the trail', async () => {
    const answer = await fetch(`${hospital.url}/api/v1/outpatient-visits/export?to=2026-01-02`, { headers: { authorization: `Bearer ${clerk.token}`, accept: 'text/csv' } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(decodeURIComponent(answer.headers.get('content-disposition')!)).toMatch(/门急诊就诊记录_最早至2026-01-02_\d{14}\.csv$/);
    const lines = bytes.subarray(3).toString().trimEnd().split('\r\n');
    const workbook = sheetRows((await clerk.download('/outpatient-visits/export?to=2026-01-02')).bytes);
    expect(lines[0]!.split(',')).toEqual(workbook[HEAD - 1]!.map(String));
    expect(lines).toHaveLength(workbook.length - HEAD + 1);
    expect(lines[1]).toMatch(/^'=甲一,/);
    const [, rows, trace] = /^合计,(\d+) 条,导出账号 t\.office_staff\.4001，编号 ([0-9a-f]{16})$/.exec(lines.at(-1)!)!;
    const trail = await hospital.database.query(`select row_count::text as rows, operation from access_trail where trace = $1`, [trace]);
    expect(trail).toEqual([{ rows, operation: 'GET /outpatient-visits/export' }]);
    const job = await made({ ...ASK, format: 'csv' });
    const kept = await clerk.download(`/files/${job.fileId}`);
    expect(kept.headers.get('content-type')).toContain('text/csv');
    expect(kept.bytes.toString().trimEnd().split('\r\n')).toHaveLength(MANY + 2);
  });

  it('S41 holds what the list of whoever asks shows, and nothing else', async () => {
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100105' });
    const total = (await head.get('/outpatient-visits')).body.total;
    const job = await made({ ...ASK, query: {} }, head);
    expect(job.fileRows).toBe(total);
    expect(total).toBeLessThan(MANY);
  });

  it('S41 who may not export the list is refused at once, wrong conditions and lists that are none as well', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100105' });
    expect((await nurse.post('/exports', ASK)).status).toBe(403);
    for (const wrong of [{ ...ASK, query: { phone: '1' } }, { ...ASK, path: '/users/export' }, { ...ASK, path: '/audit/evidence' }, { ...ASK, reason: '' }, { path: ASK.path, query: {} }])
      expect((await clerk.post('/exports', wrong)).status, JSON.stringify(wrong)).toBe(400);
  });

  it('S41 S33 a file is not given out once somebody in it became 机密, and a new one is without him', async () => {
    const { fileId } = await made(ASK);
    await hospital.database.query(`update beneficiary set confidential = true, secrecy = 'V' where id = $1`, [other.id]);
    await hospital.database.query(`update visit set confidential = true where beneficiary_id = $1`, [other.id]);
    expect((await clerk.get(`/files/${fileId}`)).status).toBe(404);
    const again = await made(ASK);
    expect(again.fileRows).toBe(MANY - 1);
    expect((await clerk.download(`/files/${again.fileId}`)).status).toBe(200);
  });

  it('G-X.c every list with an export can be made in the background', async () => {
    const director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
    for (const path of ['/beneficiaries/export', '/inpatient-visits/export', '/registrations/export', '/staff/export', '/departments/export'])
      expect(await made({ path, query: {}, reason: '抽查' }, director), path).toMatchObject({ state: 'done', fileId: expect.any(String) });
    const auditor = await hospital.signIn('AUDITOR');
    expect(await made({ path: '/audit/trail/export', query: {}, reason: '抽查' }, auditor)).toMatchObject({ state: 'done' });
  });
});
