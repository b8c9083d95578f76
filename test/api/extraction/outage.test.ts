import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visitor } from '../../support/app.js';
import { eventually, type ReadingHospital, startReadingHospital } from '../../support/reading-hospital.js';

let hospital: ReadingHospital;
let admin: Visitor;
let nurse: Visitor;
beforeAll(async () => {
  hospital = await startReadingHospital({ size: 'quick' });
  await hospital.settled();
  admin = await hospital.signIn('SYS_ADMIN', { departmentCode: '4004' });
  nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
}, 180_000);
afterAll(() => hospital.stop());

type Titles = { items: { title: string; body: string }[] };
type Freshness = { items: { source: string; state: string; dataAt: string | null; message: string | null }[] };
const lisTitles = async (): Promise<string[]> =>
  (await admin.get<Titles>('/notices')).body.items.map(({ title }) => title).filter((title) => title.startsWith('LIS'));
const stateOf = async (source: string) => (await nurse.get<Freshness>('/extraction/freshness')).body.items.find((one) => one.source === source)!;

describe('a laboratory system that dies', () => {
  it('R-08.a R-08.d I9 alarms an administrator once, says so on every page, and names nobody', async () => {
    await hospital.simulate('/systems/lis/fault', { mode: 'down' });
    await eventually(async () => expect(await lisTitles()).toEqual(['LIS（仿真） 连接中断']), 20_000);
    await new Promise((go) => setTimeout(go, 3_000));
    expect(await lisTitles()).toHaveLength(1);
    expect(await stateOf('lis')).toMatchObject({ state: 'failed', dataAt: expect.any(String), message: expect.stringMatching(/[\u4e00-\u9fff]/) });
    expect(await stateOf('his')).toMatchObject({ state: 'ok' });
    expect((await nurse.get<Titles>('/notices')).body.items).toEqual([]);
  });

  it('R-20.e G-S f keeps the last good data readable while the source is down', async () => {
    const { status, body } = await nurse.get('/inpatient-visits?status=in_hospital');
    expect(status).toBe(200);
    expect(body.total).toBeGreaterThan(0);
  });

  it('R-08.b I1 tells of the recovery once and misses nothing of what happened meanwhile', async () => {
    for (let round = 0; round < 4; round += 1) await hospital.simulate('/events/lab', { abnormal: true });
    await hospital.simulate('/systems/lis/fault', { mode: 'ok' });
    await eventually(async () => expect((await lisTitles()).sort()).toEqual(['LIS（仿真） 已恢复', 'LIS（仿真） 连接中断'].sort()), 90_000);
    const ours = await hospital.database.query<{ patient_id: string }>(`select patient_id from patient_link where source_system = 'HIS' and active`);
    await eventually(async () => {
      const [source] = await hospital.ask<{ n: number }>('lis', `select count(*)::int as n from v_lis_bg where ltrim(trim(brid), '0') = any ($1)`,
        [ours.map(({ patient_id: id }) => id.replace(/^0+/, ''))]);
      expect(await hospital.database.query('select count(*)::int as n from lab_report')).toEqual([source]);
    }, 30_000);
    expect(await stateOf('lis')).toMatchObject({ state: 'ok' });
  }, 150_000);
});

describe('a record that cannot be used', () => {
  type Failures = { items: { id: string; reason: string; key: string; kind: string; status: string }[]; total: number };

  it('R-07.a R-07.d is set aside with a Chinese reason while its neighbours are stored', async () => {
    await hospital.simulate('/events/spoil-lab', {});
    await eventually(async () => {
      const { body } = await admin.get<Failures>('/extraction/quarantine?status=open');
      expect(body.items.length).toBeGreaterThan(0);
      expect(body.items[0]!.reason).toBe('采样时间不是有效时间');
    }, 20_000);
    expect(await stateOf('lis')).toMatchObject({ state: 'ok' });
  });

  it('R-07.c shows its payload only by right, with people masked', async () => {
    const { body } = await admin.get<Failures>('/extraction/quarantine?status=open');
    const { body: detail } = await admin.get<{ payload: string; problems: unknown[] }>(`/extraction/quarantine/${body.items[0]!.id}`);
    expect(detail.problems.length).toBeGreaterThan(0);
    expect(detail.payload).not.toMatch(/\d{17}[\dX]/);
    expect(detail.payload).not.toMatch(/"brxm":"[^文a"]/);
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    expect((await clerk.get(`/extraction/quarantine/${body.items[0]!.id}`)).status).toBe(403);
  });

  it('R-09.a replays as a rehearsal first and writes nothing by it', async () => {
    const { body } = await admin.get<Failures>('/extraction/quarantine?status=open');
    const { body: answer } = await admin.post<{ failed: number; message: string }>('/extraction/quarantine/replay', { ids: [body.items[0]!.id], dryRun: true });
    expect(answer).toMatchObject({ failed: 1, message: expect.stringContaining('试运行') });
    const { body: after } = await admin.get<Failures>('/extraction/quarantine?status=open');
    expect(after.total).toBe(body.total);
  });

  it('closes by itself once the source has mended it, and the report is there', async () => {
    const [failure] = await hospital.database.query<{ key: string }>(`select key from quarantine where status = 'open'`);
    await hospital.simulate('/events/mend-lab', {});
    await eventually(async () => {
      expect(await hospital.database.query(`select status from quarantine where key = $1`, [failure!.key])).toEqual([{ status: 'replayed' }]);
      expect(await hospital.database.query(`select 1 from lab_report where source_key = $1`, [failure!.key])).toHaveLength(1);
    }, 20_000);
  });
});
