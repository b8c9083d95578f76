import { rowMessage } from '@cadre/connector-kit/row-message';
import { codeTables } from '@cadre/connector-kit/code-tables';
import { connectorById } from '@cadre/connectors/catalogue';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdLease, keepLease, LeaseLost, takeLease } from '../../../apps/api/src/features/extraction/lease.js';
import { PageWriter } from '../../../apps/api/src/features/extraction/page-writer.js';
import { RunLedger } from '../../../apps/api/src/features/extraction/run-ledger.js';
import { ScopedDatabase } from '../../../apps/api/src/platform/database/scoped-database.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addPerson, type Person } from '../../support/facts.js';

let hospital: TestHospital;
let person: Person;
beforeAll(async () => {
  hospital = await startHospital();
  person = await addPerson(hospital.database);
  const { database } = hospital;
  await database.query(`insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by)
    values ('HIS', '00000001', $1, 'M3', '测试', false, 'test')`, [person.id]);
  await database.query(`insert into source (id, connector_id, name, system, host) values ('lis', 'demo-lis', 'LIS', 'LIS', 'nowhere:1')`);
  await database.query(`insert into source_stream (source_id, stream_id) values ('lis', 'lab-reports'), ('lis', 'lab-push')`);
});
afterAll(() => hospital.stop());

const demoLis = connectorById('demo-lis')!;
const view = demoLis.streams.find(({ id }) => id === 'lab-reports')!;
const limits = { statementTimeoutMs: 1_000, connectTimeoutMs: 1_000, maxRowsPerPage: 100 };
const source = { id: 'lis', name: 'LIS', connector: demoLis, connection: null, limits, codes: codeTables(demoLis.codes), versions: new Map<string, number>(), enabled: true, resting: false };

interface Version {
  readonly report: string;
  readonly minute: number;
  readonly results: readonly string[];
}

/** A report as the view shows it at one of its versions. */
function row({ report, minute, results }: Version) {
  const at = `2026-03-01 08:${String(minute).padStart(2, '0')}:00`;
  return {
    values: {
      bgdh: report, brid: '1', jyxmmc: '血糖', bbmc: '血清', cjrq: '2026-03-01 07:00:00', bgrq: at, bgzt: '2', bbh: String(minute + 1), xgsj: `${at}.000`,
    },
    parts: {
      results: results.map((value, line) => ({ jgid: `${report}-${line}`, bgdh: report, dyxh: String(line + 1), jczbdm: 'GLU', jczbmc: '葡萄糖', jczbjg: value, jldw: 'mmol/L', ckz: '3.9-6.1' })),
    },
  };
}

async function deliver(versions: readonly Version[], hold?: Parameters<PageWriter['write']>[0]['hold']) {
  const runId = await hospital.app.get(RunLedger, { strict: false }).start({ sourceId: 'lis', streamId: view.id, mode: 'incremental', dryRun: false, requestedBy: 'test' });
  const incoming = versions.map((version) => ({ message: rowMessage(row(version)), raw: JSON.stringify(row(version)) }));
  const outcomes = await hospital.app.get(PageWriter, { strict: false }).write({ source, stream: view, runId, incoming, dryRun: false, ...(hold ? { hold } : {}) });
  return outcomes.map(({ verdict }) => verdict);
}

const stored = () => hospital.database.query(
  `select r.source_key, r.source_version, r.content_hash, r.revision,
     (select json_agg(json_build_array(result_no, value_text, value_number, flag) order by result_no) from lab_result x where x.report_id = r.id) as results
   from lab_report r order by r.source_key`);

const version = fc.record({
  report: fc.constantFrom('A', 'B', 'C'),
  minute: fc.integer({ min: 0, max: 5 }),
}).map(({ report, minute }): Version => ({ report, minute, results: Array.from({ length: 1 + (minute % 3) }, (_, line) => `${minute}.${line}`) }));

