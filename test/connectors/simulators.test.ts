import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePopulation, makeRows } from '@cadre/simulators/hospital';
import { readSettings } from '@cadre/simulators/settings';
import { startSimulator, type Simulator } from '@cadre/simulators/simulator';
import { destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenAsProduct, type Product } from './simulators-product.js';

const TODAY = '2026-11-01';
const scratch = mkdtempSync(join(tmpdir(), 'cadre-simulator-'));
let simulator: Simulator;
let product: Product;
let superuser: string;

const settings = () => readSettings({
  SIMULATOR_DATABASE_URL: superuser, DATA_DIR: join(scratch, 'data'), SIMULATOR_PORT: '0', SIMULATOR_LIVE: 'off', SIMULATOR_TODAY: TODAY,
  MLLP_TARGET: `127.0.0.1:${product.port}`,
}, Date.now());

beforeAll(async () => {
  const cluster = await startCluster({ directory: join(scratch, 'cluster'), settings: { fsync: 'off' } });
  superuser = cluster.url;
  product = await listenAsProduct();
  simulator = await startSimulator(settings(), () => undefined);
});

afterAll(async () => {
  await simulator?.stop();
  await product?.close();
  await destroyCluster(join(scratch, 'cluster'));
  rmSync(scratch, { recursive: true, force: true });
});

interface Sources { allow: string[]; sources: { id: string; connector: string; url: string }[] }
const dataFile = (name: string): string => readFileSync(join(scratch, 'data', name), 'utf8');
const sourceUrl = (id: string): string => (JSON.parse(dataFile('connectors.json')) as Sources).sources.find((one) => one.id === id)?.url ?? '';

async function read(id: string, sql: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: sourceUrl(id), connectionTimeoutMillis: 3_000, query_timeout: 5_000, types: { getTypeParser: () => (value: string) => value } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, string>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function post(path: string, body: object): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${simulator.port}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = (await response.json()) as Record<string, string>;
  expect(response.status, JSON.stringify(answer)).toBe(200);
  return answer;
}

