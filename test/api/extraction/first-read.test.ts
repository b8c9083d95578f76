import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { type ReadingHospital, startReadingHospital } from '../../support/reading-hospital.js';

let hospital: ReadingHospital;
beforeAll(async () => {
  hospital = await startReadingHospital({ size: 'quick' });
  await hospital.settled();
}, 180_000);
afterAll(() => hospital.stop());

/** The HIS numbers of the people we have linked. */
const OURS = `select patient_id from patient_link where source_system = 'HIS' and active`;

async function linked(): Promise<string[]> {
  return (await hospital.database.query<{ patient_id: string }>(OURS)).map(({ patient_id: id }) => id);
}

describe('the first reading of a hospital', () => {
  it('R-20.a R-26 brings every visit and stay of our people and nobody else’s', async () => {
    const ours = await linked();
    const source = await hospital.ask<{ key: string }>('his',
      `select jzlsh as key from v_mzjz where trim(brid) = any ($1) union all select jzlsh from v_zyjl where trim(brid) = any ($1)`, [ours]);
    const mirror = await hospital.database.query<{ key: string }>('select source_key as key from visit where deleted_at is null');
    expect(ours.length).toBeGreaterThan(200);
    expect(mirror.map(({ key }) => key.trim()).sort()).toEqual(source.map(({ key }) => key.trim()).sort());
  });

  it('R-44.d I1 brings every audited or later result of our people, leading zeros or not', async () => {
    const ours = (await linked()).map((id) => id.replace(/^0+/, ''));
    const [source] = await hospital.ask<{ reports: number; results: number }>('lis',
      `select count(distinct b.bgdh)::int as reports, count(j.jgid)::int as results from v_lis_bg b left join v_lis_jg j on j.bgdh = b.bgdh
       where ltrim(trim(b.brid), '0') = any ($1)`, [ours]);
    const [mirror] = await hospital.database.query<{ reports: number; results: number }>(
      `select (select count(*)::int from lab_report) as reports, (select count(*)::int from lab_result) as results`);
    expect(mirror).toEqual(source);
    expect(mirror!.results).toBeGreaterThan(1000);
  });

  it('has all 53 kinds of documents in four formats', async () => {
    const [kinds] = await hospital.database.query<{ types: number; formats: number }>(
      'select count(distinct type_code)::int as types, count(distinct format)::int as formats from clinical_note');
    expect(kinds).toEqual({ types: 53, formats: 4 });
  });

  it('ruling 3 keeps no record of the hospital’s other patients, not even in the inbox', async () => {
    const [{ all }] = await hospital.ask<{ all: number }>('his', 'select count(*)::int as all from v_brda') as [{ all: number }];
    const [{ kept }] = await hospital.database.query<{ kept: number }>(`select count(*)::int as kept from patient_link where source_system = 'HIS'`) as [{ kept: number }];
    expect(kept).toBeGreaterThan(200);
    expect(kept).toBeLessThan(all - 300);
    const strangers = await hospital.database.query(
      `select 1 from visit v where not exists (select 1 from patient_link l where l.source_system = 'HIS' and l.patient_id = v.patient_id)`);
    expect(strangers).toEqual([]);
  });

  it('I6 ends every run with a sum that holds', async () => {
    const wrong = await hospital.database.query(
      `select id from sync_run where fetched <> added + changed + removed + unchanged + filtered + superseded + quarantined`);
    expect(wrong).toEqual([]);
    const [{ runs }] = await hospital.database.query<{ runs: number }>(`select count(*)::int as runs from sync_run where outcome = 'done'`) as [{ runs: number }];
    expect(runs).toBeGreaterThan(5);
  });

  it('R-06.a R-25.e changes nothing and writes no version when it reads everything again', async () => {
    const versions = () => hospital.database.query(
      `select (select count(*)::int from visit_history) as visits, (select count(*)::int from lab_result_history) as results,
         (select count(*)::int from checkup_history) as checkups, (select max(recorded_from) from lab_report) as newest`);
    const before = await versions();
    const admin = await hospital.signIn('SYS_ADMIN');
    const since = new Date();
    for (const source of ['his', 'lis', 'peis']) {
      const { status } = await hospital.retry(() => admin.post('/extraction/runs', { source, mode: 'full', reason: '全量校验' }));
      expect(status).toBe(200);
    }
    await hospital.quiet('full', since, 7);
    const runs = await hospital.database.query<{ stream_id: string; fetched: number; added: number; changed: number; unchanged: number }>(
      `select stream_id, fetched, added, changed, unchanged from sync_run where mode = 'full' and started_at >= $1`, [since]);
    expect(runs.length).toBeGreaterThanOrEqual(7);
    expect(runs.filter(({ added, changed }) => added + changed > 0)).toEqual([]);
    expect(runs.find(({ stream_id: id }) => id === 'lab-reports')!.unchanged).toBeGreaterThan(100);
    expect(await versions()).toEqual(before);
  });

  it('R-09.a rehearses a run: counts what would happen, writes nothing', async () => {
    const admin = await hospital.signIn('SYS_ADMIN');
    await hospital.database.query(`delete from lab_result where report_id = (select id from lab_report order by source_key limit 1)`);
    const [gone] = await hospital.database.query<{ source_key: string }>(
      `delete from lab_report where id = (select id from lab_report order by source_key limit 1) returning source_key`);
    const ask = () => admin.post<{ dryRun: boolean; added: number; unchanged: number }>('/extraction/runs', {
      source: 'lis', stream: 'lab-reports', mode: 'full', dryRun: true, reason: '试运行',
    });
    const { status, body } = await hospital.retry(ask);
    expect({ status, dryRun: body.dryRun, added: body.added }).toEqual({ status: 200, dryRun: true, added: 1 });
    expect(body.unchanged).toBeGreaterThan(100);
    expect(await hospital.database.query('select 1 from lab_report where source_key = $1', [gone!.source_key])).toEqual([]);
  });

  it('R-92.a R-92.c one person is read anew at once, each system by itself; one that does not know him changes nothing', async () => {
    const [gone] = await hospital.database.query<{ id: string; source_key: string; beneficiary_id: string }>(
      `select r.id, r.source_key, r.beneficiary_id from lab_report r join beneficiary b on b.id = r.beneficiary_id
       where not b.confidential and r.deleted_at is null order by r.source_key limit 1`);
    const checkups = () => hospital.database.query('select id, recorded_from from checkup where beneficiary_id = $1', [gone!.beneficiary_id]);
    await hospital.database.query(
      `update patient_link set active = false where beneficiary_id = $1 and source_system = (select patient_numbers_of from source where id = 'peis')`, [gone!.beneficiary_id]);
    const known = await checkups();
    await hospital.database.query('delete from lab_result where report_id = $1', [gone!.id]);
    await hospital.database.query('delete from lab_report where id = $1', [gone!.id]);
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    type Sources = { items: { source: string; status: string; records: number }[] };
    const of = ({ items }: Sources, id: string) => items.find(({ source }) => source === id);
    const asked = await clerk.post<Sources>(`/beneficiaries/${gone!.beneficiary_id}/sync`, {});
    expect(asked.status).toBe(200);
    expect([of(asked.body, 'lis'), of(asked.body, 'peis')]).toEqual([
      expect.objectContaining({ status: 'waiting' }), expect.objectContaining({ status: 'not-found' }),
    ]);
    await eventually(async () => {
      const { body } = await clerk.get<Sources>(`/beneficiaries/${gone!.beneficiary_id}/sources`);
      expect([of(body, 'his')?.status, of(body, 'lis')?.status, of(body, 'peis')?.status]).toEqual(['read', 'read', 'not-found']);
    }, 10_000);
    expect(await hospital.database.query('select 1 from lab_report where source_key = $1 and deleted_at is null', [gone!.source_key])).toHaveLength(1);
    expect(await checkups()).toEqual(known);
  });

  it('R-21.c says of every stay by what it was recognised', async () => {
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    const { body } = await clerk.get('/inpatient-visits?pageSize=50');
    expect(body.items.filter((row) => !row['matchReason'])).toEqual([]);
  });

  it('R-25.a stores results in typed columns, the original text beside them', async () => {
    const [row] = await hospital.database.query<{ value_text: string; value_number: number; comparator: string | null }>(
      `select value_text, value_number, comparator from lab_result where value_text like '<%' limit 1`);
    expect(row).toMatchObject({ comparator: '<', value_number: Number(row!.value_text.slice(1)) });
    const [sugar] = await hospital.database.query<{ codes: string[] }>(
      `select array_agg(distinct identity_code) as codes from lab_result where item_code in ('GLU', 'UGLU', 'FPG')`);
    expect(sugar!.codes.length).toBeGreaterThan(1);
  });

  it('R-21.c ruling 3 lets suspected people wait in the queue, encrypted, with the reason', async () => {
    const waiting = await hospital.database.query<{ reason: string; person_cipher: string }>(
      `select reason, person_cipher from match_candidate where status = 'open'`);
    expect(waiting.length).toBeGreaterThan(0);
    for (const { reason, person_cipher: sealed } of waiting) {
      expect(reason).toMatch(/[\u4e00-\u9fff]/);
      expect(sealed).toMatch(/^v1:/);
    }
  });
});
