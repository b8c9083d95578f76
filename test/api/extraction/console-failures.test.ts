import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Visitor } from '../../support/app.js';
import { type ConnectedStays, startConnectedStays } from '../../support/connected-stays.js';
import { eventually } from '../../support/eventually.js';
import { insertRows } from '../../support/facts.js';

const BAD = 620;
const ROWS = `select 'Z' || lpad(n::text, 5, '0'), '00000001', '王某某', '2026年第' || n || '日', '在院', '干', '2026-03-01'::timestamp + n * interval '1 second' from generate_series(1, ${BAD}) n
  union all select 'S00001', '00000002', '秘密人', '不知何时', '在院', '干', '2026-03-01' union all select 'X00001', '00000999', '路人甲', '不知何时', '在院', '干', '2026-03-01'`;

let hospital: ConnectedStays;
let director: Visitor;
beforeAll(async () => {
  hospital = await startConnectedStays(ROWS);
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  await eventually(async () => expect(await hospital.database.query('select count(*)::int as n from quarantine')).toEqual([{ n: BAD + 2 }]), 30_000);
});
afterAll(() => hospital.stop());

type Task = { id: string; state: string; total: number; done: number; stored: number; failed: number; filtered: number; skipped: number };
type Preview = { count: number; succeededBefore: number; needsConfirmation: boolean };
type Failure = { id: string; key: string; group: string };

const idOf = async (key: string): Promise<string> => (await hospital.database.query<{ id: string }>('select id from quarantine where key = $1', [key]))[0]!.id;
const preview = async (choice: object): Promise<Preview> => (await hospital.admin.post<Preview>('/extraction/replay-tasks/preview', choice)).body;
const task = async (id: string): Promise<Task> => (await hospital.admin.get<Task>(`/extraction/replay-tasks/${id}`)).body;
const ended = (id: string, state = 'done') => eventually(async () => {
  const found = await task(id);
  expect(found.state).toBe(state);
  return found;
}, 30_000);

describe('failures of one cause', () => {
  it('R-07.b are one group with count, first and last, however many there are', async () => {
    const { body } = await hospital.admin.get('/extraction/quarantine/groups?status=open');
    expect(body).toMatchObject({ total: 1, items: [{ source: 'stays', stream: 'stays', kind: 'mapping', reason: '入院时间不是有效时间', count: BAD + 2 }] });
    const { body: members } = await hospital.admin.get<{ items: Failure[]; total: number }>(`/extraction/quarantine?group=${String(body.items[0]!['group'])}&pageSize=10`);
    expect(members).toMatchObject({ total: BAD + 2 });
    expect((await hospital.admin.get('/extraction/quarantine?key=Z00007')).body).toMatchObject({ total: 1 });
    expect((await hospital.admin.get('/extraction/quarantine?key=nothing')).body).toMatchObject({ total: 0 });
  });

  it('R-07.b notice about them goes out once, if at all', async () => {
    const [{ n }] = await hospital.database.query<{ n: number }>('select count(*)::int as n from notice') as [{ n: number }];
    expect(n).toBeLessThanOrEqual(1);
  });
});

describe('what the source sent', () => {
  it('R-07.c S35 is told by its shape to whoever mends it, and in words to nobody by that', async () => {
    const { body } = await hospital.admin.get<{ payload: string }>(`/extraction/quarantine/${await idOf('Z00007')}`);
    expect(body.payload).toContain('"brxm":"文文文"');
    expect(body.payload).toContain('"ryrq":"9999文文9文"');
    expect(body.payload).not.toMatch(/王某某|00000001/);
  });

  it('R-07.c S35 is shown by right, with a reason, masked, and goes on the access trail with the person', async () => {
    const path = `/extraction/quarantine/${await idOf('Z00007')}/payload`;
    expect((await hospital.admin.post(path, { reason: '核对入院时间' })).status).toBe(403);
    expect((await director.post(path, {})).status).toBe(400);
    const { status, body } = await director.post<{ items: { payload: string; beneficiaryId: string }[] }>(path, { reason: '核对入院时间' });
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({ beneficiaryId: hospital.person.id, payload: expect.stringContaining('"ryrq":"2026年第7日"') });
    expect(body.items[0]!.payload).not.toContain('王某某');
    const [trail] = await hospital.database.query(`select action, reason, beneficiary_ids from access_trail where operation like 'POST %payload' and outcome = 'allowed' order by seq desc limit 1`);
    expect(trail).toEqual({ action: 'reveal', reason: '核对入院时间', beneficiary_ids: [hospital.person.id] });
  });

  it('S30 hides 机密 people, strangers and what does not exist behind the same answer', async () => {
    const answers = await Promise.all([await idOf('S00001'), await idOf('X00001'), randomUUID()].map((id) => director.post(`/extraction/quarantine/${id}/payload`, { reason: '看看是谁' })));
    const [hidden, stranger, nothing] = answers.map(({ status, body }) => ({ status, body: { ...body, errorNo: '' } }));
    expect(hidden!.status).toBe(404);
    expect(hidden).toEqual(nothing);
    expect(stranger).toEqual(nothing);
  });
});

