import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visitor } from '../../support/app.js';
import { type ConnectedStays, startConnectedStays } from '../../support/connected-stays.js';
import { eventually } from '../../support/eventually.js';
import { insertRows } from '../../support/facts.js';

const ROWS = `values ('ZY1', '00000001', '王某某', '2026-02-01', '在院', null, '2026-03-01'::timestamp)`;
const NAME = '住院系统';

let hospital: ConnectedStays;
let admin: Visitor;
beforeAll(async () => {
  hospital = await startConnectedStays(ROWS);
  admin = hospital.admin;
  await eventually(async () => expect(await hospital.database.query('select 1 from visit')).toHaveLength(1));
});
afterAll(() => hospital.stop());

type Rule = {
  id: string;
  kind: string;
  source: string | null;
  alarming: number;
  suppressed: number;
  threshold: number;
};
type Alarms = {
  items: { kind: string; source: string; state: string; value: number; suppressed: number }[];
  lookedAt: string | null;
};

const rule = (kind: string, threshold: number, extra: object = {}) =>
  admin.post<Rule>('/extraction/alarm-rules', {
    source: null,
    kind,
    threshold,
    windowMinutes: 60,
    enabled: true,
    reason: '测试规则',
    ...extra,
  });
const titles = async (): Promise<string[]> =>
  (await admin.get<{ items: { title: string }[] }>('/notices')).body.items.map(({ title }) => title).reverse();
const alarm = async (kind: string) =>
  (await admin.get<Alarms>('/extraction/alarms')).body.items.find((one) => one.kind === kind);
const told = (expected: string[]) =>
  eventually(
    async () => expect((await titles()).filter((title) => expected.includes(title))).toEqual(expected),
    15_000,
  );
/** Long enough for the rules to be looked at twice more. */
const twoLooks = () => new Promise((go) => setTimeout(go, 2_500));

describe('rules for alarms', () => {
  it('R-08 begin with consecutive failures and with nobody reading, for every source', async () => {
    const { body } = await admin.get<{ items: Rule[] }>('/extraction/alarm-rules');
    expect(body.items).toMatchObject([
      { kind: 'failures', source: null, threshold: 2, label: '连续失败' },
      { kind: 'missed', source: null, threshold: 2 },
    ]);
    await eventually(async () => expect((await admin.get<Alarms>('/extraction/alarms')).body.lookedAt).not.toBeNull());
  });

  it('R-08 are kept within sensible bounds, one of a kind, and by whoever may configure', async () => {
    expect((await rule('failures', 2)).status).toBe(409);
    for (const [kind, threshold] of [
      ['rate', 101],
      ['failures', 0.5],
      ['silence', 100_000],
      ['nonsense', 1],
    ] as const)
      expect((await rule(kind, threshold)).status).toBe(400);
    expect((await rule('rate', 5, { windowMinutes: 0 })).status).toBe(400);
    expect((await rule('rate', 5, { source: 'nowhere' })).status).toBe(400);
    expect((await rule('rate', 5, { reason: undefined })).status).toBe(400);
    const office = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    expect((await office.get('/extraction/alarm-rules')).status).toBe(200);
    expect((await office.post('/extraction/alarm-rules', {})).status).toBe(403);
    expect(
      await hospital.database.query(`select count(*)::int as n from change_log where table_name = 'alarm_rule'`),
    ).toEqual([{ n: 0 }]);
  });
});

describe('a source that cannot be read', () => {
  it('R-07.a R-08.a R-08.b alarms once, is one open failure in Chinese, and recovers once with its duration', async () => {
    await hospital.foreign.run('alter view v_zy rename to v_gone');
    await told([`${NAME} 连接中断`]);
    expect(await alarm('failures')).toMatchObject({ state: 'alarming', source: 'stays' });
    const { body: failures } = await admin.get('/extraction/quarantine?kind=transport&status=open');
    expect(failures).toMatchObject({
      total: 1,
      items: [{ source: 'stays', key: 'connection', reason: expect.stringMatching(/[\u4e00-\u9fff]/) }],
    });
    await twoLooks();
    expect(await titles()).toEqual([`${NAME} 连接中断`]);
    await hospital.foreign.run('alter view v_gone rename to v_zy');
    await told([`${NAME} 连接中断`, `${NAME} 已恢复`]);
    expect((await admin.get('/extraction/quarantine?kind=transport&status=open')).body.total).toBe(0);
    const [notice] = await hospital.database.query<{ body: string }>(
      `select body from notice where title like '%已恢复'`,
    );
    expect(notice!.body).toMatch(/中断约 \d+ 分钟，恢复后读取 \d+ 条/);
  }, 60_000);

  it('R-08.c is not told again within the hour; what was held back is counted', async () => {
    await hospital.foreign.run('alter view v_zy rename to v_gone');
    await eventually(
      async () => expect(await alarm('failures')).toMatchObject({ state: 'alarming', suppressed: 1 }),
      15_000,
    );
    await hospital.foreign.run('alter view v_gone rename to v_zy');
    await eventually(async () => expect(await alarm('failures')).toMatchObject({ state: 'ok' }), 60_000);
    expect(await titles()).toEqual([`${NAME} 连接中断`, `${NAME} 已恢复`]);
    const { body } = await admin.get<{ items: Rule[] }>('/extraction/alarm-rules');
    expect(body.items.find(({ kind }) => kind === 'failures')).toMatchObject({ suppressed: 1, alarming: 0 });
  }, 90_000);
});