describe('facts that arrive in any order', () => {
  it('I3 I4 W9 end in the same state whatever the order, the repetition and the size of the pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(version, { minLength: 1, maxLength: 10 }), fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.nat()), async (versions, size, dice) => {
        const states: unknown[] = [];
        for (const shuffle of [false, true]) {
          await hospital.database.query('truncate lab_report, lab_result, lab_report_history, lab_result_history');
          const order = shuffle ? [...versions, ...versions].map((one) => ({ one, key: dice.next().value as number })).sort((a, b) => a.key - b.key).map(({ one }) => one) : versions;
          for (let at = 0; at < order.length; at += size) await deliver(order.slice(at, at + size));
          states.push(await stored());
        }
        expect(states[1]).toEqual(states[0]);
        const newest = new Map(versions.map(({ report }) => [report, Math.max(...versions.filter((one) => one.report === report).map(({ minute }) => minute))]));
        expect((states[0] as { source_key: string; revision: number }[]).map(({ source_key: key, revision }) => [key, revision - 1])).toEqual([...newest].sort(([a], [b]) => a.localeCompare(b)));
      }),
      { numRuns: 25 },
    );
  });

  it('R-13.c keeps what was said before as an earlier version, with the time it held for', async () => {
    await hospital.database.query('truncate lab_report, lab_result, lab_report_history, lab_result_history');
    await deliver([{ report: 'A', minute: 1, results: ['5.1'] }]);
    await deliver([{ report: 'A', minute: 2, results: ['9.9', '4.0'] }]);
    const [earlier] = await hospital.database.query<{ value_text: string; lasted: boolean }>(
      'select value_text, recorded_to >= recorded_from as lasted from lab_result_history');
    expect(earlier).toEqual({ value_text: '5.1', lasted: true });
    expect(await deliver([{ report: 'A', minute: 1, results: ['5.1'] }])).toEqual(['superseded']);
    expect(await deliver([{ report: 'A', minute: 2, results: ['9.9', '4.0'] }])).toEqual(['unchanged']);
    expect(await hospital.database.query('select count(*)::int as n from lab_report_history')).toEqual([{ n: 1 }]);
  });

  it('I6 W13 sets one impossible record aside and stores its neighbours of the same page', async () => {
    await hospital.database.query('truncate lab_report, lab_result, lab_report_history, lab_result_history, quarantine');
    const good = ['A', 'B', 'C', 'D'].map((report): Version => ({ report, minute: 1, results: ['5.0'] }));
    const twice = row({ report: 'X', minute: 1, results: ['1', '2'] });
    twice.parts.results[1]!.jgid = twice.parts.results[0]!.jgid;
    const runId = await hospital.app.get(RunLedger, { strict: false }).start({ sourceId: 'lis', streamId: view.id, mode: 'incremental', dryRun: false, requestedBy: 'test' });
    const rows = [...good.slice(0, 2).map(row), twice, ...good.slice(2).map(row)];
    const outcomes = await hospital.app.get(PageWriter, { strict: false }).write({
      source, stream: view, runId, dryRun: false, incoming: rows.map((one) => ({ message: rowMessage(one), raw: JSON.stringify(one) })),
    });
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(['added', 'added', 'quarantined', 'added', 'added']);
    expect(await hospital.database.query('select key, kind, reason from quarantine')).toEqual([{ key: 'X', kind: 'rule', reason: '与已有记录重复' }]);
    expect(await hospital.database.query('select fetched, added, quarantined from sync_run where id = $1', [runId])).toEqual([{ fetched: 5, added: 4, quarantined: 1 }]);
  });

  it('I10 a process that was frozen cannot write with an old lease', async () => {
    const db = hospital.app.get(ScopedDatabase, { strict: false });
    const frozen = (await takeLease(db, 'lis', 'lab-reports', 0.05))!;
    expect(await takeLease(db, 'lis', 'lab-reports', 30)).toBeNull();
    await new Promise((go) => setTimeout(go, 80));
    const next = (await takeLease(db, 'lis', 'lab-reports', 30))!;
    expect(next.fence).toBeGreaterThan(frozen.fence);
    await hospital.database.query('truncate lab_report, lab_result');
    await expect(deliver([{ report: 'A', minute: 1, results: ['5.0'] }], (em) => holdLease(em, frozen))).rejects.toThrow(LeaseLost);
    expect(await stored()).toEqual([]);
    expect(await deliver([{ report: 'A', minute: 1, results: ['5.0'] }], (em) => holdLease(em, next))).toEqual(['added']);
  });

  it('I10 whoever waits long for a page of the source keeps the lease meanwhile, and gives it up when he stops', async () => {
    const db = hospital.app.get(ScopedDatabase, { strict: false });
    await hospital.database.query(`update source_stream set lease_until = null`);
    const lease = (await takeLease(db, 'lis', 'lab-reports', 0.3))!;
    const leave = keepLease(db, lease);
    await new Promise((go) => setTimeout(go, 900));
    expect(await takeLease(db, 'lis', 'lab-reports', 0.3)).toBeNull();
    leave();
    await new Promise((go) => setTimeout(go, 600));
    expect(await takeLease(db, 'lis', 'lab-reports', 0.3)).toMatchObject({ fence: lease.fence + 1 });
  });

  it('S34 somebody who is made 机密 while his results are being stored is 机密 in them too', async () => {
    await hospital.database.query('truncate lab_report, lab_result, lab_report_history, lab_result_history');
    const runId = await hospital.app.get(RunLedger, { strict: false }).start({ sourceId: 'lis', streamId: view.id, mode: 'incremental', dryRun: false, requestedBy: 'test' });
    const one = row({ report: 'A', minute: 1, results: ['5.0'] });
    let made: Promise<unknown> = Promise.resolve();
    await hospital.app.get(PageWriter, { strict: false }).write({
      source, stream: view, runId, dryRun: false, incoming: [{ message: rowMessage(one), raw: JSON.stringify(one) }],
      advance: async () => {
        made = hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [person.id]);
        await new Promise((go) => setTimeout(go, 150));
      },
    });
    await made;
    expect(await hospital.database.query('select r.confidential as report, x.confidential as result from lab_report r join lab_result x on x.report_id = r.id'))
      .toEqual([{ report: true, result: true }]);
    await hospital.database.query(`update beneficiary set secrecy = 'N' where id = $1`, [person.id]);
  });
});
