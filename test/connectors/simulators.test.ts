import { makePopulation, makeRows } from '@cadre/simulators/hospital';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHospital, type Hospital } from './simulators-hospital.js';

const TODAY = '2026-11-01';
let hospital: Hospital;
const dataFile = (name: string): string => hospital.dataFile(name);
const read = (system: string, sql: string): Promise<Record<string, string>[]> => hospital.read(system, sql);
const post = (path: string, body: object): Promise<Record<string, string>> => hospital.post(path, body);

beforeAll(async () => {
  hospital = await openHospital();
});
afterAll(() => hospital?.close());

describe('the generated hospital', () => {
  it('is the same again for the same seed and another one for another seed', () => {
    const make = (seed: string): string =>
      JSON.stringify(
        makeRows(makePopulation(seed, 'quick', Date.parse(`${TODAY}T10:00:00Z`)), Date.parse(`${TODAY}T10:00:00Z`)),
      );
    const first = make('1');
    expect(make('1') === first).toBe(true);
    expect(make('2') === first).toBe(false);
  });

  it('has a roster of 240 people in the wanted proportions, all marked as demo data', () => {
    const lines = dataFile('roster.csv')
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const [header = [], ...people] = lines;
    const count = (column: string, value: string): number =>
      people.filter((person) => person[header.indexOf(column)] === value).length;
    expect(people).toHaveLength(240);
    expect([count('对象类型', 'CADRE'), count('对象类型', 'VIP'), count('对象类型', 'CADRE|VIP')]).toEqual([
      180, 56, 4,
    ]);
    expect([count('保健级别', 'L1'), count('保健级别', 'L2'), count('保健级别', 'L9')]).toEqual([12, 60, 12]);
    expect(count('密级', 'V')).toBeGreaterThanOrEqual(6);
    expect(count('备注', '演示数据')).toBe(240);
    expect(people.every((person) => person[header.indexOf('单位')]?.endsWith('（演示）'))).toBe(true);
  });

  it('contains every edge case by name', () => {
    const names = new Set((JSON.parse(dataFile('samples.json')) as { sample: string }[]).map((one) => one.sample));
    for (const name of [
      'two-files',
      'same-name-same-birthday',
      'id-card-15',
      'foreigner',
      'alias',
      'promoted',
      'cancelled',
      'deceased',
      'stay-over-new-year',
      'three-transfers',
      'cancelled-stay',
      'refunded-and-again',
      'three-departments-one-day',
      'corrected-report',
      'critical-value',
      'critical-told',
      'critical-handled',
      'culture',
      'blood-culture',
      'negative-to-positive',
      'unit-changed',
      'forty-days-late',
      'cadre-and-vip',
      'censored-values',
      'gastroscopy-and-colonoscopy-one-day',
      'polypectomy-twice',
      'consultation-of-four-departments',
      'note-with-script',
    ])
      expect(names, name).toContain(name);
  });

  it('shows confidential people in the HIS only under their alias', async () => {
    const roster = dataFile('roster.csv')
      .split('\r\n')
      .map((line) => line.split(','))
      .filter((person) => person[15] === 'V');
    const shown = new Set((await read('his', 'select trim(brxm) as name from v_brda')).map((row) => row['name']));
    for (const person of roster) {
      expect(shown.has(person[2] ?? '')).toBe(true);
      expect(shown.has(person[1] ?? '')).toBe(false);
    }
  });

  it('keeps computed items equal to what they are computed from', async () => {
    const rows = await read(
      'lis',
      `select bgdh, json_object_agg(jczbdm, jczbjg) as values from v_lis_jg
      where bgdh in (select bgdh from v_lis_bg where jyxmdm = 'LFT' order by bgdh limit 50) group by bgdh`,
    );
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
    const ours = truth
      .filter((one) => one.rosterNo)
      .map((one) => `'${one.brid}'`)
      .join(',');
    const [row] = await read(
      'his',
      `select avg((zzysgh = '10011001')::int)::float8 as share from v_mzjz where brid in (${ours})`,
    );
    expect(Number(row?.['share'])).toBeGreaterThan(0.25);
  });
});

describe('the reader', () => {
  it.each(['his', 'lis', 'peis', 'ris', 'endo', 'surgery', 'emr'])('of %s may read the views and nothing else', async (id) => {
    const views = { his: 'v_brda', lis: 'v_lis_bg', peis: 'v_tj_sy', ris: 'v_jcbg', endo: 'v_njbg', surgery: 'v_ssjl', emr: 'v_blws' };
    const view = views[id as keyof typeof views];
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
