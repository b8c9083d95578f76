import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NightlyScans } from '../../../apps/api/src/features/extraction/completeness/nightly-scans.service.js';
import type { Visitor } from '../../support/app.js';
import { eventually, type ReadingHospital, startReadingHospital } from '../../support/reading-hospital.js';

let hospital: ReadingHospital;
let admin: Visitor;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startReadingHospital();
  await hospital.settled();
  admin = await hospital.signIn('SYS_ADMIN');
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
}, 180_000);
afterAll(() => hospital.stop());

interface Run { readonly id: number; readonly outcome: string; readonly removed: number; readonly changed: number; readonly message: string | null }
interface Scan { readonly id: number; readonly state: string; readonly live: number; readonly gone: number; readonly removed: number; readonly runId: number }

/** A full scan of the laboratory's reports, from the click to its summary. */
async function scan(stream = 'lab-reports', source = 'lis'): Promise<Run> {
  const { status, body } = await hospital.retry(() => admin.post<Run>('/extraction/runs', { source, stream, mode: 'full', reason: '全量校验' }));
  expect(status).toBe(200);
  return body;
}

const lastScan = async (): Promise<Scan> => (await admin.get<{ items: Scan[] }>('/extraction/scans?source=lis&stream=lab-reports')).body.items[0]!;

/** Reports of ours that nobody may see as secret, the oldest first. */
function reports(most: number): Promise<{ id: string; key: string; owner: string }[]> {
  return hospital.database.query(
    `select r.id, r.source_key as key, r.beneficiary_id as owner from lab_report r
     where r.deleted_at is null and not r.confidential and r.status = 'final' and exists (select 1 from lab_result x where x.report_id = r.id and x.effective)
     order by r.collected_at limit $1`, [most]);
}

const inHospital = (sql: string, values: readonly unknown[]) => hospital.ask('lis', sql, values);
const vanish = async (keys: readonly string[]): Promise<void> => {
  await inHospital(`create table if not exists public.kept_bg as select * from hospital.lis_bg where false`, []);
  await inHospital(`create table if not exists public.kept_jg as select * from hospital.lis_jg where false`, []);
  await inHospital(`with gone as (delete from hospital.lis_jg where bgdh = any ($1) returning *) insert into public.kept_jg select * from gone`, [keys]);
  await inHospital(`with gone as (delete from hospital.lis_bg where bgdh = any ($1) returning *) insert into public.kept_bg select * from gone`, [keys]);
};
/** Exactly as they were, with their old times. */
const reappear = async (): Promise<void> => {
  await inHospital(`with back as (delete from public.kept_bg returning *) insert into hospital.lis_bg select * from back`, []);
  await inHospital(`with back as (delete from public.kept_jg returning *) insert into hospital.lis_jg select * from back`, []);
};
const deletedAt = async (key: string): Promise<Date | null> =>
  (await hospital.database.query<{ at: Date | null }>('select deleted_at as at from lab_report where source_key = $1', [key]))[0]!.at;

