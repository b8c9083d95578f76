import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCheckup, addPerson, insertRows, type Person } from '../../support/facts.js';
import { sheetRows } from '../../support/workbook.js';

interface Known {
  readonly id: string;
  readonly name: string;
  readonly level: string | null;
  readonly vip: boolean;
  readonly date: string;
  readonly no: string;
  readonly unit: string;
  readonly pack: string;
  readonly status: string;
  readonly abnormal: readonly string[];
  readonly critical: boolean;
  readonly summary: string;
}
interface Filter {
  readonly query: string;
  readonly fits: (one: Known) => boolean;
}

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
const DATES = ['2024-12-31', '2025-01-01', '2025-06-15', '2025-12-30', '2026-01-01', '2026-03-05', '2026-03-06'];
const STATUSES = ['registered', 'examining', 'pending_summary', 'summarized', 'issued'];
const SUMMARIES = ['none', 'draft', 'submitted', 'approved', 'published', 'withdrawn', 'redrafted'];
const UNITS = ['市教育局', '市水务局', '区教育局'];
const PACKAGES = ['干部年度体检', '深度体检（男）'];
let hospital: TestHospital;
let clerk: Visitor;
const all: Known[] = [];

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const { database } = hospital;
  const people: (Person & { name: string; level: string | null; vip: boolean })[] = [];
  for (const [index, level] of ['L1', 'L2', 'L3', null].entries()) {
    const name = `体检对象${'甲乙丙丁'[index]}`;
    const vip = index % 2 === 1;
    const person = await addPerson(database, { name, care_level: level, categories: vip ? ['vip'] : ['cadre'] });
    people.push({ ...person, name, level, vip });
  }
  for (let index = 0; index < 140; index += 1) {
    const person = pick(people, index);
    const abnormal = [...(index % 3 === 0 ? ['收缩压'] : []), ...(index % 5 === 0 ? ['空腹血糖'] : [])];
    const critical = index % 15 === 0;
    const one = {
      date: pick(DATES, index * 3), unit: pick(UNITS, Math.floor(index / 3)), pack: pick(PACKAGES, Math.floor(index / 2)),
      status: pick(STATUSES, Math.floor(index / 4)), no: `TJX${String(index).padStart(4, '0')}`,
    };
    const { id } = await addCheckup(database, person, {
      checkup_no: one.no, checkup_date: one.date, year: Number(one.date.slice(0, 4)), work_unit: one.unit, package_name: one.pack, status: one.status,
      items: [
        { identity_code: 'SBP', item_name: '收缩压', value_text: '150', value_number: 150, flag: abnormal.includes('收缩压') ? 'H' : 'N' },
        { identity_code: 'GLU', item_name: '空腹血糖', value_text: '7', value_number: 7, flag: abnormal.includes('空腹血糖') ? (critical ? 'HH' : 'H') : null },
        { identity_code: 'BMD', item_name: '骨密度', state: pick(['missed', 'refused'], index), flag: null },
      ],
    });
    const made = pick(SUMMARIES, Math.floor(index / 3));
    const editions = made === 'none' ? [] : made === 'redrafted' ? ['published', 'draft'] : [made];
    for (const [edition, status] of editions.entries())
      await insertRows(database, 'checkup_summary', [{
        checkup_id: id, beneficiary_id: person.id, confidential: false, edition: edition + 1, status, content_hash: 'x',
        author: 'a', author_name: 'a', edited_by: 'a', edited_by_name: 'a',
      }]);
    all.push({ id, name: person.name, level: person.level, vip: person.vip, ...one, abnormal, critical, summary: made === 'redrafted' ? 'draft' : made });
  }
  const gone = await addPerson(database, { name: '已撤记录者' });
  await addCheckup(database, gone, { deleted_at: '2026-04-01T00:00:00+08:00' });
});
afterAll(() => hospital.stop());

const text = (value: string): string => encodeURIComponent(value);
const FILTERS: Readonly<Record<string, readonly Filter[]>> = {
  keyword: [
    { query: `keyword=${text('对象乙')}`, fits: ({ name }) => name.includes('对象乙') },
    { query: 'keyword=TJX0007', fits: ({ no }) => no === 'TJX0007' },
  ],
  category: [{ query: 'category=vip', fits: ({ vip }) => vip }, { query: 'category=cadre&category=vip', fits: () => true }],
  careLevel: [{ query: 'careLevel=L1&careLevel=L3', fits: ({ level }) => level === 'L1' || level === 'L3' }],
  period: [{ query: 'from=2025-01-01&to=2026-03-05', fits: ({ date }) => date >= '2025-01-01' && date <= '2026-03-05' }],
  year: [
    { query: 'year=2025', fits: ({ date }) => date.startsWith('2025') },
    { query: 'year=2024&year=2026', fits: ({ date }) => !date.startsWith('2025') },
  ],
  workUnit: [{ query: `workUnit=${text('教育')}`, fits: ({ unit }) => unit.includes('教育') }],
  packageName: [{ query: `packageName=${text('深度体检（男）')}`, fits: ({ pack }) => pack === '深度体检（男）' }],
  status: [{ query: 'status=issued&status=examining', fits: ({ status }) => status === 'issued' || status === 'examining' }],
  abnormalItem: [
    { query: `abnormalItem=${text('血糖')}`, fits: ({ abnormal }) => abnormal.includes('空腹血糖') },
    { query: 'abnormalItem=sbp', fits: ({ abnormal }) => abnormal.includes('收缩压') },
    { query: `abnormalItem=${text('骨密度')}`, fits: () => false },
  ],
  abnormal: [{ query: 'abnormal=true', fits: ({ abnormal }) => abnormal.length > 0 }],
  critical: [{ query: 'critical=true', fits: ({ critical }) => critical }],
  summaryStatus: ['none', 'draft', 'submitted', 'approved', 'published', 'withdrawn'].map((state) => ({ query: `summaryStatus=${state}`, fits: ({ summary }: Known) => summary === state })),
};
const kinds = Object.entries(FILTERS);
const alone = kinds.flatMap(([, filters]) => filters);
const pairs = kinds.flatMap(([, some], index) => kinds.slice(index + 1).flatMap(([, others]) => some.flatMap((a) => others.map((b) => [a, b] as const))));

