import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { difference, LEDGERS, mirrored, standing } from '../support/ledger.js';
import { eventually } from '../support/reading-hospital.js';
import { type KillableSystem, startKillableSystem } from './killable-system.js';

/** A hospital's busy day; deleted rows without a sign are found by the nightly comparison and not by this. */
const WORK = [
  'register', 'register', 'see', 'see', 'see', 'lab', 'lab', 'admit', 'transfer', 'order', 'order', 'stop-order', 'prescribe', 'exam', 'correct-exam',
  'note', 'revise-note', 'consult', 'schedule-surgery', 'book', 'book', 'change-booking', 'no-show', 'discharge', 'checkup', 'correct-lab', 'refund', 'change-patient',
];
const EVERY_MS = 50;
/** The systems that push messages. */
const PUSHING = ['his', 'lis', 'ris', 'emr', 'booking'] as const;

let system: KillableSystem;
beforeAll(async () => {
  system = await startKillableSystem();
  await system.server.start();
}, 300_000);
afterAll(() => system?.stop());

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** Lets the hospital work for this long; the answer is how much happened. */
async function work(ms: number): Promise<number> {
  const end = Date.now() + ms;
  let happened = 0;
  for (let turn = 0; Date.now() < end; turn += 1) {
    const [done] = await Promise.all([system.happen(WORK[turn % WORK.length]!), pause(EVERY_MS)]);
    if (done) happened += 1;
  }
  return happened;
}

/** Waits until the hospital has been told AA for everything, and every stream was read to its end after that. */
async function settled(): Promise<void> {
  await eventually(async () => {
    for (const one of PUSHING) {
      const waiting = await system.ask(one, 'select control_id, last_answer from hospital.outbox where acknowledged_at is null limit 3');
      expect(waiting).toEqual([]);
    }
  }, 120_000);
  const since = new Date(Date.now() + 500);
  await eventually(async () => {
    const late = await system.query(
      `select stream_id, last_run_at, last_outcome, next_run_at, lease_until from source_stream
       where stream_id !~ 'push' and (last_run_at is null or last_run_at < $1 or last_outcome <> 'done')`, [since]);
    const [{ waiting }] = await system.query<{ waiting: number }>('select count(*)::int as waiting from backfill_request') as [{ waiting: number }];
    expect({ late, waiting }).toEqual({ late: [], waiting: 0 });
  }, 120_000);
}

async function expectNothingLost(): Promise<void> {
  await settled();
  await eventually(async () => {
    const facts = (await Promise.all(LEDGERS.map((one) => system.ledger(one)))).flat();
    const [wanted, found] = [await standing(facts, system.query), await mirrored(system.query)];
    expect(difference(wanted, found)).toEqual({ missing: [], strange: [] });
    expect(found).toHaveLength(new Set(wanted).size);
  }, 30_000);
  expect((await mirrored(system.query)).length).toBeGreaterThan(1_000);
}

async function expectResultsComplete(): Promise<void> {
  const reports = new Set((await mirrored(system.query)).filter((one) => one.startsWith('lab-report')).map((one) => one.split(' ')[1]));
  const lines = await system.ask<{ report: string; lines: number }>('lis', 'select trim(bgdh) as report, count(*)::int as lines from v_lis_jg group by 1');
  const stored = await system.query<{ report: string; lines: number }>(
    `select trim(r.source_key) as report, count(*)::int as lines from lab_report r join lab_result l on l.report_id = r.id group by 1`);
  const byName = (a: { report: string }, b: { report: string }): number => (a.report < b.report ? -1 : 1);
  expect(stored.toSorted(byName)).toEqual(lines.filter(({ report }) => reports.has(report)).toSorted(byName));
}

/** Every reading that began before `since` is over; of what takes pushes only the living server's run of the hour is open. */
async function expectOrder(since: Date): Promise<void> {
  expect(await system.query('select entity, source_system, source_key from v_sync_mirror group by 1, 2, 3 having count(*) > 1')).toEqual([]);
  await eventually(async () => expect(await system.query(
    `select id, stream_id, mode from sync_run where outcome = 'running' and mode <> 'push' and started_at < $1`, [since])).toEqual([]), 20_000);
  expect(await system.query(
    `select source_id, stream_id from sync_run where outcome = 'running' and mode = 'push' group by 1, 2 having count(*) > 1`)).toEqual([]);
  expect(await system.query(
    `select id from sync_run where outcome = 'done' and fetched <> added + changed + removed + unchanged + filtered + superseded + quarantined`)).toEqual([]);
}

describe('kill -9 in the middle of the day', () => {
  it('I1 three deaths of the server lose nothing that the hospital said or did', async () => {
    const day = work(20_000);
    const deaths: number[] = [];
    for (let death = 0; death < 3; death += 1) {
      const wait = 1_500 + Math.random() * 3_500;
      await pause(wait);
      await system.server.kill();
      deaths.push(Math.round(wait));
      await system.server.start();
    }
    process.stdout.write(`killed ${deaths.join(', ')} ms after each start\n`);
    expect(await day).toBeGreaterThan(80);
    await expectNothingLost();
  }, 400_000);

  it('I1 R-44.d keeps every report whole: all its results or no report', () => expectResultsComplete());

  it('I2 I6 leaves no double, no run that runs for ever, and sums that hold', () => expectOrder(new Date(Date.now() - 1_000)), 60_000);

  it('I1 every message that was answered with AA is in the inbox, none waits', async () => {
    const kept = new Set((await system.query<{ id: string }>('select distinct control_id as id from sync_inbox where control_id is not null')).map(({ id }) => id));
    let heard = 0;
    for (const one of PUSHING) {
      const answered = await system.ask<{ control_id: string; last_answer: string }>(one, 'select control_id, last_answer from hospital.outbox');
      expect(answered.filter(({ control_id: id, last_answer: answer }) => answer !== 'AA' || !kept.has(id))).toEqual([]);
      heard += answered.length;
    }
    expect(heard).toBeGreaterThan(40);
  });

  it('I1 a death of PostgreSQL under load loses nothing either, and the server goes on by itself', async () => {
    const day = work(12_000);
    await pause(2_000 + Math.random() * 3_000);
    await system.killAndRestartDatabase();
    expect(await day).toBeGreaterThan(40);
    await expectNothingLost();
    await expectResultsComplete();
    await expectOrder(new Date(Date.now() - 1_000));
  }, 400_000);
});
