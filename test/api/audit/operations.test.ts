import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { idCardOf } from '../../support/people.js';
import { eventually } from '../../support/reading-hospital.js';

let hospital: TestHospital;
let admin: Visitor;
let clerk: Visitor;
const ID_CARD = idCardOf('1956-07-08');
beforeAll(async () => {
  hospital = await startHospital();
  [admin, clerk] = [await hospital.signIn('SYS_ADMIN'), await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' })];
  await hospital.database.query(`
    create function quoting() returns trigger language plpgsql as $$ begin raise exception E'row (${ID_CARD}) 金丝雀\\n at 13977775555'; end $$;
    create trigger quoting before insert on beneficiary for each row execute function quoting()`);
});
afterAll(() => hospital.stop());

interface Event { id: string; level: string; module: string; message: string; count: number; traces: string[]; status: string; handledBy: string | null; note: string | null; firstAt: string; lastAt: string }
const events = async (query = ''): Promise<Event[]> => (await admin.get<{ items: Event[] }>(`/operations/events?${query}`)).body.items;
const fail = async (): Promise<string> => {
  const { status, body } = await clerk.post('/beneficiaries', { name: '金丝雀', sex: '1', idType: '01', idCardNo: ID_CARD, category: ['cadre'], careLevel: 'L3' });
  expect(status).toBe(500);
  return String(body['errorNo']);
};

describe('system events', () => {
  it('R-94.a R-95.a a failure stands there within two seconds, with the error number that the user saw', async () => {
    const errorNo = await fail();
    const found = await eventually(async () => {
      const rows = await events(`words=${errorNo}`);
      expect(rows).toHaveLength(1);
      return rows[0]!;
    }, 2_000);
    expect(found).toMatchObject({ level: 'error', module: 'http', count: 1, status: 'open', traces: [errorNo] });
  });

  it('R-94.b S55 S73 neither the browser nor the event tells what the failure quoted, nor where in the program it was', async () => {
    const { body } = await clerk.post('/beneficiaries', { name: '金丝雀', sex: '1', idType: '01', idCardNo: ID_CARD, category: ['cadre'], careLevel: 'L3' });
    const rows = await eventually(async () => {
      const found = await hospital.database.query<{ text: string }>('select e::text as text from system_event e');
      expect(found.length).toBeGreaterThan(0);
      return found;
    }, 3_000);
    for (const text of [JSON.stringify(body), ...rows.map((row) => row.text)]) {
      expect(text).not.toMatch(new RegExp(`${ID_CARD}|13977775555|金丝雀|\\.ts:|\\.js:|at Object`));
    }
  });

  it('R-94.c the same trouble is one row with its count; after it was dealt with it opens again when it comes back', async () => {
    const before = (await events())[0]!;
    const errorNo = await fail();
    const grown = await eventually(async () => {
      const row = (await events(`words=${errorNo}`))[0]!;
      expect(row.count).toBeGreaterThan(before.count);
      return row;
    }, 3_000);
    expect(grown).toMatchObject({ id: before.id, firstAt: before.firstAt });
    expect((await admin.post(`/operations/events/${before.id}/handle`, { note: '已修复触发器' })).status).toBe(204);
    expect((await events('status=handled'))[0]).toMatchObject({ id: before.id, handledBy: 't.sys_admin', note: '已修复触发器' });
    await fail();
    await eventually(async () => expect((await events())[0]).toMatchObject({ id: before.id, status: 'open' }), 3_000);
  });

  it('R-94.c what cannot be written does not hold up the work', async () => {
    await hospital.database.query('alter table system_event rename to system_event_away');
    try {
      await fail();
      expect((await clerk.get('/beneficiaries')).status).toBe(200);
    } finally {
      await hospital.database.query('alter table system_event_away rename to system_event');
    }
    const errorNo = await fail();
    await eventually(async () => expect(await events(`words=${errorNo}`)).toHaveLength(1), 4_000);
  });

  it('R-94 the health page names its parts, also what is wrong with them', async () => {
    const { status, body } = await admin.get<{ version: string; timeZone: string; items: { part: string; state: string; sentence: string }[] }>('/operations/health');
    expect(status).toBe(200);
    expect(body.items.map(({ part }) => part)).toEqual(['database', 'disk', 'http', 'jobs', 'audit-chain', 'sources', 'events']);
    expect(body.timeZone).toBe('Asia/Shanghai');
    const of = (part: string) => body.items.find((item) => item.part === part)!;
    expect(of('database')).toMatchObject({ state: 'good', sentence: expect.stringContaining('PostgreSQL') });
    expect(of('jobs')).toMatchObject({ state: 'bad', sentence: expect.stringContaining('没有启动过') });
    expect(of('events').state).toBe('warning');
  });

  it('R-94 the health of the server is for its administrator; live is for everybody and needs nobody', async () => {
    for (const visitor of [clerk, await hospital.signIn('AUDITOR'), await hospital.signIn('HOSPITAL_LEADER')]) {
      expect((await visitor.get('/operations/health')).status).toBe(403);
      expect((await visitor.get('/operations/events')).status).toBe(403);
    }
    expect((await fetch(`${hospital.url}/health/live`)).status).toBe(200);
  });
});
