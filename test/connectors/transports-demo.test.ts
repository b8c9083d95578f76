import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedStreams } from '@cadre/connector-kit/checked-stream';
import { codeTables } from '@cadre/connector-kit/code-tables';
import { decodeText } from '@cadre/connector-kit/decode-text';
import { parseHl7 } from '@cadre/connector-kit/hl7-message';
import { hl7Records } from '@cadre/connector-kit/hl7-records';
import { mapRecord } from '@cadre/connector-kit/map-record';
import type { Mapped, Refused } from '@cadre/connector-kit/mapping';
import { startMllpListener, type MllpListener } from '@cadre/connector-kit/mllp-listener';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { Connection } from '@cadre/connector-kit/pull-transport';
import type { PullMode } from '@cadre/connector-kit/sql-view-types';
import { catalogue, connectorById } from '@cadre/connectors/catalogue';
import { readSettings } from '@cadre/simulators/settings';
import { startSimulator, type Simulator } from '@cadre/simulators/simulator';
import { destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const LIMITS = { statementTimeoutMs: 10_000, connectTimeoutMs: 2_000, maxRowsPerPage: 2_000 };
const scratch = mkdtempSync(join(tmpdir(), 'cadre-connectors-'));
let simulator: Simulator;
let listener: MllpListener;
const heard: Buffer[] = [];

beforeAll(async () => {
  const cluster = await startCluster({ directory: join(scratch, 'cluster'), settings: { fsync: 'off' } });
  listener = await startMllpListener({
    host: '127.0.0.1',
    port: 0,
    allow: ['127.0.0.1'],
    accept: async (raw) => {
      heard.push(raw);
      return { code: 'AA' };
    },
  });
  const environment = {
    SIMULATOR_DATABASE_URL: cluster.url,
    DATA_DIR: join(scratch, 'data'),
    SIMULATOR_PORT: '0',
    SIMULATOR_LIVE: 'off',
    SIMULATOR_TODAY: '2026-11-01',
    MLLP_TARGET: `127.0.0.1:${listener.port}`,
  };
  simulator = await startSimulator(readSettings(environment, Date.now()), () => undefined);
});

afterAll(async () => {
  await simulator?.stop();
  await listener?.stop();
  await destroyCluster(join(scratch, 'cluster'));
  rmSync(scratch, { recursive: true, force: true });
});

function connectionTo(connector: string): Connection {
  const { sources } = JSON.parse(readFileSync(join(scratch, 'data', 'connectors.json'), 'utf8')) as {
    sources: { connector: string; url: string; options?: Record<string, string> }[];
  };
  const { url, options = {} } = sources.find((source) => source.connector === connector)!;
  return { url, options };
}

async function pulled(connectorId: string, streamId: string, mode: PullMode): Promise<(Mapped | Refused)[]> {
  const connector = connectorById(connectorId)!;
  const { source, mapping } = connector.streams.find(({ id }) => id === streamId)!;
  if (source.transport === 'mllp') throw new Error(`${streamId} is not pulled`);
  const transport = openTransport(source.transport, connectionTo(connectorId), LIMITS);
  const codes = codeTables(connector.codes);
  const results: (Mapped | Refused)[] = [];
  for await (const page of transport.pull(source, mode, { pageSize: 1_000, signal: new AbortController().signal })) {
    for (const { message } of page.records) results.push(mapRecord(mapping, message, codes));
  }
  await transport.close();
  return results;
}

async function post(path: string, body: object): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${simulator.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Record<string, string>;
}

/** What the next pushed messages say, by stream; waits until `count` have arrived. */
async function pushed(count: number): Promise<{ connector: string; stream: string; target: string; mapped: Mapped }[]> {
  const until = Date.now() + 10_000;
  while (heard.length < count && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  return heard.splice(0).flatMap((raw) => {
    const message = parseHl7(decodeText(raw).text);
    return catalogue.flatMap(({ id, streams, codes }) =>
      streams.flatMap((stream) => {
        if (stream.source.transport !== 'mllp') return [];
        return hl7Records(stream.source, message).map((record) => {
          const mapped = mapRecord(stream.mapping, record, codeTables(codes));
          if ('problems' in mapped) throw new Error(`${stream.id}: ${JSON.stringify(mapped.problems)}`);
          return { connector: id, stream: stream.id, target: stream.target, mapped };
        });
      }),
    );
  });
}

const views = catalogue.flatMap((connector) =>
  connector.streams
    .filter(({ source }) => source.transport !== 'mllp')
    .map(({ id }) => [connector.id, id] as const),
);

describe('the demo connectors against the pretend hospital', () => {
  it.each(catalogue.map((connector) => [connector.id, connector] as const))(
    '%s passes its connection check',
    async (id, connector) => {
      const transport = openTransport(connector.streams[0]!.source.transport, connectionTo(id), LIMITS);
      const items = await transport.check(checkedStreams(connector));
      await transport.close();
      expect(items.filter(({ ok }) => !ok)).toEqual([]);
      expect(items.length).toBeGreaterThan(3);
    },
  );

  it.each(views)('%s/%s: every row becomes a record, every code is known', async (connector, stream) => {
    const results = await pulled(connector, stream, { kind: 'full' });
    const good = results.filter((result) => 'record' in result);
    expect(results.flatMap((result) => ('problems' in result ? result.problems : []))).toEqual([]);
    expect(good.flatMap(({ unmapped }) => unmapped)).toEqual([]);
    expect(good.length).toBeGreaterThan(0);
    expect(new Set(good.map(({ key }) => key)).size).toBe(good.length);
  });

  it('the same rows come in time order as in key order', async () => {
    const keys = (results: (Mapped | Refused)[]): string[] =>
      results.map((result) => ('key' in result ? result.key : '')).sort();
    for (const [connector, stream] of views) {
      const byTime = await pulled(connector, stream, { kind: 'incremental', cursor: null });
      expect(keys(byTime)).toEqual(keys(await pulled(connector, stream, { kind: 'full' })));
    }
  });

  it('ward codes and patient numbers have their leading zeros in every stream', async () => {
    const stays = await pulled('demo-his', 'inpatient-visits', { kind: 'full' });
    const wards = stays.flatMap((stay) =>
      'record' in stay
        ? [stay.record['wardCode'], ...(stay.parts['transfers'] ?? []).map((move) => move['toWardCode'])]
        : [],
    );
    expect(wards.filter((ward) => ward !== null && !/^0.{5}$/.test(String(ward)))).toEqual([]);
    const reports = await pulled('demo-lis', 'lab-reports', { kind: 'full' });
    expect(reports.filter((report) => 'record' in report && !/^\d{8}$/.test(report.patientId))).toEqual([]);
  });

  it('what is pushed agrees with the view in version and in every field it carries', async () => {
    const events: [string, object][] = [
      ['/events/register', { rosterNo: 'BJ0020' }],
      ['/events/see', { rosterNo: 'BJ0020' }],
      ['/events/admit', { rosterNo: 'BJ0020' }],
      ['/events/transfer', { rosterNo: 'BJ0020' }],
      ['/events/order', { rosterNo: 'BJ0020' }],
      ['/events/stop-order', { rosterNo: 'BJ0020' }],
      ['/events/order', { rosterNo: 'BJ0020' }],
      ['/events/cancel-order', { rosterNo: 'BJ0020' }],
      ['/events/note', { rosterNo: 'BJ0020', item: 'C0039', format: 'TXT' }],
      ['/events/revise-note', { rosterNo: 'BJ0020' }],
      ['/events/withdraw-note', { rosterNo: 'BJ0020' }],
      ['/events/discharge', { rosterNo: 'BJ0020' }],
      ['/events/change-patient', { rosterNo: 'BJ0020' }],
      ['/events/lab', { rosterNo: 'BJ0021', item: 'HbA1c', abnormal: true }],
      ['/events/correct-lab', { rosterNo: 'BJ0021' }],
      ['/events/exam', { rosterNo: 'BJ0020', item: 'MR001', abnormal: true }],
      ['/events/exam', { rosterNo: 'BJ0020', item: 'ECG01' }],
      ['/events/correct-exam', { rosterNo: 'BJ0020' }],
      ['/events/withdraw-exam', { rosterNo: 'BJ0020' }],
      ['/events/book', { rosterNo: 'BJ0021' }],
      ['/events/change-booking', { rosterNo: 'BJ0021' }],
      ['/events/cancel-booking', { rosterNo: 'BJ0021' }],
      ['/events/book', { rosterNo: 'BJ0021' }],
      ['/events/no-show', { rosterNo: 'BJ0021' }],
    ];
    const seen = new Set<string>();
    for (const [path, body] of events) {
      await post(path, body);
      const facts = await pushed(1);
      expect(facts.length, path).toBeGreaterThan(0);
      for (const { connector, stream, target, mapped } of facts) {
        const view = connectorById(connector)!.streams.find((one) => one.target === target && one.rank === 2)!;
        const [row] = await pulled(connector, view.id, { kind: 'keys', keys: [[mapped.key]] });
        if (!row || 'problems' in row) throw new Error(`${path}: no good row for ${mapped.key}`);
        expect(mapped.unmapped).toEqual([]);
        expect(mapped.version, path).toBe(row.version);
        // The message has no report time of its own beside the version.
        const { reportedAt: _, ...fields } = mapped.record;
        expect(row.record, path).toMatchObject(fields);
        expect(mapped.parts['results']?.map(({ resultNo, valueText }) => [resultNo, valueText])).toEqual(
          row.parts['results']?.map(({ resultNo, valueText }) => [resultNo, valueText]),
        );
        seen.add(stream);
      }
    }
    expect([...seen].sort()).toEqual([
      'appointment-push',
      'exam-push',
      'inpatient-push',
      'lab-push',
      'note-push',
      'order-push',
      'outpatient-push',
      'patient-push',
    ]);
  });

  it('a merge is one link, whether it is pushed or read', async () => {
    await post('/events/merge', {});
    // Where there was no second file yet, its opening is told first.
    let merge: Awaited<ReturnType<typeof pushed>>[number] | undefined;
    for (let look = 0; look < 5 && !merge; look += 1) merge = (await pushed(1)).find(({ stream }) => stream === 'merge-push');
    const read = (await pulled('demo-his', 'patient-merges', { kind: 'full' })).find(
      (row) => 'key' in row && row.key === merge?.mapped.key,
    );
    expect(read).toMatchObject({ version: merge!.mapped.version, record: { action: 'merge' } });
  });
});