describe('a source that answers and is wrong all the same', () => {
  it('R-08 alarms when too many of its records cannot be used', async () => {
    expect((await rule('rate', 50)).status).toBe(200);
    await hospital.foreign.run(
      `insert into stay (zyh, brid, ryrq, cypb, xgsj) select 'BAD' || n, '00000001', '不知何时', '在院', '2026-03-02'::timestamp + n * interval '1 second' from generate_series(1, 60) n`,
    );
    await told([`${NAME} 失败率过高`]);
    expect((await alarm('rate'))!.value).toBeGreaterThan(50);
  }, 30_000);

  it('R-08 alarms when histories pile up, and recovers when they are gone', async () => {
    await rule('backlog', 10);
    await insertRows(
      hospital.database,
      'backfill_request',
      Array.from({ length: 12 }, (_, n) => ({ source_id: 'stays', patient_id: `9${n}`, next_at: '2100-01-01' })),
    );
    await told([`${NAME} 积压过多`]);
    await hospital.database.query('delete from backfill_request');
    await told([`${NAME} 积压过多`, `${NAME} 积压过多已恢复`]);
  }, 30_000);

  it('R-08 R-04.c alarms when the last comparison found differences', async () => {
    await rule('difference', 1);
    await hospital.database.query(
      `insert into reconciliation_run (source_id, stream_id, from_day, to_day, requested_by, outcome, missing) values ('stays', 'stays', '2026-03-01', '2026-03-01', 'test', 'done', 3)`,
    );
    await told([`${NAME} 对账不一致`]);
  }, 30_000);

  it('R-08.e alarms when nobody reads it any more, whoever is still alive', async () => {
    // A reading that is under way would write its own end over it.
    await eventually(async () => {
      await hospital.database.query(
        `update source_stream set last_run_at = now() - interval '1 hour', next_run_at = now() + interval '1 day' where source_id = 'stays'`,
      );
      expect(await hospital.database.query(`select 1 from sync_run where source_id = 'stays' and outcome = 'running'`)).toEqual([]);
    }, 10_000);
    await hospital.database.query(`update source set state_since = now() - interval '1 hour' where id = 'stays'`);
    await told([`${NAME} 没有按时读取`]);
    await hospital.database.query(`update source_stream set next_run_at = now() where source_id = 'stays'`);
    await told([`${NAME} 没有按时读取`, `${NAME} 没有按时读取已恢复`]);
  }, 30_000);

  it('is left alone while somebody has paused it; a rule of its own wins over the one for all', async () => {
    await admin.patch('/extraction/sources/stays', { paused: true, reason: '对方停机' });
    await rule('silence', 5);
    await hospital.database.query(`update source set last_success_at = now() - interval '1 day' where id = 'stays'`);
    await twoLooks();
    expect(await alarm('silence')).toMatchObject({ state: 'ok' });
    await admin.patch('/extraction/sources/stays', { paused: false, reason: '恢复' });
    const { body: own } = await rule('backlog', 5, { source: 'stays', enabled: false });
    await insertRows(
      hospital.database,
      'backfill_request',
      Array.from({ length: 12 }, (_, n) => ({ source_id: 'stays', patient_id: `8${n}`, next_at: '2100-01-01' })),
    );
    await twoLooks();
    expect(await alarm('backlog')).toBeUndefined();
    const removed = await fetch(`${hospital.url}/api/v1/extraction/alarm-rules/${own.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${admin.token}` },
    });
    expect(removed.status).toBe(204);
    await eventually(async () => expect(await alarm('backlog')).toMatchObject({ state: 'alarming' }), 15_000);
  }, 40_000);

  it('R-08 keeps who changed a rule, when, and from what to what', async () => {
    const [found] = (await admin.get<{ items: Rule[] }>('/extraction/alarm-rules')).body.items.filter(
      ({ kind }) => kind === 'rate',
    );
    const changed = await admin.put<Rule>(`/extraction/alarm-rules/${found!.id}`, {
      source: null,
      kind: 'rate',
      threshold: 60,
      windowMinutes: 30,
      enabled: true,
      reason: '太敏感',
    });
    expect(changed.body).toMatchObject({ threshold: 60, changedBy: expect.stringContaining('sys_admin') });
    const [entry] = await hospital.database.query(
      `select before ->> 'threshold' as before, after ->> 'threshold' as after from change_log where row_id = $1 order by seq desc limit 1`,
      [found!.id],
    );
    expect(entry).toEqual({ before: '50', after: '60' });
  });

  it('R-08.d names no person in anything it says', async () => {
    const notices = await hospital.database.query('select title, body from notice');
    expect(notices.length).toBeGreaterThan(5);
    expect(JSON.stringify(notices)).not.toMatch(/王某某|秘密人|0000000\d/);
  });
});