describe('the generated hospital', () => {
  it('is the same again for the same seed and another one for another seed', () => {
    const make = (seed: string): string => JSON.stringify(makeRows(makePopulation(seed, 'quick', Date.parse(`${TODAY}T10:00:00Z`)), Date.parse(`${TODAY}T10:00:00Z`)));
    const first = make('1');
    expect(make('1') === first).toBe(true);
    expect(make('2') === first).toBe(false);
  });

  it('has a roster of 240 people in the wanted proportions, all marked as demo data', () => {
    const lines = dataFile('roster.csv').replace(/^\uFEFF/, '').trim().split('\r\n').map((line) => line.split(','));
    const [header = [], ...people] = lines;
    const count = (column: string, value: string): number => people.filter((person) => person[header.indexOf(column)] === value).length;
    expect(people).toHaveLength(240);
    expect([count('对象类型', 'CADRE'), count('对象类型', 'VIP'), count('对象类型', 'CADRE|VIP')]).toEqual([180, 56, 4]);
    expect([count('保健级别', 'L1'), count('保健级别', 'L2'), count('保健级别', 'L9')]).toEqual([12, 60, 12]);
    expect(count('密级', 'V')).toBeGreaterThanOrEqual(6);
    expect(count('备注', '演示数据')).toBe(240);
    expect(people.every((person) => person[header.indexOf('单位')]?.endsWith('（演示）'))).toBe(true);
  });

  it('contains every edge case by name', () => {
    const names = new Set((JSON.parse(dataFile('samples.json')) as { sample: string }[]).map((one) => one.sample));
    for (const name of ['two-files', 'same-name-same-birthday', 'id-card-15', 'foreigner', 'alias', 'promoted', 'cancelled', 'deceased', 'stay-over-new-year',
      'three-transfers', 'cancelled-stay', 'refunded-and-again', 'three-departments-one-day', 'corrected-report', 'critical-value', 'negative-to-positive',
      'unit-changed', 'forty-days-late', 'cadre-and-vip', 'censored-values']) expect(names, name).toContain(name);
  });

  it('shows confidential people in the HIS only under their alias', async () => {
    const roster = dataFile('roster.csv').split('\r\n').map((line) => line.split(',')).filter((person) => person[15] === 'V');
    const shown = new Set((await read('his', 'select trim(brxm) as name from v_brda')).map((row) => row['name']));
    for (const person of roster) {
      expect(shown.has(person[2] ?? '')).toBe(true);
      expect(shown.has(person[1] ?? '')).toBe(false);
    }
  });

  it('keeps computed items equal to what they are computed from', async () => {
    const rows = await read('lis', `select bgdh, json_object_agg(jczbdm, jczbjg) as values from v_lis_jg
      where bgdh in (select bgdh from v_lis_bg where jyxmdm = 'LFT' order by bgdh limit 50) group by bgdh`);
    let compared = 0;
    for (const row of rows) {
      const values = JSON.parse(row['values'] ?? '{}') as Record<string, string>;
      const [total, albumin, globulin] = [values['TP'], values['ALB'], values['GLB']].map(Number);
      if ([total, albumin, globulin].some((value) => value === undefined || Number.isNaN(value))) continue;
      compared += 1;
      expect(Math.abs((total ?? 0) - (albumin ?? 0) - (globulin ?? 0))).toBeLessThan(0.16);
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('makes the first doctor of the cadre department see at least a quarter of the roster', async () => {
    const truth = JSON.parse(dataFile('truth.json')) as { brid: string; rosterNo: string | null }[];
    const ours = truth.filter((one) => one.rosterNo).map((one) => `'${one.brid}'`).join(',');
    const [row] = await read('his', `select avg((zzysgh = '10011001')::int)::float8 as share from v_mzjz where brid in (${ours})`);
    expect(Number(row?.['share'])).toBeGreaterThan(0.25);
  });
});

describe('the reader', () => {
  it.each(['his', 'lis', 'peis'])('of %s may read the views and nothing else', async (id) => {
    const view = { his: 'v_brda', lis: 'v_lis_bg', peis: 'v_tj_sy' }[id] ?? '';
    expect(await read(id, `select * from ${view} limit 1`)).toHaveLength(1);
    await expect(read(id, `delete from ${view}`)).rejects.toThrow(/permission denied/);
    await expect(read(id, 'create table note (x int)')).rejects.toThrow(/permission denied/);
    await expect(read(id, 'select * from hospital.setting')).rejects.toThrow(/permission denied/);
  });
});

describe('a line', () => {
  const fault = (body: object): Promise<object> => post('/systems/lis/fault', body);
  const all = 'select * from v_lis_bg';

  it('can be cut, refused, halved, slowed and garbled, and is whole again afterwards', async () => {
    await fault({ mode: 'down' });
    await expect(read('lis', all)).rejects.toThrow(/ECONNREFUSED/);
    await fault({ mode: 'error' });
    await expect(read('lis', all)).rejects.toThrow();
    await fault({ mode: 'half', bytes: 50_000 });
    await expect(read('lis', all)).rejects.toThrow(/terminated|ECONNRESET/);
    await fault({ mode: 'slow', ms: 200 });
    const started = performance.now();
    await read('lis', 'select 1');
    expect(performance.now() - started).toBeGreaterThan(400);
    // One row of 100 kB: the flipped bytes fall into its text, not into the protocol around it.
    const keys = `select string_agg(bgdh, ',' order by bgdh) as keys from v_lis_bg`;
    await fault({ mode: 'garble', bytes: 20_000 });
    const [garbled] = await read('lis', keys);
    await fault({ mode: 'ok' });
    const [whole] = await read('lis', keys);
    expect(whole?.['keys']).toMatch(/^(BG\d{11},)+BG\d{11}$/);
    expect(garbled?.['keys']).not.toMatch(/^(BG\d{11},)+BG\d{11}$/);
    expect(garbled?.['keys']).toHaveLength(whole?.['keys']?.length ?? 0);
  });
});

describe('pushed messages', () => {
  it('leave HIS in GBK and in order, and are sent again after AE until they are accepted', async () => {
    product.clear();
    product.refuse(2);
    const registered = await post('/events/register', { rosterNo: 'BJ0020' });
    await post('/events/see', { rosterNo: 'BJ0020' });
    await post('/events/see', { rosterNo: 'BJ0020' });
    await product.accepted(3);
    const types = product.messages().map((message) => [message.field('MSH', 9), message.answered]);
    expect(types).toEqual([['ADT^A04', 'AE'], ['ADT^A04', 'AE'], ['ADT^A04', 'AA'], ['ADT^A08', 'AA'], ['ADT^A08', 'AA']]);
    const last = product.messages().at(-1);
    const [row] = await read('his', `select to_char(xgsj, 'YYYYMMDDHH24MISS.MS') || '+0800' as version, hzxm, jzzt from v_mzjz where jzlsh = '${registered['visitNo']}'`);
    expect(last?.field('EVN', 2)).toBe(row?.['version']);
    expect(last?.field('PID', 5)).toBe(row?.['hzxm']?.trimEnd());
    expect(last?.isUtf8).toBe(false);
    expect(row?.['jzzt']).toBe('2');
  });

  it('leave LIS in UTF-8 as final, corrected and withdrawn versions of one report', async () => {
    product.clear();
    const report = await post('/events/lab', { rosterNo: 'BJ0021', item: 'HbA1c', abnormal: true });
    await post('/events/correct-lab', { rosterNo: 'BJ0021' });
    await post('/events/withdraw-lab', { rosterNo: 'BJ0021' });
    await product.accepted(3);
    const seen = product.messages();
    expect(seen.map((message) => [message.field('OBR', 3), message.field('OBR', 20), message.field('OBR', 25)])).toEqual([
      [report['reportNo'], '1', 'F'], [report['reportNo'], '2', 'C'], [report['reportNo'], '2', 'X']]);
    expect(seen.every((message) => message.isUtf8 && message.field('MSH', 18) === 'UNICODE UTF-8')).toBe(true);
    const [row] = await read('lis', `select bgzt, bbh from v_lis_bg where bgdh = '${report['reportNo']}'`);
    expect(row).toEqual({ bgzt: '9', bbh: '2' });
  });

  it('wait in the outbox while the product is dead and arrive when it lives again', async () => {
    product.clear();
    await product.die();
    const admitted = await post('/events/admit', { rosterNo: 'BJ0022' });
    await post('/events/transfer', { rosterNo: 'BJ0022' });
    await post('/events/discharge', { rosterNo: 'BJ0022' });
    await product.revive();
    await product.accepted(3);
    expect(product.messages().map((message) => message.field('EVN', 1))).toEqual(['A01', 'A02', 'A03']);
    expect(product.messages().every((message) => message.field('PV1', 19) === admitted['visitNo'])).toBe(true);
  });

  it('arrive twice under the duplicate fault', async () => {
    product.clear();
    await post('/faults/duplicate', { on: true });
    await post('/events/change-patient', { rosterNo: 'BJ0023' });
    await product.accepted(2);
    await post('/faults/duplicate', { on: false });
    const [first, second] = product.messages();
    expect(first?.field('MSH', 10)).toBe(second?.field('MSH', 10));
  });
});

describe('what happens in the hospital', () => {
  it('gives a late commit an earlier version than a change that became visible before it', async () => {
    await post('/faults/late-commit', { seconds: 1 });
    const late = post('/events/lab', { rosterNo: 'BJ0024' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const prompt = await post('/events/lab', { rosterNo: 'BJ0025' });
    const visible = await read('lis', `select xgsj from v_lis_bg where bgdh = '${prompt['reportNo']}'`);
    const lateRow = await read('lis', `select xgsj from v_lis_bg where bgdh = '${(await late)['reportNo']}'`);
    expect((lateRow[0]?.['xgsj'] ?? '') < (visible[0]?.['xgsj'] ?? '')).toBe(true);
    expect(((await late)['committedAt'] ?? '') > (prompt['committedAt'] ?? '')).toBe(true);
  });

  it('deletes without a mark in the views and says so only in the ledger', async () => {
    const gone = await post('/events/delete', { entity: 'lab-report', rosterNo: 'BJ0030' });
    expect(await read('lis', `select 1 from v_lis_bg where bgdh = '${gone['key']}'`)).toHaveLength(0);
    expect(await read('lis', `select 1 from v_lis_jg where bgdh = '${gone['key']}'`)).toHaveLength(0);
    const ledger = (await (await fetch(`http://127.0.0.1:${simulator.port}/ledger?system=lis`)).json()) as { key: string; deleted: boolean }[];
    expect(ledger.filter((fact) => fact.key === gone['key'])).toEqual([expect.objectContaining({ deleted: true })]);
  });

  it('is still there, at the same addresses, after a new start', async () => {
    const before = dataFile('connectors.json');
    const merged = await post('/events/merge', { rosterNo: 'BJ0026' });
    await simulator.stop();
    simulator = await startSimulator(settings(), () => undefined);
    expect(dataFile('connectors.json')).toBe(before);
    const [row] = await read('his', `select hbbrid, zxbz from v_brda where brid = '${merged['from']}'`);
    expect(row).toEqual({ hbbrid: merged['into'], zxbz: '1' });
    expect((await post('/events/register', { rosterNo: 'BJ0026' }))['brid']).toBe(merged['into']);
  });
});
