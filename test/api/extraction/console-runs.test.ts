import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visitor } from '../../support/app.js';
import { type ConnectedStays, startConnectedStays } from '../../support/connected-stays.js';
import { eventually } from '../../support/eventually.js';

const ROWS = `select 'ZY' || lpad(n::text, 6, '0'), '00000001', '王某某', '2026-02-01', '在院', null, '2026-03-01'::timestamp + n * interval '1 second' from generate_series(1, 25) n
  union all values ('SECRET01', '00000002', '秘密人', '2026-02-01', '在院', null, '2026-03-01'::timestamp), ('STRANGER', '00000999', '路人甲', '2026-02-01', '在院', null, '2026-03-01'),
    ('BAD00001', '00000001', '王某某', '不知何时', '在院', null, '2026-03-01')`;

let hospital: ConnectedStays;
let director: Visitor;
let runId: number;
beforeAll(async () => {
  hospital = await startConnectedStays(ROWS, { SYNC_PAGE_SIZE: '10' });
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  const [run] = await eventually(async () => {
    const runs = await hospital.database.query<{ id: string }>(
      `select id from sync_run where outcome = 'done' and added > 0`,
    );
    expect(runs).toHaveLength(1);
    return runs;
  });
  runId = Number(run!.id);
});
afterAll(() => hospital.stop());

type Records = {
  total: number;
  items: { key: string; outcome: string; beneficiaryId: string | null; quarantineId: string | null }[];
};
const records = async (who: Visitor, id: number, filter = ''): Promise<Records> =>
  (await who.get<Records>(`/extraction/runs/${id}/records?pageSize=100${filter}`)).body;

