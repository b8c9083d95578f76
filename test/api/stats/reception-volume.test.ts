import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import type { Person } from '../../support/facts.js';
import { listedRows } from '../../support/workbook.js';
import { addHolder, admitted, clinic, examined, VIP } from './countable.js';

interface Cell {
  source: string;
  column: string;
  visits: number;
  people: number;
}
interface Volume {
  cells: Cell[];
  previous: { from: string; to: string; cells: Cell[] };
  lastYear: { from: string; to: string; cells: Cell[] };
  buckets: { from: string; to: string; checkup: number; outpatient: number; inpatient: number; visits: number; people: number }[];
  hidden: number | null;
}

let hospital: TestHospital;
let office: Visitor;
let promoted: Person;
const MARCH = 'from=2026-03-01&to=2026-03-31';

beforeAll(async () => {
  hospital = await startHospital();
  office = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const db = hospital.database;
  promoted = await addHolder(db, [['L3', '2020-01-01'], ['L2', '2026-03-15']], { name: '张升级', access: [{ department: '100110' }] });
  const first = await addHolder(db, [['L1', '2020-01-01']], { name: '李一级' });
  const unknown = await addHolder(db, [], { name: '王未定', care_level: null });
  const late = await addHolder(db, [['L1', '2026-03-20']], { name: '赵后定' });
  const vip = await addHolder(db, [], { ...VIP, name: '钱特需' });
  const both = await addHolder(db, [['L2', '2020-01-01']], { name: '孙双类', categories: ['cadre', 'vip'] });
  await clinic(db, promoted, '2026-03-10');
  await clinic(db, promoted, '2026-03-20');
  // Given back and registered again; three departments on one day; waiting still; seen at midnight's edge.
  await clinic(db, first, '2026-03-05', { status: 'refunded', seen_at: null });
  await clinic(db, first, '2026-03-05', { department_code: '100101' });
  await clinic(db, first, '2026-03-05', { department_code: '100103', visit_class: 'emergency' });
  await clinic(db, first, '2026-03-06', { status: 'registered', seen_at: null });
  await clinic(db, unknown, '2026-03-31', { seen_at: '2026-03-31T23:59:59+08:00' });
  await clinic(db, unknown, '2026-04-01', { seen_at: '2026-04-01T00:00:00+08:00' });
  await clinic(db, late, '2026-03-19');
  await clinic(db, vip, '2026-03-08');
  await clinic(db, both, '2026-03-08', { vip: true });
  await admitted(db, first, '2026-03-09');
  await admitted(db, both, '2026-03-11', { status: 'cancelled' });
  await admitted(db, vip, '2025-12-30', { status: 'discharged', ended_at: '2026-03-02T10:00:00+08:00' });
  await examined(db, first, '2026-03-12');
  await examined(db, both, '2026-03-12', { status: 'registered' });
  await clinic(db, first, '2026-02-10');
  await clinic(db, first, '2025-03-10');
});
afterAll(() => hospital.stop());

const volume = async (query: string, who = office): Promise<Volume> => (await who.get<Volume>(`/stats/reception-volume?${query}`)).body;
const cell = (cells: readonly Cell[], source: string, column: string): [number, number] => {
  const found = cells.find((one) => one.source === source && one.column === column)!;
  return [found.visits, found.people];
};