async function listed(query: string): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page += 1) {
    const { status, body } = await clerk.get(`/checkups?pageSize=100&page=${page}&${query}`);
    expect(status, query).toBe(200);
    ids.push(...body.items.map(({ id }) => String(id)));
    if (body.items.length < 100) {
      expect(body).toMatchObject({ total: ids.length, totalIsExact: true });
      return ids;
    }
  }
}
const newestFirst = (some: readonly Known[]): string[] =>
  some.toSorted((a, b) => (a.date === b.date ? (a.id < b.id ? 1 : -1) : a.date < b.date ? 1 : -1)).map(({ id }) => id);

describe('体检记录', () => {
  it('R-39.a each filter alone gives what a reader of all of them would pick, in order', async () => {
    expect(await listed('')).toEqual(newestFirst(all));
    for (const { query, fits } of alone) expect(await listed(query), query).toEqual(newestFirst(all.filter(fits)));
  });

  it('R-39.a so does every pair of filters', async () => {
    expect(pairs.length).toBeGreaterThan(150);
    for (const [a, b] of pairs)
      expect(await listed(`${a.query}&${b.query}`), `${a.query} ${b.query}`).toEqual(newestFirst(all.filter((one) => a.fits(one) && b.fits(one))));
  });

  it('R-16.a conditions joined by and and or in any nesting give what such a reader would pick', async () => {
    type Asked = readonly [query: object, fits: (one: Known) => boolean];
    const term = (field: string, operator: string, value: unknown, fits: (one: Known) => boolean): Asked => [{ field, operator, value }, fits];
    const TERMS: readonly Asked[] = [
      term('checkupDate', 'between', ['2025-01-01', '2026-01-01'], ({ date }) => date >= '2025-01-01' && date <= '2026-01-01'), term('checkupDate', 'before', '2025-06-15', ({ date }) => date < '2025-06-15'),
      term('checkupUnit', 'contains', '教育', ({ unit }) => unit.includes('教育')), term('checkupUnit', 'startsWith', '市', ({ unit }) => unit.startsWith('市')),
      term('packageName', 'equals', PACKAGES[1], ({ pack }) => pack === PACKAGES[1]), term('status', 'notIn', ['issued', 'registered'], ({ status }) => status !== 'issued' && status !== 'registered'),
      term('abnormalItem', 'contains', '血糖', ({ abnormal }) => abnormal.includes('空腹血糖')), term('abnormalItem', 'empty', undefined, ({ abnormal }) => abnormal.length === 0),
      term('abnormalCount', 'gte', 2, ({ abnormal }) => abnormal.length >= 2), term('criticalCount', 'eq', 0, ({ critical }) => !critical), term('missingCount', 'gt', 1, () => false),
      term('summaryStatus', 'in', ['draft', 'published'], ({ summary }) => summary === 'draft' || summary === 'published'), term('corrected', 'is', true, () => false),
      term('careLevel', 'in', ['L1', 'L2'], ({ level }) => level === 'L1' || level === 'L2'), term('category', 'in', ['vip'], ({ vip }) => vip),
    ];
    const { tree } = fc.letrec<{ tree: Asked }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3, depthSize: 'small' }, fc.constantFrom<Asked>(...TERMS),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts): Asked => [{ and: parts.map(([query]) => query) }, (one) => parts.every(([, fits]) => fits(one))]),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts): Asked => [{ or: parts.map(([query]) => query) }, (one) => parts.some(([, fits]) => fits(one))])),
    }));
    const agrees = async ([query, fits]: Asked): Promise<void> => {
      const right = newestFirst(all.filter(fits));
      const { status, body } = await clerk.post('/checkups/search', { query, pageSize: 100 });
      expect([status, body.total], JSON.stringify(query)).toEqual([200, right.length]);
      expect(body.items.map(({ id }) => id), JSON.stringify(query)).toEqual(right.slice(0, 100));
    };
    for (const one of TERMS) await agrees(one);
    await fc.assert(fc.asyncProperty(tree, agrees), { numRuns: 60 });
  }, 60_000);

  it('R-39.b a check-in of December stays in its year, whenever the report came and whatever year the source calls it', async () => {
    const person = await addPerson(hospital.database, { name: '岁末体检者' });
    const { id } = await addCheckup(hospital.database, person, { checkup_date: '2023-12-31', concluded_date: '2024-01-08', year: 2024, checkup_no: 'TJ-DEC' });
    expect(await listed('year=2023')).toEqual([id]);
    expect(await listed('year=2024&keyword=TJ-DEC')).toEqual([]);
  });

  it('R-35.c two check-ups of one person in a year are two rows and two columns', async () => {
    const person = await addPerson(hospital.database, { name: '一年两次者' });
    const first = await addCheckup(hospital.database, person, { checkup_date: '2022-03-01', year: 2022 });
    const second = await addCheckup(hospital.database, person, { checkup_date: '2022-11-01', year: 2022 });
    expect(await listed(`keyword=${text('一年两次者')}&year=2022`)).toEqual([second.id, first.id]);
    const { body } = await clerk.get(`/beneficiaries/${person.id}/checkups/compare`);
    expect(body.items).toMatchObject([{ id: second.id, year: 2022 }, { id: first.id, year: 2022 }]);
  });

  it('R-35.d what was refused or missed is counted as missing, never as done, abnormal or normal', async () => {
    const { body } = await clerk.get('/checkups?pageSize=100&year=2026');
    for (const row of body.items) expect(row).toMatchObject({ doneCount: 2, missingCount: 1 });
  });

  it('R-36.a R-39.a nobody outside of the caller’s scope is listed, counted or offered as a choice', async () => {
    const stranger = await hospital.signIn('NURSE', { departmentCode: '100101' });
    expect((await stranger.get('/checkups')).body).toEqual({ items: [], total: 0, totalIsExact: true });
    expect((await stranger.get('/checkups/choices')).body).toEqual({ years: [], packages: [] });
  });

  it('R-16.e a kept query narrows the list and its file, and stands in the file in words', async () => {
    const { body: kept } = await clerk.post<{ id: string }>('/saved-filters', { list: 'checkups', name: '血糖', query: { field: 'abnormalItem', operator: 'contains', value: '血糖' } });
    const right = all.filter(({ abnormal, date }) => abnormal.includes('空腹血糖') && date.startsWith('2026'));
    expect(await listed(`year=2026&scheme=${kept.id}`)).toEqual(newestFirst(right));
    const { bytes } = await clerk.download(`/checkups/export?year=2026&scheme=${kept.id}`);
    expect(JSON.stringify(sheetRows(bytes))).toContain('组合条件：异常项目含血糖');
    expect(JSON.stringify(sheetRows(bytes))).toContain(`${right.length} 条`);
  });

  it('the file holds the rows of the list, its conditions in words', async () => {
    const { status, bytes } = await clerk.download(`/checkups/export?year=2025&workUnit=${text('市教育')}`);
    expect(status).toBe(200);
    const sheet = sheetRows(bytes);
    const fitting = all.filter(({ date, unit }) => date.startsWith('2025') && unit.includes('市教育'));
    const flat = JSON.stringify(sheet);
    expect(flat).toContain('年度：2025；单位：市教育');
    for (const { no } of fitting) expect(flat).toContain(no);
    expect(flat).toContain(`${fitting.length} 条`);
  });
});