describe('failures that are tried again', () => {
  it('R-09.d need their number typed above 500, and are not touched without it', async () => {
    expect(await preview({ filter: { source: 'stays' } })).toEqual({ count: BAD + 2, succeededBefore: 0, needsConfirmation: true });
    const ask = (confirmCount?: number) => hospital.admin.post('/extraction/replay-tasks', { filter: { source: 'stays' }, reason: '映射已改', ...(confirmCount ? { confirmCount } : {}) });
    for (const wrong of [undefined, 500, BAD]) {
      const { status, body } = await ask(wrong);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain(String(BAD + 2));
    }
    expect(await hospital.database.query('select count(*)::int as n from replay_task')).toEqual([{ n: 0 }]);
  });

  it('R-07.d answer 404 for numbers that do not exist, and touch nothing', async () => {
    const known = await idOf('Z00001');
    for (const [path, body] of [['/replay-tasks', { ids: [known, randomUUID()], reason: '试试' }], ['/quarantine/replay', { ids: [known, randomUUID()] }]] as const) {
      expect((await hospital.admin.post(`/extraction${path}`, body)).status).toBe(404);
    }
    expect((await hospital.admin.post(`/extraction/quarantine/${randomUUID()}/ignore`, { reason: '没有它' })).status).toBe(404);
    expect((await hospital.admin.post(`/extraction/replay-tasks/${randomUUID()}/pause`)).status).toBe(404);
    expect((await hospital.admin.get(`/extraction/replay-tasks/${randomUUID()}/items`)).status).toBe(404);
  });

  it('R-09.a say in a dry run what would happen and write nothing', async () => {
    const ids = [await idOf('Z00001'), await idOf('X00001')];
    const state = () => hospital.database.query('select key, status, attempts, (select count(*) from visit) as visits from quarantine where id = any ($1) order by key', [ids]);
    const before = await state();
    const { body } = await hospital.admin.post<Task>('/extraction/replay-tasks', { ids, dryRun: true, reason: '先试运行' });
    expect(await ended(body.id)).toMatchObject({ total: 2, done: 2, failed: 2 });
    expect(await state()).toEqual(before);
  });

  it('go on after a pause where they stood, and every record says what became of it', async () => {
    await hospital.remap({ admittedAt: { from: 'xgsj', as: 'instant' } });
    const { body } = await hospital.admin.post<Task>('/extraction/replay-tasks', { filter: { source: 'stays' }, confirmCount: BAD + 2, batchSize: 10, reason: '映射已改' });
    expect(body).toMatchObject({ total: BAD + 2, done: 0 });
    await eventually(async () => expect((await task(body.id)).done).toBeGreaterThan(0));
    expect((await hospital.admin.post<Task>(`/extraction/replay-tasks/${body.id}/pause`)).body.state).toBe('paused');
    await new Promise((go) => setTimeout(go, 600));
    const paused = await task(body.id);
    expect(paused.done).toBeLessThan(BAD);
    await new Promise((go) => setTimeout(go, 600));
    expect((await task(body.id)).done).toBe(paused.done);
    await hospital.admin.post(`/extraction/replay-tasks/${body.id}/resume`);
    expect(await ended(body.id)).toMatchObject({ done: BAD + 2, stored: BAD + 1, filtered: 1, failed: 0 });
    expect(await hospital.database.query(`select count(*)::int as n from visit where source_system = 'stays'`)).toEqual([{ n: BAD + 1 }]);
    expect(await hospital.database.query(`select count(*)::int as n from quarantine where status = 'open'`)).toEqual([{ n: 0 }]);
    const { body: items } = await hospital.admin.get(`/extraction/replay-tasks/${body.id}/items?outcome=filtered`);
    expect(items).toMatchObject({ total: 1, items: [{ key: 'X00001', message: '不在名册' }] });
  }, 60_000);

  it('R-09.d leave out what has succeeded before unless asked, and then change nothing', async () => {
    expect(await preview({ filter: { source: 'stays' } })).toMatchObject({ count: 0, succeededBefore: BAD + 2 });
    expect((await hospital.admin.post('/extraction/replay-tasks', { filter: { source: 'stays' }, reason: '再来一次' })).status).toBe(400);
    const versions = await hospital.database.query('select count(*)::int as n from visit_history');
    const { body } = await hospital.admin.post<Task>('/extraction/replay-tasks', { ids: [await idOf('Z00001')], includeSucceeded: true, reason: '再来一次' });
    expect(await ended(body.id)).toMatchObject({ stored: 1 });
    expect(await hospital.database.query('select count(*)::int as n from visit_history')).toEqual(versions);
  });

  it('G-S c are taken over from a process that died, and can be given up', async () => {
    const [{ id }] = await hospital.database.query<{ id: string }>(
      `insert into replay_task (kind, asked, reason, state, batch_size, total, done, stored, requested_by, lease_owner, lease_until)
       values ('failures', '{}', '中断的任务', 'running', 50, 2, 1, 1, 'test', 'dead:1', now() - interval '1 second') returning id`) as [{ id: string }];
    const quarantined = await idOf('Z00002');
    await insertRows(hospital.database, 'replay_item', [
      { task_id: id, position: 1, source_id: 'stays', stream_id: 'stays', key: 'Z00001', quarantine_id: quarantined, outcome: 'stored' },
      { task_id: id, position: 2, source_id: 'stays', stream_id: 'stays', key: 'Z00002', quarantine_id: quarantined },
    ]);
    expect(await ended(id)).toMatchObject({ done: 2, stored: 2 });
    expect((await hospital.admin.post(`/extraction/replay-tasks/${id}/cancel`)).status).toBe(409);
  });

  it('R-09.e belong to whoever may replay', async () => {
    expect((await director.post('/extraction/replay-tasks/preview', { filter: {} })).status).toBe(403);
    expect((await director.get('/extraction/replay-tasks')).status).toBe(200);
  });
});

