import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NightlyReconciliation } from '../../../apps/api/src/features/extraction/completeness/nightly-reconciliation.service.js';
import type { Visitor } from '../../support/app.js';
import { eventually, type ReadingHospital, startReadingHospital } from '../../support/reading-hospital.js';

let hospital: ReadingHospital;
let admin: Visitor;
beforeAll(async () => {
  hospital = await startReadingHospital();
  await hospital.settled();
  admin = await hospital.signIn('SYS_ADMIN');
}, 180_000);
afterAll(() => hospital.stop());

interface Day { readonly day: string; readonly theirs: number; readonly ours: number; readonly equal: boolean; readonly missing: number; readonly older: number; readonly gone: number }
interface Comparison {
  readonly id: number; readonly outcome: string; readonly theirs: number; readonly ours: number; readonly differingDays: number; readonly message: string;
  readonly missing: number; readonly older: number; readonly gone: number; readonly days: readonly Day[]; readonly repullRunId: number | null;
}

/** The data set's whole life, held against its source. */
async function compare(source = 'lis', stream = 'lab-reports'): Promise<Comparison> {
  const { status, body } = await admin.post<Comparison>('/extraction/reconciliations', { source, stream, from: '2026-01-01', to: '2026-12-31' });
  expect(status).toBe(200);
  return eventually(async () => {
    const { body: now } = await admin.get<Comparison>(`/extraction/reconciliations/${body.id}`);
    expect(now.outcome).toBe('done');
    return now;
  });
}

const differences = (id: number) => admin.get<{ items: { day: string; kind: string; key: string }[]; total: number }>(`/extraction/reconciliations/${id}/differences?pageSize=100`);

