import type { Connector, SqlViewSource, StreamSpec } from '@cadre/connector-kit/connector';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { PullTransport } from '@cadre/connector-kit/pull-transport';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { releaseLease, takeLease } from '../../../apps/api/src/features/extraction/lease.js';
import { PullRunService } from '../../../apps/api/src/features/extraction/pull-run.service.js';
import { ScopedDatabase } from '../../../apps/api/src/platform/database/scoped-database.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addPerson } from '../../support/facts.js';
import { type ForeignSystem, startForeignSystem } from '../../support/foreign-system.js';
import { PRESCRIPTION_TABLES, prescriptions, prescriptionsAt } from '../../support/prescriptions.js';

let hospital: TestHospital;
let foreign: ForeignSystem;
beforeAll(async () => {
  hospital = await startHospital({ SYNC_PAGE_SIZE: '5', SYNC_SAFETY_LAG_SECONDS: '0' });
  foreign = await startForeignSystem(`${PRESCRIPTION_TABLES}; create view v_cf_b as select * from cf where cfh like 'B%'; create view v_cf_a as select * from cf where cfh like 'A%'`,
    ['v_cf', 'v_cfmx', 'v_cf_a', 'v_cf_b']);
  const person = await addPerson(hospital.database);
  await hospital.database.query(
    `insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by) values ('HIS', '1', $1, 'M3', '测试', false, 'test')`, [person.id]);
  await hospital.database.query(`insert into source (id, connector_id, name, system, host) values ('drugs', 'drugs', '处方系统', 'HIS', 'nowhere:1');
    insert into source_stream (source_id, stream_id, target) values ('drugs', 'prescriptions', 'prescription'), ('drugs', 'a', 'prescription'), ('drugs', 'b', 'prescription')`);
});
afterAll(async () => {
  await foreign.drop();
  await hospital.stop();
});
beforeEach(async () => {
  await foreign.run('truncate cf, cfmx');
  await foreign.run(`insert into cf select chr(64 + 1 + i % 2) || lpad(i::text, 2, '0'), '1', '2026-03-01 08:00:00', '诊断', '2026-03-01 09:00:00'::timestamp + i * interval '1 minute' from generate_series(1, 24) i`);
  await hospital.database.query('truncate prescription, prescription_history, full_scan, removal_candidate');
});

/** A full scan of one data set; `without` keys as of a system that cannot list them. */
async function scan(connector: Connector, streamId: string, without: boolean): Promise<{ fetched: number; removed: number }> {
  const db = hospital.app.get(ScopedDatabase, { strict: false });
  const source = prescriptionsAt(foreign.url, connector);
  const stream = connector.streams.find(({ id }) => id === streamId)!;
  const whole = openTransport('sql-view', source.connection!, source.limits);
  const { keys: _, ...listless } = whole;
  const transport: PullTransport = without ? { ...listless, pull: (...asked) => whole.pull(...asked) } : whole;
  const lease = (await takeLease(db, 'drugs', streamId, 30))!;
  try {
    const { counts } = await hospital.app.get(PullRunService, { strict: false }).run({
      source, stream, transport, lease, mode: { kind: 'full' }, runMode: 'full', dryRun: false, requestedBy: 'test', signal: new AbortController().signal,
    });
    return counts;
  } finally {
    await releaseLease(db, lease);
    await whole.close();
  }
}

const gone = async (): Promise<string[]> => (await hospital.database.query<{ key: string }>(
  'select source_key as key from prescription where deleted_at is not null order by 1')).map(({ key }) => key);

describe('a full scan', () => {
  it.each([['asks for its own keys', false], ['reads the whole list of a system that cannot be asked for keys', true]] as const)(
    'R-06.b W7 %s, and marks what is not there any more', async (_, without) => {
      await scan(prescriptions, 'prescriptions', without);
      await foreign.run(`delete from cf where cfh in ('A02', 'B07')`);
      await foreign.run(`update cf set kfsj = 'nonsense' where cfh = 'A04'`);
      expect(await scan(prescriptions, 'prescriptions', without)).toMatchObject({ removed: 2 });
      expect(await gone()).toEqual(['A02', 'B07']);
      await foreign.run(`insert into cf values ('A02', '1', '2026-03-01 08:00:00', '诊断', '2026-02-01 09:00:00')`);
      expect(await scan(prescriptions, 'prescriptions', without)).toMatchObject({ removed: 0 });
      expect(await gone()).toEqual(['B07']);
    });

  it('W7 judges only what its own view has written where two views tell of one kind of record', async () => {
    const [stream] = prescriptions.streams;
    const half = (id: string): StreamSpec => ({ ...stream!, id, source: { ...(stream!.source as SqlViewSource), view: `v_cf_${id}` } });
    const two: Connector = { ...prescriptions, streams: [half('a'), half('b')] };
    await scan(two, 'a', false);
    await scan(two, 'b', false);
    expect(await scan(two, 'a', false)).toMatchObject({ removed: 0 });
    await foreign.run(`delete from cf where cfh = 'B07'`);
    expect(await scan(two, 'a', false)).toMatchObject({ removed: 0 });
    expect(await scan(two, 'b', false)).toMatchObject({ removed: 1 });
    expect(await gone()).toEqual(['B07']);
  });
});
