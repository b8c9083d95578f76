import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import pg from 'pg';
import { InboxKeeping } from '../../../apps/api/src/features/extraction/inbox-keeping.js';
import { startHospital, type TestHospital } from '../../support/app.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs', SYNC_RAW_DAYS: '40', SYNC_ERROR_DAYS: '60' });
});
afterAll(() => hospital.stop());

const keep = (): Promise<void> => hospital.app.get(InboxKeeping, { strict: false }).keep();
const partitions = async (): Promise<string[]> => (await hospital.database.query<{ name: string }>(
  `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'sync_inbox'::regclass order by 1`,
)).map(({ name }) => name);
const dayName = (daysAgo: number): Promise<string> => hospital.database
  .query<{ name: string }>(`select 'sync_inbox_' || to_char(current_date - $1::int, 'YYYYMMDD') as name`, [daysAgo]).then(([row]) => row!.name);
/** A page of raw data that came so many days ago. */
const came = (daysAgo: number, outcome = 'applied') => hospital.database.query(
  `insert into sync_inbox (received_at, source_id, stream_id, record_count, outcome) values (now() - $1 * interval '1 day', 'lis', 'lab-reports', 1, $2)`,
  [daysAgo, outcome]);
const count = async (table: string): Promise<number> => (await hospital.database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

describe('raw data', () => {
  beforeEach(() => hospital.database.query('delete from sync_inbox; delete from sync_inbox_error; delete from quarantine'));

  it('are kept by the day: what fell into the catch-all gets the partition of its day, today and the week to come are ready', async () => {
    await came(3);
    await came(3);
    expect(await count('sync_inbox_default')).toBe(2);
    await keep();
    expect(await count('sync_inbox_default')).toBe(0);
    expect(await count(await dayName(3))).toBe(2);
    expect(await partitions()).toEqual(expect.arrayContaining(await Promise.all([0, -1, -7].map(dayName))));
  });

  it('are dropped with their day when their time is over, not a day before', async () => {
    await came(41);
    await came(40);
    await keep();
    expect(await partitions()).not.toContain(await dayName(41));
    expect(await partitions()).toContain(await dayName(40));
    expect(await count('sync_inbox')).toBe(1);
  });

  it('R-07.e that could not be used stay longer than the day they came on, then go too', async () => {
    await came(45, 'refused');
    await came(61, 'refused');
    await keep();
    expect(await hospital.database.query('select outcome, round(extract(epoch from now() - received_at) / 86400)::int as days from sync_inbox_error'))
      .toEqual([{ outcome: 'refused', days: 45 }]);
  });

  it('R-07.e of failures are emptied when their time is over; that they happened stays on record', async () => {
    for (const [key, days, status] of [['A', 61, 'open'], ['B', 61, 'replayed'], ['C', 59, 'open']] as const) {
      await hospital.database.query(
        `insert into quarantine (source_id, stream_id, key, kind, reason, problems, group_hash, payload_cipher, status, at, last_at)
         values ('lis', 'lab-reports', $1, 'mapping', '采样时间不是有效时间', '[]', 'h', 'v1:sealed', $2, now(), now() - $3 * interval '1 day')`, [key, status, days]);
    }
    await keep();
    expect(await hospital.database.query('select key, status, payload_cipher as payload from quarantine order by key')).toEqual([
      { key: 'A', status: 'ignored', payload: '' }, { key: 'B', status: 'replayed', payload: '' }, { key: 'C', status: 'open', payload: 'v1:sealed' },
    ]);
  });

  it('are tidied without holding up those who write for long', async () => {
    await came(41);
    await keep();
    await came(42);
    await came(1);
    const writer = new pg.Client({ connectionString: hospital.database.ownerUrl });
    await writer.connect();
    await writer.query('begin');
    await writer.query(`insert into sync_inbox (source_id, stream_id, record_count, outcome) values ('lis', 'lab-reports', 1, 'applied')`);
    const tidied = keep();
    const began = Date.now();
    await came(0);
    expect(Date.now() - began).toBeLessThan(2_600);
    await writer.query('commit');
    await writer.end();
    await tidied;
    expect(await partitions()).not.toContain(await dayName(42));
  }, 40_000);
});