describe('a comparison with the source', { timeout: 90_000 }, () => {
  it('R-04.c G-S.g finds every data set of a settled system complete, day by day', async () => {
    for (const [source, stream] of [['lis', 'lab-reports'], ['his', 'registrations'], ['his', 'outpatient-visits'], ['his', 'inpatient-visits'], ['peis', 'checkups']] as const) {
      const found = await compare(source, stream);
      expect(found, stream).toMatchObject({ missing: 0, older: 0, gone: 0, differingDays: 0, theirs: found.ours });
      expect(found.theirs, stream).toBeGreaterThan(0);
      expect(found.days.reduce((sum, { theirs }) => sum + theirs, 0)).toBe(found.theirs);
      expect(found.days.filter(({ equal }) => !equal)).toEqual([]);
    }
  });

  it('R-04.c names what is missing here, older here and gone at the source, each on its day', async () => {
    const [lost, old, gone] = await hospital.database.query<{ id: string; key: string; day: string }>(
      `select id, source_key as key, to_char(source_version at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from lab_report where deleted_at is null and source_version >= '2026-01-01' order by source_version limit 3`);
    await hospital.database.query('delete from lab_result where report_id = $1', [lost!.id]);
    await hospital.database.query('delete from lab_report where id = $1', [lost!.id]);
    await hospital.database.query(`update lab_report set source_version = source_version - interval '3 days', source_rank = 2 where id = $1`, [old!.id]);
    await hospital.ask('lis', 'delete from hospital.lis_jg where bgdh = $1', [gone!.key]);
    await hospital.ask('lis', 'delete from hospital.lis_bg where bgdh = $1', [gone!.key]);
    const found = await compare();
    expect(found).toMatchObject({ missing: 1, older: 1, gone: 1 });
    expect(found.message).toBe(`对方 ${found.theirs} / 本院 ${found.ours} / 差 3`);
    const { body } = await differences(found.id);
    expect(body.items.map(({ kind, key }) => [kind, key]).toSorted(([a], [b]) => a!.localeCompare(b!))).toEqual([['gone', gone!.key], ['missing', lost!.key], ['older', old!.key]]);
    expect(body.items.find(({ kind }) => kind === 'missing')!.day).toBe(lost!.day);
    expect(found.days.filter(({ missing, older, gone: there }) => missing + older + there > 0).length).toBe(found.differingDays);
    const { body: notices } = await admin.get<{ items: { title: string }[] }>('/notices');
    expect(notices.items.filter(({ title }) => title === 'LIS（仿真） 检验报告：对账不符')).toHaveLength(1);
  });

  it('shows keys to those who run the lines only, and keeps them sealed', async () => {
    const { body } = await admin.get<{ items: Comparison[] }>('/extraction/reconciliations?source=lis&stream=lab-reports');
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    expect((await clerk.get(`/extraction/reconciliations/${body.items[0]!.id}`)).status).toBe(200);
    expect((await clerk.get(`/extraction/reconciliations/${body.items[0]!.id}/differences`)).status).toBe(403);
    expect((await clerk.post(`/extraction/reconciliations/${body.items[0]!.id}/repull`, { reason: '补取' })).status).toBe(403);
    const sealed = await hospital.database.query<{ cipher: string }>('select key_cipher as cipher from reconciliation_difference');
    expect(sealed.filter(({ cipher }) => !cipher.startsWith('v1:'))).toEqual([]);
  });

  it('R-04.c mends by one click what it found, and is then complete', async () => {
    const { body } = await admin.get<{ items: Comparison[] }>('/extraction/reconciliations?source=lis&stream=lab-reports');
    const answer = await hospital.retry(() => admin.post<{ runId: number }>(`/extraction/reconciliations/${body.items[0]!.id}/repull`, { reason: '补取差异' }));
    expect(answer.status).toBe(200);
    const { body: run } = await admin.get<{ mode: string; added: number; changed: number; unchanged: number }>(`/extraction/runs/${answer.body.runId}`);
    expect(run).toMatchObject({ mode: 'keys', added: 1 });
    await eventually(async () => expect(await hospital.database.query(
      `select 1 from full_scan where stream_id = 'lab-reports' and state = 'applied' and removed = 1`)).toHaveLength(1), 20_000);
    expect(await compare()).toMatchObject({ missing: 0, older: 0, gone: 0 });
  });

  it('G-S.g shows the newest word on each day, whichever comparison it comes from', async () => {
    const { body } = await admin.get<{ items: (Day & { stream: string; reconciliationId: number })[] }>('/extraction/reconciliations/days?source=lis&from=2026-01-01&to=2026-12-31');
    const newest = Math.max(...body.items.map(({ reconciliationId }) => reconciliationId));
    expect(body.items.filter(({ equal }) => !equal)).toEqual([]);
    expect(new Set(body.items.map(({ day }) => day)).size).toBe(body.items.length);
    expect(body.items.every(({ reconciliationId }) => reconciliationId === newest)).toBe(true);
  });

  it('refuses a span that ends before it begins, one longer than a year, and what is only pushed', async () => {
    for (const asked of [{ stream: 'lab-reports', from: '2026-02-02', to: '2026-02-01' }, { stream: 'lab-reports', from: '2024-01-01', to: '2026-01-01' }, { stream: 'lab-push', from: '2026-01-01', to: '2026-01-02' }]) {
      expect((await admin.post('/extraction/reconciliations', { source: 'lis', ...asked })).status).toBe(400);
    }
    expect((await admin.post('/extraction/reconciliations', { source: 'lis', stream: 'no-such', from: '2026-01-01', to: '2026-01-02' })).status).toBe(404);
  });

  it('R-04.c says what went wrong when the source cannot be asked', async () => {
    await hospital.simulate('/systems/lis/fault', { mode: 'down' });
    const { body } = await admin.post<Comparison>('/extraction/reconciliations', { source: 'lis', stream: 'lab-reports', from: '2026-01-01', to: '2026-01-31' });
    await eventually(async () => {
      const { body: now } = await admin.get<Comparison>(`/extraction/reconciliations/${body.id}`);
      expect(now).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/[\u4e00-\u9fff]/) });
    }, 20_000);
    await hospital.simulate('/systems/lis/fault', { mode: 'ok' });
  });

  it('R-04.c is made every night for yesterday and the week before, once', async () => {
    const night = new Date('2026-11-20T05:10:00+08:00');
    const nightly = hospital.app.get(NightlyReconciliation, { strict: false });
    await nightly.look(new Date('2026-11-20T04:59:00+08:00'));
    await nightly.look(new Date('2026-11-20T08:01:00+08:00'));
    expect(await hospital.database.query(`select 1 from reconciliation_run where requested_by = 'nightly'`)).toEqual([]);
    await eventually(async () => {
      await nightly.look(night);
      const rows = await hospital.database.query<{ stream: string; outcome: string; from: string; to: string }>(
        `select stream_id as stream, outcome, from_day as from, to_day as to from reconciliation_run where requested_by = 'nightly' and outcome = 'done' order by 1`);
      expect(rows.map(({ stream }) => stream)).toEqual(expect.arrayContaining(['checkups', 'inpatient-visits', 'lab-reports', 'outpatient-visits', 'registrations']));
      expect(rows[0]).toMatchObject({ from: '2026-11-12', to: '2026-11-19' });
    }, 30_000);
    const before = await hospital.database.query('select 1 from reconciliation_run');
    await nightly.look(night);
    expect(await hospital.database.query('select 1 from reconciliation_run')).toHaveLength(before.length);
  });
});
