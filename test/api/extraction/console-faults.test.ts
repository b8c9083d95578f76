import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedStays, startConnectedStays, STAYS } from '../../support/connected-stays.js';
import { eventually } from '../../support/eventually.js';
import { insertRows } from '../../support/facts.js';

const ROWS = `select 'ZY' || lpad(n::text, 6, '0'), '00000001', '王某某', '2026-02-01', '在院', null, '2026-03-01'::timestamp + n * interval '1 second' from generate_series(1, 25) n`;

let hospital: ConnectedStays;
beforeAll(async () => {
  hospital = await startConnectedStays(ROWS);
  await insertRows(hospital.database, 'allowed_host', [{ entry: '127.0.0.1:9' }]);
  await eventually(async () => expect(await visits()).toBe(25));
});
afterAll(() => hospital.stop());

type Failure = { source: string; key: string; kind: string; reason: string; attempts: number };

const visits = async (): Promise<number> =>
  (await hospital.database.query<{ n: number }>('select count(*)::int as n from visit where deleted_at is null'))[0]!.n;
const failures = async (filter: string): Promise<Failure[]> =>
  (await hospital.admin.get<{ items: Failure[] }>(`/extraction/quarantine?status=open&${filter}`)).body.items;
const set = (change: object) => hospital.admin.patch('/extraction/sources/stays', { ...change, reason: '测试' });
const runs = async (): Promise<number> =>
  (await hospital.database.query<{ n: number }>('select count(*)::int as n from sync_run'))[0]!.n;
const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));

/** Another source of the same connector, reached in a way that cannot work. */
async function addSource(id: string, url: string): Promise<void> {
  expect((await hospital.admin.post('/extraction/sources', { id, connectorId: 'stays-his', name: id, url })).status).toBe(200);
  await hospital.admin.patch(`/extraction/sources/${id}`, { enabled: true, reason: '测试' });
}

describe('whatever goes wrong is a failure with a reason that somebody can act on', () => {
  it('R-07.a nobody answers at the address', async () => {
    await addSource('closed', 'postgres://somebody:nothing@127.0.0.1:9/x');
    await eventually(async () => expect(await failures('source=closed')).toMatchObject([{ kind: 'transport', key: 'connection', reason: expect.stringMatching(/[\u4e00-\u9fff]/) }]));
    expect((await failures('source=closed'))[0]!.reason).not.toMatch(/nothing|somebody/);
  });

  it('R-07.a the login is not accepted', async () => {
    const url = new URL(hospital.foreign.url);
    url.username = 'unknown_reader';
    await addSource('stranger', url.href);
    await eventually(async () => expect(await failures('source=stranger')).toMatchObject([{ kind: 'transport', reason: expect.stringMatching(/账号|登录|密码/) }]));
  });

  it('R-07.a the source takes longer than it may', async () => {
    await hospital.foreign.run('create or replace view v_zy as select s.zyh, s.brid, s.brxm, s.ryrq, s.cypb, s.brxz, s.brks, s.xgsj from stay s, (select pg_sleep(5)) slow');
    await set({ statementTimeoutMs: 1_000 });
    await eventually(async () => expect(await failures('source=stays&kind=transport')).toMatchObject([{ reason: expect.stringMatching(/限定时间|超时/) }]), 20_000);
    await hospital.foreign.run('create or replace view v_zy as select s.zyh, s.brid, s.brxm, s.ryrq, s.cypb, s.brxz, s.brks, s.xgsj from stay s');
    await eventually(async () => expect(await failures('source=stays&kind=transport')).toEqual([]), 70_000);
  }, 100_000);

  it('R-07.a R-07.d a value means nothing here, or is more than can be stored; the neighbours are stored all the same', async () => {
    await hospital.remap({ admissionCount: { from: 'brxz', as: 'integer', optional: true }, chargeType: { as: 'constant', value: null } });
    await hospital.foreign.run(
      `insert into stay (zyh, brid, ryrq, cypb, brxz, xgsj) values ('BAD1', '00000001', '不知何时', '在院', '1', '2026-03-03'),
        ('BAD2', '00000001', '2026-03-01', '在院', '99999999999', '2026-03-03'), ('GOOD', '00000001', '2026-03-01', '在院', '3', '2026-03-03')`,
    );
    await eventually(async () => expect(await visits()).toBe(26), 15_000);
    await eventually(async () => {
      const found = await failures('source=stays');
      expect(found.map(({ key, kind, reason }) => `${key} ${kind} ${reason}`).sort()).toEqual(['BAD1 mapping 入院时间不是有效时间', 'BAD2 rule 数值超出范围']);
    });
    const { body } = await hospital.admin.get('/extraction/quarantine/groups?status=open&source=stays');
    expect(body.total).toBe(2);
  }, 40_000);

  it('R-07.d heals by itself when the source mends its record', async () => {
    await hospital.foreign.run(`update stay set ryrq = '2026-03-01', brxz = '2', xgsj = '2026-03-04' where zyh in ('BAD1', 'BAD2')`);
    await eventually(async () => expect(await failures('source=stays')).toEqual([]), 15_000);
    expect(await visits()).toBe(28);
  }, 30_000);
});

describe('what a source may be asked for', () => {
  it('R-06 keeps to the rows of a page that were set for it', async () => {
    await set({ rowsPerPage: 10 });
    const { body: run } = await hospital.admin.post('/extraction/runs', { source: 'stays', stream: STAYS.id, mode: 'full', reason: '看批次' });
    const { body } = await hospital.admin.get<{ items: { fetched: number }[] }>(`/extraction/runs/${String(run['id'])}/batches`);
    expect(body.items.map(({ fetched }) => fetched)).toEqual([10, 10, 8]);
  }, 40_000);

  it('R-06 leaves it alone in its quiet hours, also over midnight, and goes on afterwards', async () => {
    const clock = (minutes: number): string =>
      new Date(Date.now() + (8 * 60 + minutes) * 60_000).toISOString().slice(11, 16);
    await set({ quietFrom: clock(-30), quietUntil: clock(30) });
    await hospital.admin.patch('/extraction/sources/closed', { enabled: false, reason: '测试' });
    await hospital.admin.patch('/extraction/sources/stranger', { enabled: false, reason: '测试' });
    await pause(1_500);
    const before = await runs();
    await pause(2_500);
    expect(await runs()).toBe(before);
    expect((await hospital.admin.get<{ items: { id: string; quiet: boolean }[] }>('/extraction/sources')).body.items.find(({ id }) => id === 'stays')).toMatchObject({ quiet: true });
    await set({ quietFrom: clock(30), quietUntil: clock(-30) });
    await eventually(async () => expect(await runs()).toBeGreaterThan(before), 15_000);
  }, 40_000);
});