/** What §5.1 says, in a statement of its own over the raw records: visits and people by source and level. */
const ORACLE = `
  with raw as (
    select 'outpatient' as source, v.beneficiary_id as person, (coalesce(v.seen_at, v.registered_at) at time zone 'Asia/Shanghai')::date as day from visit v
      where v.visit_class <> 'inpatient' and v.status <> 'refunded' and v.seen_at is not null and v.deleted_at is null
    union all select 'inpatient', v.beneficiary_id, (v.started_at at time zone 'Asia/Shanghai')::date from visit v where v.visit_class = 'inpatient' and v.status <> 'cancelled' and v.deleted_at is null
    union all select 'checkup', beneficiary_id, checkup_date from checkup where status not in ('booked', 'registered', 'cancelled') and deleted_at is null),
  levelled as (
    select r.*, case when b.primary_category = 'vip' then 'VIP' else coalesce((select i.care_level from care_identity i
      where i.beneficiary_id = b.id and daterange(i.valid_from, i.valid_until, '[]') @> r.day), 'L9') end as level
    from raw r join beneficiary b on b.id = r.person where r.day between $1 and $2)
  select source, level, count(*)::integer as visits, count(distinct person)::integer as people from levelled group by rollup (source), rollup (level)`;

describe('接待量', () => {
  it('R-48.a every figure is what an independent count of the records gives, edge cases included', async () => {
    const { cells } = await volume(MARCH);
    const oracle = await hospital.database.query<{ source: string | null; level: string | null; visits: number; people: number }>(ORACLE, ['2026-03-01', '2026-03-31']);
    expect(oracle.length).toBeGreaterThan(8);
    for (const { source, level, visits, people } of oracle) {
      expect(cell(cells, source ?? 'all', level ?? 'all'), `${source} ${level}`).toEqual([visits, people]);
    }
    expect(cell(cells, 'outpatient', 'all')).toEqual([8, 6]);
    expect(cell(cells, 'inpatient', 'all')).toEqual([1, 1]);
    expect(cell(cells, 'checkup', 'all')).toEqual([1, 1]);
    expect(cell(cells, 'all', 'VIP')).toEqual([1, 1]);
  });

  it('R-48.b 人次 and 人数 stand side by side, and people of all three sources are counted once', async () => {
    const { cells } = await volume(MARCH);
    expect(cell(cells, 'all', 'L1')).toEqual([4, 1]);
    expect(cell(cells, 'all', 'all')).toEqual([10, 6]);
  });

  it('R-48.a §5.1 出院 and 在院 at the end of the period stand beside the rest when asked for, in no sum, each with its rows', async () => {
    expect((await volume(MARCH)).cells.some(({ source }) => source === 'discharge' || source === 'inHouse')).toBe(false);
    for (const [from, to] of [['2026-03-01', '2026-03-31'], ['2026-01-01', '2026-01-31'], ['2026-03-02', '2026-03-02'], ['2026-03-09', '2026-03-09']] as const) {
      const period = `from=${from}&to=${to}`;
      const [{ cells }, plain] = [await volume(`${period}&stays=true`), await volume(period)];
      expect(cells.filter(({ source }) => source !== 'discharge' && source !== 'inHouse')).toEqual(plain.cells);
      const stays = await hospital.database.query<{ source: string; level: string; person: string }>(
        `select s.source, v.beneficiary_id as person, case when b.primary_category = 'vip' then 'VIP' else (select i.care_level from care_identity i where i.beneficiary_id = b.id
           and daterange(i.valid_from, i.valid_until, '[]') @> (v.started_at at time zone 'Asia/Shanghai')::date) end as level
         from visit v join beneficiary b on b.id = v.beneficiary_id cross join (values ('discharge'), ('inHouse')) s (source)
         where v.visit_class = 'inpatient' and v.status <> 'cancelled' and case s.source when 'discharge' then (v.ended_at at time zone 'Asia/Shanghai')::date between $1 and $2
           else v.started_at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai' and (v.ended_at is null or v.ended_at >= ($2::date + 1)::timestamp at time zone 'Asia/Shanghai') end`, [from, to]);
      for (const { source, column, visits, people } of cells.filter((one) => one.source === 'discharge' || one.source === 'inHouse')) {
        const own = stays.filter((one) => one.source === source && (column === 'all' || one.level === column || (column === 'cadre' && one.level !== 'VIP')));
        expect([visits, people], `${from} ${source} ${column}`).toEqual([own.length, new Set(own.map(({ person }) => person)).size]);
        const level = column === 'all' ? '' : column === 'cadre' ? '&level=L1&level=L2&level=L3&level=L9' : `&level=${column}`;
        const opened = (unit: string) => office.get(`/stats/drill?measure=${source === 'discharge' ? 'discharge' : 'admission&inHouse=true'}&${period}${level}&unit=${unit}`);
        expect([(await opened('visits')).body.total, (await opened('people')).body.total], `${from} ${source} ${column}`).toEqual([visits, people]);
      }
    }
    const { body } = await office.get<{ items: { id: string; definition: string }[] }>('/stats/definitions');
    expect(body.items.find(({ id }) => id === 'inHouse')!.definition).toContain('24 点');
  });

  it('R-48.c the definition that a figure was made by has a version and can be read', async () => {
    const { body } = await office.get<{ version: string; items: { id: string; definition: string }[] }>('/stats/definitions');
    const figures = await office.get<{ definitionVersion: string }>(`/stats/reception-volume?${MARCH}`);
    expect(figures.body.definitionVersion).toBe(body.version);
    expect(body.items.find(({ id }) => id === 'outpatient')!.definition).toContain('退号');
  });

  it('R-48.d a period without anything is zeros, day by day', async () => {
    const { cells, buckets } = await volume('from=2024-01-01&to=2024-01-07');
    expect(cells.every(({ visits, people }) => visits === 0 && people === 0)).toBe(true);
    expect(buckets).toHaveLength(7);
  });

  it('R-49.a the levels and 未定级 add up to the total, with 特需 beside them', async () => {
    const { cells } = await volume(MARCH);
    for (const source of ['checkup', 'outpatient', 'inpatient', 'all']) {
      const sum = ['L1', 'L2', 'L3', 'L9', 'VIP'].reduce((total, column) => total + cell(cells, source, column)[0], 0);
      expect(sum).toBe(cell(cells, source, 'all')[0]);
      expect(cell(cells, source, 'cadre')[0] + cell(cells, source, 'VIP')[0]).toBe(sum);
    }
  });

  it('R-49.b the level is the one of the day: somebody promoted in the middle counts in both', async () => {
    const { body } = await office.get(`/stats/drill?measure=outpatient&${MARCH}&beneficiaryId=${promoted.id}&sort=at`);
    expect(body.items.map(({ careLevel }) => careLevel)).toEqual(['L3', 'L2']);
    expect((await volume('from=2026-03-10&to=2026-03-10')).cells.find(({ source, column }) => source === 'outpatient' && column === 'L3')).toMatchObject({ visits: 1 });
  });

  it('R-49.c R-50.a every cell opens exactly its rows, by 人次 and by 人数', async () => {
    const { cells } = await volume(MARCH);
    const measures: Record<string, string> = { checkup: 'checkup', outpatient: 'outpatient', inpatient: 'admission', all: 'reception' };
    for (const { source, column, visits, people } of cells) {
      const level = column === 'all' ? '' : column === 'cadre' ? '&level=L1&level=L2&level=L3&level=L9' : `&level=${column}`;
      const filter = `measure=${measures[source]}&${MARCH}${level}`;
      const rows = (await office.get(`/stats/drill?${filter}&pageSize=100`)).body;
      expect([rows.total, rows.items.length], filter).toEqual([visits, visits]);
      const persons = (await office.get(`/stats/drill?${filter}&unit=people&pageSize=100`)).body;
      expect([persons.total, persons.items.length], filter).toEqual([people, people]);
      expect(persons.items.reduce((sum, row) => sum + Number(row['visits']), 0)).toBe(visits);
    }
  });

  it('R-48 is compared with the month before and the same month a year ago', async () => {
    const { previous, lastYear } = await volume(MARCH);
    expect([previous.from, previous.to, lastYear.from, lastYear.to]).toEqual(['2026-02-01', '2026-02-28', '2025-03-01', '2025-03-31']);
    expect(cell(previous.cells, 'outpatient', 'all')).toEqual([1, 1]);
    expect(cell(lastYear.cells, 'outpatient', 'all')).toEqual([1, 1]);
  });

  it.each(['day', 'week', 'month'])('R-48 by %s the parts add up to the whole', async (groupBy) => {
    const { buckets, cells } = await volume(`from=2026-02-15&to=2026-04-10&groupBy=${groupBy}`);
    expect(buckets[0]!.from).toBe('2026-02-15');
    expect(buckets.at(-1)!.to).toBe('2026-04-10');
    for (const source of ['checkup', 'outpatient', 'inpatient'] as const) {
      expect(buckets.reduce((sum, bucket) => sum + bucket[source], 0)).toBe(cell(cells, source, 'all')[0]);
    }
    // Distinct people of a part are those whom its number opens.
    const busiest = buckets.reduce((one, other) => (other.visits > one.visits ? other : one));
    const { body } = await office.get(`/stats/drill?measure=reception&from=${busiest.from}&to=${busiest.to}&unit=people`);
    expect(busiest.people).toBeGreaterThan(0);
    expect(busiest.people).toBe(body.total);
  });

  it('R-51.c a period that is upside down, to come or longer than five years is refused with a reason', async () => {
    for (const period of ['from=2026-03-02&to=2026-03-01', 'from=2199-01-01&to=2199-01-02', 'from=2015-01-01&to=2026-03-01']) {
      const { status, body } = await office.get(`/stats/reception-volume?${period}`);
      expect([status, body['code']]).toEqual([400, 'BAD_INPUT']);
    }
  });

  it('R-48.e a head of department counts the visits of his department and nobody else’s', async () => {
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110' });
    const { cells } = await volume(MARCH, head);
    expect(cell(cells, 'outpatient', 'all')).toEqual([2, 1]);
    expect(cell(cells, 'all', 'all')).toEqual([2, 1]);
    for (const groupBy of ['day', 'week', 'month']) {
      const { buckets } = await volume(`${MARCH}&groupBy=${groupBy}`, head);
      expect([groupBy, ...(['outpatient', 'visits'] as const).map((of) => buckets.reduce((sum, bucket) => sum + bucket[of], 0))]).toEqual([groupBy, 2, 2]);
    }
    expect((await head.get(`/stats/drill?measure=outpatient&${MARCH}`)).body.total).toBe(2);
    expect((await head.get(`/stats/drill?measure=outpatient&${MARCH}&departmentCode=100101`)).status).toBe(404);
    expect((await head.get(`/stats/drill?measure=outpatient&${MARCH}&departmentCode=no-such`)).status).toBe(404);
  });

  it('R-50.b S24 a 机密 person is in nobody’s figures but of those who may open him, also in the sums that are kept', async () => {
    const secret = await addHolder(hospital.database, [['L1', '2020-01-01']], { name: '机密人', secrecy: 'V' });
    const before = cell((await volume('from=2026-01-01&to=2026-01-31')).cells, 'all', 'all');
    await clinic(hospital.database, secret, '2026-01-10', { confidential: true });
    await clinic(hospital.database, promoted, '2026-01-11');
    const after = await volume('from=2026-01-01&to=2026-01-31');
    expect(cell(after.cells, 'all', 'all')).toEqual([before[0] + 1, before[1] + 1]);
    expect(after.hidden).toBeNull();
    await hospital.database.query(`update beneficiary set secrecy = 'V' where id = $1`, [promoted.id]);
    expect(cell((await volume('from=2026-01-01&to=2026-01-31')).cells, 'all', 'all')).toEqual(before);
    expect((await office.get('/stats/drill?measure=reception&from=2026-01-01&to=2026-01-31')).body.total).toBe(before[0]);
    await hospital.database.query(`update beneficiary set secrecy = 'N' where id = $1`, [promoted.id]);
    expect(cell((await volume('from=2026-01-01&to=2026-01-31')).cells, 'all', 'all')).toEqual([before[0] + 1, before[1] + 1]);
  });

  it('R-50.c the rows of a figure are sorted both ways, narrowed by level, department and person, turned by page, and filed in the order of the screen', async () => {
    const EVER = 'from=2025-01-01&to=2026-04-30';
    await hospital.database.query('update beneficiary set name_sort = reverse(roster_no)');
    type Line = Record<'id' | 'name' | 'at' | 'departmentName' | 'careLevel' | 'snapType' | 'beneficiaryId' | 'sourceNo', string>;
    const drilled = async (query: string): Promise<{ items: Line[]; total: number }> => (await office.get<{ items: Line[]; total: number }>(`/stats/drill?measure=reception&${EVER}${query}`)).body;
    const names = new Map((await hospital.database.query<{ id: string; sort: string }>('select id, name_sort as sort from beneficiary')).map(({ id, sort }) => [id, sort]));
    const keys: Record<string, (line: Line) => string> = {
      at: ({ at: when }) => when, name: ({ beneficiaryId }) => names.get(beneficiaryId)!, departmentName: ({ departmentName }) => departmentName ?? '', careLevel: ({ snapType, careLevel }) => (snapType === 'vip' ? 'VIP' : careLevel ?? 'L9'),
    };
    const all = await drilled('&pageSize=100');
    for (const [column, key] of Object.entries(keys)) {
      const [up, down] = [await drilled(`&sort=${column}&pageSize=100`), await drilled(`&sort=-${column}&pageSize=100`)];
      expect(new Set(up.items.map(key)).size, column).toBeGreaterThan(1);
      const inOrder = await hospital.database.query<{ key: string }>('select key from unnest($1::text[]) k (key) order by key nulls last', [up.items.map(key)]);
      expect(up.items.map(key), column).toEqual(inOrder.map((row) => row.key));
      if (column !== 'departmentName') expect(down.items.map(({ id }) => id), column).toEqual(up.items.map(({ id }) => id).reverse());
      expect(up.items.map(({ id }) => id).sort(), column).toEqual(all.items.map(({ id }) => id).sort());
    }
    const pages = await Promise.all([1, 2].map((page) => drilled(`&sort=departmentName&page=${page}&pageSize=10`)));
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual((await drilled('&sort=departmentName&pageSize=100')).items.map(({ id }) => id));
    expect(pages[1]!.items.length).toBeGreaterThan(0);
    for (const [query, fits] of [
      ['&level=L1&level=VIP', (line: Line) => ['L1', 'VIP'].includes(keys['careLevel']!(line))],
      ['&departmentCode=100101&own=true', ({ departmentName }: Line) => departmentName === '心血管内科'],
      [`&beneficiaryId=${promoted.id}`, ({ beneficiaryId }: Line) => beneficiaryId === promoted.id],
    ] as const) {
      const narrowed = await drilled(`${query}&sort=-at&pageSize=100`);
      const expected = all.items.filter(fits).length;
      expect([narrowed.total, narrowed.items.filter(fits).length, expected > 0], query).toEqual([expected, expected, true]);
      const filed = listedRows((await office.download(`/stats/drill/export?measure=reception&${EVER}${query}&sort=-at`)).bytes);
      expect(filed.map((row) => row['来源号']), query).toEqual(narrowed.items.map(({ sourceNo }) => sourceNo));
    }
    expect((await office.get(`/stats/drill?measure=reception&${EVER}&sort=secrecy`)).status).toBe(400);
  });

  it('R-51.d R-50.c the rows of a figure are exported by those who may, as many as the figure says', async () => {
    const { status, headers } = await office.download(`/stats/drill/export?measure=outpatient&${MARCH}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    const nurse = await hospital.signIn('HEAD_NURSE', { departmentCode: '100110' });
    expect((await nurse.download(`/stats/drill/export?measure=outpatient&${MARCH}`)).status).toBe(403);
  });
});