describe('a full scan', { timeout: 90_000 }, () => {
  it('R-06.b W7 marks what the source has deleted, keeps it, and takes it out of lists and trends', async () => {
    const [one] = await reports(1);
    const [{ code }] = await hospital.database.query<{ code: string }>('select identity_code as code from lab_result where report_id = $1 limit 1', [one!.id]) as [{ code: string }];
    const series = async () => (await clerk.get<{ series: { points: { reportId: string }[] }[] }>(`/beneficiaries/${one!.owner}/lab-series?items=${code}`)).body;
    expect(JSON.stringify(await series())).toContain(one!.id);
    await vanish([one!.key]);
    const run = await scan();
    expect(run).toMatchObject({ outcome: 'done', removed: 1, message: null });
    expect(await deletedAt(one!.key)).not.toBeNull();
    expect(await hospital.database.query('select 1 from lab_report_history where id = $1 and deleted_at is null', [one!.id])).toHaveLength(1);
    expect(await hospital.database.query('select 1 from lab_result where report_id = $1', [one!.id])).not.toHaveLength(0);
    expect((await clerk.get(`/lab-reports/${one!.id}`)).status).toBe(404);
    expect(JSON.stringify(await series())).not.toContain(one!.id);
    expect(await lastScan()).toMatchObject({ state: 'applied', gone: 1, removed: 1, runId: run.id });
  });

  it('W7 brings a record back that the source shows again, though its time is the old one', async () => {
    const [gone] = await hospital.database.query<{ id: string; key: string; owner: string }>(
      'select id, source_key as key, beneficiary_id as owner from lab_report where deleted_at is not null');
    await reappear();
    expect(await scan()).toMatchObject({ changed: 1, removed: 0 });
    expect(await deletedAt(gone!.key)).toBeNull();
    expect((await clerk.get(`/lab-reports/${gone!.id}`)).status).toBe(200);
    expect(await hospital.database.query('select 1 from lab_result where report_id = $1 and effective', [gone!.id])).not.toHaveLength(0);
  });

  it('R-06.b W1 finds a change whose update time was not moved', async () => {
    const [, one] = await reports(2);
    await inHospital(`update hospital.lis_jg set jczbjg = '7.77' where jgid = (select min(jgid) from hospital.lis_jg where bgdh = $1)`, [one!.key]);
    expect(await scan()).toMatchObject({ changed: 1 });
    expect(await hospital.database.query(`select 1 from lab_result where report_id = $1 and value_text = '7.77'`, [one!.id])).toHaveLength(1);
    expect(await scan()).toMatchObject({ changed: 0, removed: 0 });
  });

  it('never takes away what was only ever pushed, nor what another kind of record of the table is', async () => {
    const [one] = await reports(1);
    await hospital.database.query(
      `insert into lab_report select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'source_key', 'PUSHED-ONLY', 'source_rank', 1))).* from lab_report r where id = $1`, [one!.id]);
    expect(await scan()).toMatchObject({ removed: 0 });
    expect(await deletedAt('PUSHED-ONLY')).toBeNull();
    await hospital.database.query(`delete from lab_report where source_key = 'PUSHED-ONLY'`);
    expect(await scan('outpatient-visits', 'his')).toMatchObject({ removed: 0 });
    expect(await scan('inpatient-visits', 'his')).toMatchObject({ removed: 0 });
  });

  it('W7 lets go of a record whose number the source has given to a stranger, and tells the administrators', async () => {
    const [one] = await reports(1);
    const ours = await hospital.database.query<{ id: string }>(`select patient_id as id from patient_link where source_system = 'HIS'`);
    const [stranger] = await hospital.ask<{ id: string }>('his', `select trim(brid) as id from v_brda where trim(brid) <> all ($1) limit 1`, [ours.map(({ id }) => id)]);
    const [before] = await hospital.ask<{ brid: string }>('lis', 'select brid from hospital.lis_bg where bgdh = $1', [one!.key]);
    await inHospital('update hospital.lis_bg set brid = $2 where bgdh = $1', [one!.key, stranger!.id]);
    expect(await scan()).toMatchObject({ removed: 1 });
    expect(await deletedAt(one!.key)).not.toBeNull();
    const { body } = await admin.get<{ items: { title: string }[] }>('/notices');
    expect(body.items.map(({ title }) => title)).toContain('LIS（仿真） 检验报告：业务编号改属他人');
    await inHospital('update hospital.lis_bg set brid = $2 where bgdh = $1', [one!.key, before!.brid]);
    expect(await scan()).toMatchObject({ changed: 1, removed: 0 });
    expect(await deletedAt(one!.key)).toBeNull();
  });

  it('W18 takes nothing away when too much is missing at once: the run warns, administrators are told once, people decide', async () => {
    const [{ live }] = await hospital.database.query<{ live: number }>('select count(*)::int as live from lab_report where deleted_at is null') as [{ live: number }];
    const many = await reports(Math.ceil(live * 0.05) + 3);
    await vanish(many.map(({ key }) => key));
    const run = await scan();
    expect(run).toMatchObject({ outcome: 'done', removed: 0, message: expect.stringContaining('均未删除') });
    const held = await lastScan();
    expect(held).toMatchObject({ state: 'held', gone: many.length, removed: 0 });
    expect(await hospital.database.query('select 1 from lab_report where deleted_at is not null')).toEqual([]);
    const { body } = await admin.get<{ items: { title: string; body: string }[] }>('/notices');
    expect(body.items.filter(({ title }) => title.endsWith('大量记录在来源中消失'))).toHaveLength(1);

    expect((await clerk.post(`/extraction/scans/${held.id}/confirm-removals`, { count: many.length, reason: '已核实' })).status).toBe(403);
    expect((await admin.post(`/extraction/scans/${held.id}/confirm-removals`, { count: many.length + 1, reason: '已核实' })).status).toBe(400);
    // One of them comes back before anybody decides: a confirmation is no order to delete what is there.
    await inHospital(`with back as (delete from public.kept_bg where bgdh = $1 returning *) insert into hospital.lis_bg select * from back`, [many[0]!.key]);
    const answer = await admin.post<Scan>(`/extraction/scans/${held.id}/confirm-removals`, { count: many.length, reason: '已与检验科核实' });
    expect(answer).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    await eventually(async () => expect(await lastScan()).toMatchObject({ state: 'applied', removed: many.length - 1 }), 20_000);
    expect(await deletedAt(many[0]!.key)).toBeNull();
    expect(await hospital.database.query('select 1 from lab_report where deleted_at is not null')).toHaveLength(many.length - 1);
    expect((await admin.post(`/extraction/scans/${held.id}/confirm-removals`, { count: many.length, reason: '再次' })).status).toBe(409);
    await reappear();
    await scan();
  }, 60_000);

  it('W18 takes nothing away when the source shows less than half of what it usually does', async () => {
    const [one] = await reports(1);
    await hospital.database.query(`update full_scan set fetched = fetched * 3 where stream_id = 'lab-reports'`);
    await vanish([one!.key]);
    expect(await scan()).toMatchObject({ removed: 0, message: expect.stringContaining('不足近四周') });
    const held = await lastScan();
    expect((await admin.post<Scan>(`/extraction/scans/${held.id}/dismiss`, { reason: '来源视图正在重建' })).body).toMatchObject({ state: 'dismissed' });
    await hospital.database.query('delete from full_scan');
    await reappear();
  });

  it('I6 keeps the sum of every run, whatever went', async () => {
    expect(await hospital.database.query(
      'select id from sync_run where fetched <> added + changed + removed + unchanged + filtered + superseded + quarantined')).toEqual([]);
  });
});

