import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Hospital } from './simulators-hospital.js';

let hospital: Hospital;
const dataFile = (name: string): string => hospital.dataFile(name);
const read = (system: string, sql: string): Promise<Record<string, string>[]> => hospital.read(system, sql);
const post = (path: string, body: object): Promise<Record<string, string>> => hospital.post(path, body);

beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital?.close());

describe('pushed messages', () => {
  it('leave HIS in GBK and in order, and are sent again after AE until they are accepted', async () => {
    hospital.product.clear();
    hospital.product.refuse(2);
    const registered = await post('/events/register', { rosterNo: 'BJ0020' });
    await post('/events/see', { rosterNo: 'BJ0020' });
    await post('/events/see', { rosterNo: 'BJ0020' });
    await hospital.product.accepted(3);
    const types = hospital.product.messages().map((message) => [message.field('MSH', 9), message.answered]);
    expect(types).toEqual([
      ['ADT^A04', 'AE'],
      ['ADT^A04', 'AE'],
      ['ADT^A04', 'AA'],
      ['ADT^A08', 'AA'],
      ['ADT^A08', 'AA'],
    ]);
    const last = hospital.product.messages().at(-1);
    const [row] = await read(
      'his',
      `select to_char(xgsj, 'YYYYMMDDHH24MISS.MS') || '+0800' as version, hzxm, jzzt from v_mzjz where jzlsh = '${registered['visitNo']}'`,
    );
    expect(last?.field('EVN', 2)).toBe(row?.['version']);
    expect(last?.field('PID', 5)).toBe(row?.['hzxm']?.trimEnd());
    expect(last?.isUtf8).toBe(false);
    expect(row?.['jzzt']).toBe('2');
  });

  it('leave LIS in UTF-8 as final, corrected and withdrawn versions of one report', async () => {
    hospital.product.clear();
    const report = await post('/events/lab', { rosterNo: 'BJ0021', item: 'HbA1c', abnormal: true });
    await post('/events/correct-lab', { rosterNo: 'BJ0021' });
    await post('/events/withdraw-lab', { rosterNo: 'BJ0021' });
    await hospital.product.accepted(3);
    const seen = hospital.product.messages();
    expect(
      seen.map((message) => [message.field('OBR', 3), message.field('OBR', 20), message.field('OBR', 25)]),
    ).toEqual([
      [report['reportNo'], '1', 'F'],
      [report['reportNo'], '2', 'C'],
      [report['reportNo'], '2', 'X'],
    ]);
    expect(seen.every((message) => message.isUtf8 && message.field('MSH', 18) === 'UNICODE UTF-8')).toBe(true);
    const [row] = await read('lis', `select bgzt, bbh from v_lis_bg where bgdh = '${report['reportNo']}'`);
    expect(row).toEqual({ bgzt: '9', bbh: '2' });
  });

  it('wait in the outbox while the product is dead and arrive when it lives again', async () => {
    hospital.product.clear();
    await hospital.product.die();
    const admitted = await post('/events/admit', { rosterNo: 'BJ0022' });
    await post('/events/transfer', { rosterNo: 'BJ0022' });
    await post('/events/discharge', { rosterNo: 'BJ0022' });
    await hospital.product.revive();
    await hospital.product.accepted(3);
    expect(hospital.product.messages().map((message) => message.field('EVN', 1))).toEqual(['A01', 'A02', 'A03']);
    expect(hospital.product.messages().every((message) => message.field('PV1', 19) === admitted['visitNo'])).toBe(true);
  });

  it('arrive twice under the duplicate fault', async () => {
    hospital.product.clear();
    await post('/faults/duplicate', { on: true });
    await post('/events/change-patient', { rosterNo: 'BJ0023' });
    await hospital.product.accepted(2);
    await post('/faults/duplicate', { on: false });
    const [first, second] = hospital.product.messages();
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

  it('writes an unreadable report on request and mends it again, each as a new version', async () => {
    const spoiled = await post('/events/spoil-lab', { rosterNo: 'BJ0031' });
    const find = (): Promise<Record<string, string>[]> =>
      read('lis', `select cjrq, xgsj from v_lis_bg where bgdh = '${spoiled['reportNo']}'`);
    const [bad] = await find();
    await post('/events/mend-lab', {});
    const [good] = await find();
    expect(bad?.['cjrq']).toBe('2026-02-30 25:61:00');
    expect(good?.['cjrq']).toMatch(/^20\d\d-/);
    expect((good?.['xgsj'] ?? '') > (bad?.['xgsj'] ?? '')).toBe(true);
  });

  it('deletes without a mark in the views and says so only in the ledger', async () => {
    const gone = await post('/events/delete', { entity: 'lab-report', rosterNo: 'BJ0030' });
    expect(await read('lis', `select 1 from v_lis_bg where bgdh = '${gone['key']}'`)).toHaveLength(0);
    expect(await read('lis', `select 1 from v_lis_jg where bgdh = '${gone['key']}'`)).toHaveLength(0);
    const ledger = (await hospital.get('/ledger?system=lis')) as {
      key: string;
      deleted: boolean;
    }[];
    expect(ledger.filter((fact) => fact.key === gone['key'])).toEqual([expect.objectContaining({ deleted: true })]);
  });

  it('is still there, at the same addresses, after a new start', async () => {
    const before = dataFile('connectors.json');
    const merged = await post('/events/merge', { rosterNo: 'BJ0026' });
    await hospital.restart();
    expect(dataFile('connectors.json')).toBe(before);
    const [row] = await read('his', `select hbbrid, zxbz from v_brda where brid = '${merged['from']}'`);
    expect(row).toEqual({ hbbrid: merged['into'], zxbz: '1' });
    expect((await post('/events/register', { rosterNo: 'BJ0026' }))['brid']).toBe(merged['into']);
  });
});