describe('what was received and stored', () => {
  it('R-25.b leads from a stored record back to what the source sent, by right and for visible people only', async () => {
    const [ours] = await hospital.database.query<{ id: string; inbox_id: string }>(`select id, inbox_id from visit where source_key = 'Z00003'`);
    const [hidden] = await hospital.database.query<{ id: string; inbox_id: string }>(`select id, inbox_id from visit where source_key = 'S00001'`);
    const ask = (id: string, who = director) => who.post<{ items: { payload: string }[] }>(`/extraction/records/inpatient-visit/${id}/payload`, { reason: '核对来源' });
    expect((await ask(ours!.id)).body.items[0]!.payload).toContain('"zyh":"Z00003"');
    expect((await ask(ours!.id, hospital.admin)).status).toBe(403);
    expect((await ask(hidden!.id)).status).toBe(404);
    expect((await ask(randomUUID())).status).toBe(404);
    const entry = (id: string) => director.post<{ items: { payload: string }[] }>(`/extraction/inbox/${id}/payload`, { reason: '核对来源' });
    expect((await entry(ours!.inbox_id)).body.items).toHaveLength(1);
    expect((await entry(hidden!.inbox_id)).status).toBe(404);
    expect((await entry('999999999')).status).toBe(404);
  });

  it('R-07 lists the envelopes of a period, without anything of their contents', async () => {
    const { status, body } = await hospital.admin.get('/extraction/inbox?source=stays&from=2020-01-01&to=2100-01-01&pageSize=100');
    expect(status).toBe(200);
    expect(body.total).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/王某某|秘密人|Z000|S00001|payload/);
    expect((await hospital.admin.get('/extraction/inbox')).body.total).toBe(body.total);
    expect((await hospital.admin.get('/extraction/inbox?from=2020-01-01&to=2020-12-31')).body.total).toBe(0);
  });

  it('R-07.e says so when the time of a payload is over', async () => {
    const [failure] = await hospital.database.query<{ id: string }>(`update quarantine set payload_cipher = '' where key = 'Z00005' returning id`);
    expect((await hospital.admin.get(`/extraction/quarantine/${failure!.id}`)).body).toMatchObject({ payload: '' });
    const { body } = await hospital.admin.post<Task>('/extraction/replay-tasks', { ids: [failure!.id], includeSucceeded: true, reason: '太久了' });
    expect(await ended(body.id)).toMatchObject({ failed: 1 });
    const { body: items } = await hospital.admin.get(`/extraction/replay-tasks/${body.id}/items`);
    expect(JSON.stringify(items)).toContain('保存期限');
  });
});

describe('codes that get a meaning later', () => {
  it('R-02.b R-05.c are mapped anew in what was stored with them', async () => {
    const { body } = await hospital.admin.get<{ items: { code: string; seen: number; target: null }[] }>('/extraction/code-maps?source=stays&unmapped=true');
    expect(body.items).toEqual([expect.objectContaining({ table: 'stay-charge', code: '干', seen: BAD + 1, target: null })]);
    const entry = { source: 'stays', table: 'stay-charge', code: '干' };
    const { body: entered } = await hospital.admin.put<{ affected: number }>('/extraction/code-maps', { ...entry, target: '干部保健', reason: '对方确认' });
    expect(entered.affected).toBe(BAD + 1);
    const { body: replay, status } = await hospital.admin.post<Task>('/extraction/replay-tasks/codes', { ...entry, confirmCount: BAD + 1, reason: '对方确认', batchSize: 200 });
    expect(status).toBe(200);
    expect(await ended(replay.id)).toMatchObject({ total: BAD + 1, stored: BAD + 1, failed: 0 });
    expect(await hospital.database.query(`select distinct charge_type from visit where source_system = 'stays'`)).toEqual([{ charge_type: '干部保健' }]);
    expect((await hospital.admin.get('/extraction/code-maps?source=stays&unmapped=true')).body).toMatchObject({ total: 0 });
  }, 60_000);
});