describe('the nightly scan', { timeout: 150_000 }, () => {
  const nightly = (at: string): Promise<void> => hospital.app.get(NightlyScans, { strict: false }).request(new Date(at));
  const asked = async (): Promise<number> => (await hospital.database.query(
    `select 1 from source_stream where full_scan_on = '2026-12-01'`)).length;

  it('R-06 begins once a night, after its time, data set after data set, and not by day', async () => {
    const [{ pulled }] = await hospital.database.query<{ pulled: number }>(
      `select count(*)::int as pulled from source_stream where transport <> 'mllp' and first_load_done`) as [{ pulled: number }];
    await nightly('2026-12-01T02:29:00+08:00');
    await nightly('2026-12-01T09:00:00+08:00');
    expect(await asked()).toBe(0);
    await nightly('2026-12-01T02:36:00+08:00');
    expect(await asked()).toBeGreaterThan(0);
    expect(await asked()).toBeLessThan(pulled);
    const since = new Date();
    await nightly('2026-12-01T02:46:00+08:00');
    expect(await asked()).toBe(pulled);
    await hospital.quiet('full', since, 1);
    const runs = await hospital.database.query('select 1 from sync_run where mode = $1', ['full']);
    await nightly('2026-12-01T02:50:00+08:00');
    expect(await hospital.database.query(`select 1 from source_stream where full_requested and full_scan_on = '2026-12-01'`)).toEqual([]);
    expect((await hospital.database.query('select 1 from sync_run where mode = $1', ['full'])).length).toBe(runs.length);
  });
});