describe('a corrected report', () => {
  it('R-35.a is marked, and what it said before can still be read with what changed', async () => {
    const { database } = hospital;
    const person = await addPerson(database, { name: '报告更正者' });
    const { id } = await addCheckup(database, person, { conclusion: '未见异常', checkup_date: '2021-05-01', year: 2021, items: [{ identity_code: 'ALT', item_name: '谷丙转氨酶', value_text: '30', unit: 'U/L' }] });
    // As the writer of facts does it: the parts away and anew, then the record.
    await database.query(`delete from checkup_item where checkup_id = $1`, [id]);
    await database.query(
      `insert into checkup_item (checkup_id, item_no, line_no, beneficiary_id, confidential, state, item_code, item_name, identity_code, value_kind, value_text, unit)
       values ($1, 'M1', 1, $2, false, 'done', 'ALT', '谷丙转氨酶', 'ALT', 'number', '90', 'U/L')`, [id, person.id]);
    await database.query(`update checkup set revision = 2, conclusion = '谷丙转氨酶升高', content_hash = 'second', recorded_from = now() where id = $1`, [id]);
    const { body } = await clerk.get(`/checkups/${id}/versions`);
    expect(body['versions']).toMatchObject([{ revision: 1, conclusion: '未见异常', changes: [{ name: '谷丙转氨酶', before: '30 U/L', now: '90 U/L' }] }]);
    expect((await clerk.get('/checkups?year=2021')).body.items).toMatchObject([{ revision: 2 }]);
  });
});