describe('a run', () => {
  it('R-06.e lists its pages, which add up to it, each with how far it came', async () => {
    const { body: run } = await hospital.admin.get(`/extraction/runs/${runId}`);
    expect(run).toMatchObject({ fetched: 28, added: 26, filtered: 1, quarantined: 1, mappingVersion: 1 });
    const { body } = await hospital.admin.get<{
      items: { fetched: number; added: number; cursor: string }[];
      total: number;
    }>(`/extraction/runs/${runId}/batches`);
    expect(body.total).toBe(3);
    expect(body.items.reduce((sum, { fetched }) => sum + fetched, 0)).toBe(28);
    expect(body.items.at(-1)!.cursor).toContain('2026-03-01');
  });

  it('R-06.e names the records it wrote and set aside, by outcome', async () => {
    expect(await records(director, runId)).toMatchObject({ total: 27 });
    const bad = await records(director, runId, '&outcome=quarantined');
    expect(bad).toMatchObject({ total: 1, items: [{ key: 'BAD00001', beneficiaryId: null }] });
    expect(bad.items[0]!.quarantineId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('S30 names people only to whoever sees them; of the others there is a masked key', async () => {
    const seen = await records(director, runId, '&outcome=added');
    expect(seen.items.filter(({ beneficiaryId }) => beneficiaryId === hospital.person.id)).toHaveLength(25);
    expect(JSON.stringify(seen)).not.toMatch(/SECRET01|STRANGER/);
    expect(JSON.stringify(seen)).not.toContain(hospital.secret.id);
    const masked = await records(hospital.admin, runId, '&outcome=added');
    expect(masked.total).toBe(26);
    expect(masked.items.every(({ key, beneficiaryId }) => key.includes('*') && beneficiaryId === null)).toBe(true);
  });

  it('R-06.a R-06.e leaves no pages behind when it only looks again', async () => {
    const runs = () => hospital.database.query<{ id: string }>(`select id from sync_run where outcome = 'done'`);
    const before = (await runs()).length;
    await eventually(async () => expect((await runs()).length).toBeGreaterThan(before + 1));
    expect(await hospital.database.query('select distinct run_id from sync_batch')).toHaveLength(1);
  });

  it('tells changed from added, also of what a later run has replaced', async () => {
    await hospital.foreign.run(`update stay set brks = '200200', xgsj = '2026-04-01 08:00' where zyh = 'ZY000001'`);
    const later = await eventually(async () => {
      const [run] = await hospital.database.query<{ id: string }>(
        `select id from sync_run where outcome = 'done' and changed = 1`,
      );
      expect(run).toBeDefined();
      return Number(run!.id);
    });
    expect(await records(director, later)).toMatchObject({
      total: 1,
      items: [{ key: 'ZY000001', outcome: 'changed' }],
    });
    expect(await records(director, runId, '&outcome=added')).toMatchObject({ total: 26 });
  });

  it('R-09 is stopped by hand at its next page; nothing of that page is stored, and it is audited with its reason', async () => {
    // Else the lane reads the newest record meanwhile.
    await hospital.admin.patch('/extraction/sources/stays', { paused: true, reason: '先停定时' });
    await eventually(async () =>
      expect(await hospital.database.query(`select 1 from sync_run where outcome = 'running'`)).toEqual([]),
    );
    await hospital.foreign.run(
      `create or replace view v_zy as select s.zyh, s.brid, s.brxm, s.ryrq, s.cypb, s.brxz, s.brks, s.xgsj from stay s, (select pg_sleep(2)) slow`,
    );
    await hospital.foreign.run(`update stay set brks = '300300'`);
    const asked = hospital.admin.post('/extraction/runs', {
      source: 'stays',
      stream: 'stays',
      mode: 'full',
      reason: '误操作',
    });
    const running = await eventually(async () => {
      const [run] = await hospital.database.query<{ id: string }>(
        `select id from sync_run where outcome = 'running' and mode = 'full'`,
      );
      expect(run).toBeDefined();
      return Number(run!.id);
    });
    expect((await hospital.admin.post(`/extraction/runs/${running}/cancel`)).status).toBe(400);
    expect((await hospital.admin.post(`/extraction/runs/${running}/cancel`, { reason: '点错了' })).body).toMatchObject({
      outcome: 'cancelled',
    });
    expect((await asked).status).toBe(409);
    expect((await hospital.admin.get(`/extraction/runs/${running}`)).body).toMatchObject({
      outcome: 'cancelled',
      changed: 0,
    });
    expect((await hospital.admin.post(`/extraction/runs/${running}/cancel`, { reason: '再点一次' })).status).toBe(409);
    expect(await hospital.database.query(`select 1 from visit where department_code = '300300'`)).toEqual([]);
    const [trail] = await hospital.database.query(
      `select reason from access_trail where operation like '%cancel' and outcome = 'allowed' order by seq limit 1`,
    );
    expect(trail).toEqual({ reason: '点错了' });
  }, 40_000);

  it('R-09.a names some records that a dry run would change or set aside, and changes none', async () => {
    await hospital.foreign.run(
      'create or replace view v_zy as select s.zyh, s.brid, s.brxm, s.ryrq, s.cypb, s.brxz, s.brks, s.xgsj from stay s',
    );
    const before = await hospital.database.query('select count(*) as n, max(recorded_from) as at from visit');
    const { body: run } = await hospital.admin.post('/extraction/runs', {
      source: 'stays',
      stream: 'stays',
      mode: 'full',
      dryRun: true,
      reason: '先看看',
    });
    expect(run).toMatchObject({ dryRun: true, fetched: 28, changed: 26, filtered: 1, quarantined: 1 });
    const told = await records(hospital.admin, Number(run['id']));
    expect(told.total).toBe(20);
    expect(told.items.every(({ key }) => key.includes('*'))).toBe(true);
    expect(await hospital.database.query('select count(*) as n, max(recorded_from) as at from visit')).toEqual(before);
  });

  it('answers 404 when there is none', async () => {
    for (const part of ['', '/batches', '/records'])
      expect((await hospital.admin.get(`/extraction/runs/999999${part}`)).status).toBe(404);
  });
});
