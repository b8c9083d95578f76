import { writeFileSync } from 'node:fs';
import { hospitalDay } from '@cadre/clinical/calendar-day';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { readPdf } from '../../support/read-pdf.js';
import { sheetRows, unpack } from '../../support/workbook.js';
import { addHolder, admitted, at, clinic, examined, operated, scoped, VIP } from './countable.js';
import { insertRows, type Person } from '../../support/facts.js';

interface Cell {
  column: string;
  visits: number;
  people: number;
}
interface Report {
  id: string;
  status: string;
  version: number;
  digest: string | null;
  figures: { rows: { key: string; cells: Cell[]; previous: Cell; lastYear: Cell }[]; annual: { key: string | null; name: string; value: number }[] };
  texts: Record<string, string>;
  locks: { version: number; lockedBy: string; reason: string; digest: string; unlockReason: string | null }[];
}

let hospital: TestHospital;
let director: Visitor;
let clerk: Visitor;
let cadre: Person;
let month: Report;

beforeAll(async () => {
  hospital = await startHospital();
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const db = hospital.database;
  cadre = await addHolder(db, [['L2', '2020-01-01']]);
  const vip = await addHolder(db, [], VIP);
  const secret = await addHolder(db, [['L1', '2020-01-01']], { secrecy: 'V' });
  for (const day of ['2026-02-03', '2026-03-03', '2026-03-04', '2025-03-04']) await clinic(db, cadre, day);
  await clinic(db, vip, '2026-03-05', { visit_class: 'emergency' });
  await clinic(db, secret, '2026-03-05', { confidential: true });
  await admitted(db, cadre, '2026-03-06');
  await operated(db, cadre, '2026-03-07', { codes: ['51.2300'] });
  await scoped(db, cadre, '2026-03-08', { endoscope: 'gastro' });
  await scoped(db, cadre, '2026-03-08', { endoscope: 'colon' });
  await examined(db, cadre, '2026-03-09');
});
afterAll(() => hospital.stop());

const total = ({ figures }: Report, key: string): Cell => figures.rows.find((row) => row.key === key)!.cells.at(-1)!;
const YEARS = [2020, 2021, 2022, 2023, 2024];
/** 在册, 新增 and 减少 of some years, each as many as it opens. */
async function standing(): Promise<Record<number, Record<'kept' | 'joined' | 'gone', number>>> {
  const found: Record<number, Record<'kept' | 'joined' | 'gone', number>> = {};
  const { body: list } = await clerk.get<{ items: { id: string; kind: string; period: string }[] }>('/stats/reports');
  for (const year of YEARS) {
    const made = list.items.find(({ kind, period }) => kind === 'year' && period === String(year));
    const { body } = made ? await clerk.post<Report>(`/stats/reports/${made.id}/recalculate`) : await clerk.post<Report>('/stats/reports', { kind: 'year', period: String(year) });
    const value = (key: string): number => body.figures.annual.find((fact) => fact.key === key)!.value;
    found[year] = { kept: value('kept'), joined: value('joined'), gone: value('gone') };
    for (const key of ['kept', 'joined', 'gone'] as const) expect((await clerk.get(`/stats/reports/${body.id}/facts/${key}`)).body.total, `${year} ${key}`).toBe(found[year]![key]);
  }
  return found;
}
const read = async (): Promise<Report> => (await clerk.get<Report>(`/stats/reports/${month.id}`)).body;

describe('工作报告', () => {
  it('R-70 the office makes a month once, with its figures, those it is compared with, and words to go on from', async () => {
    const { status, body } = await clerk.post<Report>('/stats/reports', { kind: 'month', period: '2026-03' });
    expect(status).toBe(200);
    month = body;
    expect(['outpatient', 'emergency', 'admission', 'surgery', 'gastroscopy', 'colonoscopy', 'endoscopy', 'checkup'].map((key) => total(month, key).visits)).toEqual([3, 1, 1, 1, 1, 1, 1, 1]);
    expect(month.texts['overview']).toContain('门诊（含急诊） 3（2 人）');
    expect((await clerk.post('/stats/reports', { kind: 'month', period: '2026-03' })).body['code']).toBe('REPORT_EXISTS');
    expect((await clerk.post('/stats/reports', { kind: 'month', period: '2026' })).status).toBe(400);
    expect((await clerk.post('/stats/reports', { kind: 'month', period: '2199-01' })).status).toBe(400);
  });

  it('R-70.c stands beside the month before and the same month of the year before', () => {
    const row = month.figures.rows.find(({ key }) => key === 'outpatient')!;
    expect([row.previous.visits, row.lastYear.visits]).toEqual([1, 1]);
  });

  it('S24 is without 机密 people whoever makes it', () => {
    expect(total(month, 'outpatient')).toMatchObject({ visits: 3, people: 2 });
  });

  it('R-70 two who write at once are told, and nothing of either is lost', async () => {
    const words = { overview: '概况', work: '', problems: '', plans: '', version: month.version };
    expect((await clerk.put(`/stats/reports/${month.id}/texts`, words)).status).toBe(200);
    const { status, body } = await director.put(`/stats/reports/${month.id}/texts`, words);
    expect([status, body['code']]).toEqual([409, 'STALE_VERSION']);
    month = await read();
    expect(month.texts['overview']).toBe('概况');
  });

  it('R-70.d locking needs the right and a reason, and is on the trail', async () => {
    const asked = { reason: '三月上报', version: month.version };
    expect((await clerk.post(`/stats/reports/${month.id}/lock`, asked)).status).toBe(403);
    expect((await director.post(`/stats/reports/${month.id}/lock`, { version: month.version })).status).toBe(400);
    const { status, body } = await director.post<Report>(`/stats/reports/${month.id}/lock`, asked);
    expect([status, body.status]).toEqual([200, 'locked']);
    expect(body.digest).toMatch(/^[0-9a-f]{64}$/);
    const trail = await hospital.database.query<{ reason: string }>(`select reason from access_trail where operation = 'POST /stats/reports/:id/lock' and outcome = 'allowed'`);
    expect(trail).toEqual([{ reason: '三月上报' }]);
  });

  it('R-70.a R-67.b G12 a locked month keeps its numbers when facts arrive late, and lists the difference', async () => {
    const before = await read();
    await clinic(hospital.database, cadre, '2026-03-20');
    await hospital.database.query(`update visit set status = 'cancelled' where visit_class = 'inpatient'`);
    const after = await read();
    expect([after.figures, after.texts, after.digest]).toEqual([before.figures, before.texts, before.digest]);
    const { body } = await clerk.get(`/stats/reports/${month.id}/adjustments`);
    expect(body.items.map(({ key, reported, now, added, gone }) => [key, reported, now, added, gone])).toEqual([
      ['outpatient', 3, 4, 1, 0], ['admission', 1, 0, 0, 1],
    ]);
    const since = async (measure: string): Promise<unknown> =>
      (await clerk.get(`/stats/drill?measure=${measure}&from=2026-03-01&to=2026-03-31&reportId=${month.id}&addedSince=true&cases=true`)).body.total;
    expect([await since('outpatient'), await since('admission')]).toEqual([1, 0]);
  });

  it('R-70.a nobody changes a locked report, by the API or in the database', async () => {
    for (const act of [
      () => director.post(`/stats/reports/${month.id}/recalculate`),
      async () => director.put(`/stats/reports/${month.id}/texts`, { overview: 'x', work: '', problems: '', plans: '', version: (await read()).version }),
    ]) {
      const { status, body } = await act();
      expect([status, body['code']]).toEqual([409, 'REPORT_LOCKED']);
    }
    await expect(hospital.database.query(`update work_report set figures = '{}'`)).rejects.toThrow(/stays as it is/);
    await expect(hospital.database.query(`update work_report_lock set figures = '{}'`)).rejects.toThrow(/stays as it is/);
  });

  it('R-49.b G1 a level that is put right later moves events of open months only, and leaves a record', async () => {
    await clinic(hospital.database, cadre, '2026-04-10');
    await hospital.database.query(`update care_identity set care_level = 'L1' where beneficiary_id = $1`, [cadre.id]);
    const levels = await hospital.database.query<{ month: string; levels: string[] }>(
      `select to_char(day, 'YYYY-MM') as month, array_agg(distinct snap_level) as levels from care_event where beneficiary_id = $1 group by 1 order by 1`,
      [cadre.id],
    );
    expect(levels).toEqual([
      { month: '2025-03', levels: ['L1'] }, { month: '2026-02', levels: ['L1'] }, { month: '2026-03', levels: ['L2'] }, { month: '2026-04', levels: ['L1'] },
    ]);
    const [kept] = await hospital.database.query<{ events: number; reason: string }>('select events, reason from snapshot_change order by at desc limit 1');
    expect(kept).toEqual({ events: 3, reason: '级别有效期变更' });
  });

  it('R-67.a R-67.b the file of a locked month has the locked numbers, its state and the difference', async () => {
    const { status, bytes } = await clerk.download(`/stats/reports/${month.id}/export`);
    expect(status).toBe(200);
    const text = JSON.stringify(sheetRows(bytes));
    expect(text).toContain('干部保健工作量月报表');
    expect(text).toContain('已锁定');
  });

  it('R-70.b as PDF and as Word: Chinese text, charts as pictures, page numbers, state and digest of the lock', async () => {
    const { digest } = await read();
    const pdf = await clerk.download(`/stats/reports/${month.id}/document?format=pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const pages = await readPdf(pdf.bytes);
    const printed = pages.map(({ text }) => text).join('');
    for (const said of ['干部保健工作量月报表', '2026-03-01至2026-03-31', '门诊（含急诊）', '上年同期', '图1', '锁定后的调整差额', '已锁定', digest!, `第1页/共${pages.length}页`, '统计口径']) {
      expect(printed, said).toContain(said);
    }
    const word = await clerk.download(`/stats/reports/${month.id}/document?format=docx`);
    expect(word.status).toBe(200);
    const parts = unpack(word.bytes);
    const written = parts.get('word/document.xml')!.replaceAll(/<[^>]+>/g, '');
    for (const said of ['干部保健工作量月报表', '门诊（含急诊）', '锁定后的调整差额', '概况']) expect(written, said).toContain(said);
    const feet = [...parts].filter(([name]) => name.startsWith('word/footer')).map(([, text]) => text).join('');
    expect(feet).toContain(digest);
    expect([feet.includes('NUMPAGES'), parts.get('word/document.xml')!.includes('宋体')]).toEqual([true, true]);
    const pictures = [...parts].filter(([name]) => /^word\/media\/.*\.png$/.test(name));
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    for (const { bytes } of [pdf, word]) if (process.env['KEEP_FILES']) writeFileSync(`${process.env['KEEP_FILES']}.${bytes === pdf.bytes ? 'pdf' : 'docx'}`, bytes);
  });

  it('R-70.d opening it again needs a reason; both versions stay in the history', async () => {
    expect((await clerk.post(`/stats/reports/${month.id}/unlock`, { reason: '更正' })).status).toBe(403);
    expect((await director.post(`/stats/reports/${month.id}/unlock`, { reason: '更正入院' })).status).toBe(200);
    expect((await director.post(`/stats/reports/${month.id}/unlock`, { reason: '更正入院' })).body['code']).toBe('NOT_LOCKED');
    const counted = (await clerk.post<Report>(`/stats/reports/${month.id}/recalculate`)).body;
    expect(total(counted, 'outpatient').visits).toBe(4);
    await director.post(`/stats/reports/${month.id}/lock`, { reason: '再次上报', version: counted.version });
    const { locks } = await read();
    expect(locks.map(({ reason, unlockReason }) => [reason, unlockReason])).toEqual([['再次上报', null], ['三月上报', '更正入院']]);
    expect(locks[0]!.digest).not.toBe(locks[1]!.digest);
  });

  it('R-70 a year adds the roster, the rate of check-ups and the main diseases', async () => {
    const { body } = await clerk.post<Report>('/stats/reports', { kind: 'year', period: '2025' });
    expect(total(body, 'outpatient').visits).toBe(1);
    expect(body.figures.annual.map(({ name }) => name)).toEqual(expect.arrayContaining(['在册对象数（年末）', '体检率', '主要疾病 1：高血压病']));
    const running = (await clerk.post<Report>('/stats/reports', { kind: 'year', period: String(new Date().getFullYear()) })).body;
    expect((await director.post(`/stats/reports/${running.id}/lock`, { reason: '还没有过完', version: running.version })).status).toBe(400);
  });

  it('R-67 R-70.c a quarter is a report of three months beside the quarter before and the same of the year before, and is locked, differs and goes out like a month', async () => {
    for (const [period, status] of [['2026-03', 400], ['2026-Q5', 400], ['2199-Q1', 400]] as const) expect((await clerk.post('/stats/reports', { kind: 'quarter', period })).status, period).toBe(status);
    await clinic(hospital.database, cadre, '2025-12-31');
    const { body: made } = await clerk.post<Report & { from: string; to: string; period: string; previous: object; lastYear: object }>('/stats/reports', { kind: 'quarter', period: '2026-Q1' });
    expect([made.from, made.to, made.previous, made.lastYear]).toEqual(['2026-01-01', '2026-03-31', { from: '2025-10-01', to: '2025-12-31' }, { from: '2025-01-01', to: '2025-03-31' }]);
    const inPeriod = async (from: string, to: string): Promise<number> => Number((await hospital.database.query<{ n: string }>(
      `select count(*) as n from visit v join beneficiary b on b.id = v.beneficiary_id where v.visit_class in ('outpatient', 'emergency') and v.seen_at is not null and v.status <> 'refunded' and not b.confidential
         and (v.seen_at at time zone 'Asia/Shanghai')::date between $1 and $2`, [from, to]))[0]!.n);
    const row = made.figures.rows.find(({ key }) => key === 'outpatient')!;
    const expected = [await inPeriod(made.from, made.to), await inPeriod('2025-10-01', '2025-12-31'), await inPeriod('2025-01-01', '2025-03-31')];
    expect([row.cells.at(-1)!.visits, row.previous.visits, row.lastYear.visits]).toEqual(expected);
    expect(Math.min(...expected)).toBeGreaterThan(0);
    expect(made.figures.annual).toEqual([]);
    expect((await clerk.get(`/stats/drill?measure=outpatient&from=${made.from}&to=${made.to}&reportId=${made.id}`)).body.total).toBe(expected[0]);
    expect((await director.post(`/stats/reports/${made.id}/lock`, { reason: '一季度上报', version: made.version })).status).toBe(200);
    await clinic(hospital.database, cadre, '2026-01-15');
    const { body: late } = await clerk.get(`/stats/reports/${made.id}/adjustments`);
    expect(late.items.map(({ key, reported, now, added }) => [key, reported, now, added])).toEqual([['outpatient', expected[0], expected[0]! + 1, 1]]);
    expect(JSON.stringify(sheetRows((await clerk.download(`/stats/reports/${made.id}/export`)).bytes))).toContain('干部保健工作量季报表');
    const pdf = await clerk.download(`/stats/reports/${made.id}/document?format=pdf`);
    expect((await readPdf(pdf.bytes)).map(({ text }) => text).join('')).toContain('干部保健工作量季报表·2026年第1季度');
    expect(decodeURIComponent(pdf.headers.get('content-disposition')!)).toContain('干部保健工作量季报表_2026-Q1_');
    expect(unpack((await clerk.download(`/stats/reports/${made.id}/document?format=docx`)).bytes).get('word/document.xml')!.replaceAll(/<[^>]+>/g, '')).toContain('干部保健工作量季报表');
    const today = hospitalDay(new Date());
    const running = (await clerk.post<Report>('/stats/reports', { kind: 'quarter', period: `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}` })).body;
    expect((await director.post(`/stats/reports/${running.id}/lock`, { reason: '还没有过完', version: running.version })).status).toBe(400);
  });

  it('R-70 G1 在册 at the end of a year is who had a level then, whenever he was put on record; with 新增 and 减少 one year’s end makes the next', async () => {
    const db = hospital.database;
    const someone = async (created: string, levels: readonly (readonly [from: string, until: string | null])[], left?: string, as: 'cancelled' | 'deceased' = 'cancelled'): Promise<{ on: (day: string) => boolean }> => {
      const person = await addHolder(db, [], { created_at: at(created), ...(levels.length ? {} : VIP) });
      await insertRows(db, 'care_identity', levels.map(([valid_from, valid_until]) => ({ beneficiary_id: person.id, care_level: 'L2', valid_from, valid_until, origin: 'test', confidential: false })));
      if (left) {
        await db.query('update beneficiary set status = $2 where id = $1', [person.id, as]);
        await db.query(`update beneficiary set ${as === 'deceased' ? 'deceased_at' : 'left_at'} = $2 where id = $1 and ${as === 'deceased' ? 'deceased_at' : 'left_at'} is not null`, [person.id, at(left)]);
      }
      return { on: (day) => !(left && left <= day) && (created <= day || levels.some(([from, until]) => from <= day && (until ?? '9999') >= day)) };
    };
    const before = await standing();
    const people = [
      // Before the system; promoted within a year; with a time between two levels; 特需, who has none; left; came and left within a year; died.
      await someone('2026-02-01', [['2019-05-01', null]]), await someone('2026-02-01', [['2021-01-01', '2023-06-30'], ['2023-07-01', null]]),
      await someone('2026-02-01', [['2020-01-01', '2021-12-31'], ['2024-03-01', null]]), await someone('2024-06-01', []),
      await someone('2022-01-01', [['2020-01-01', null]], '2024-05-05'), await someone('2024-02-01', [['2024-02-01', null]], '2024-11-30'),
      await someone('2022-01-01', [['2020-01-01', null]], '2024-07-07', 'deceased'),
    ];
    const now = await standing();
    let inYears = 0;
    for (const year of YEARS) {
      const on = people.filter((one) => one.on(`${year}-12-31`)).length;
      expect(now[year]!.kept - before[year]!.kept, String(year)).toBe(on);
      inYears += on;
      const last = now[year - 1];
      if (last) expect(last.kept + now[year]!.joined - now[year]!.gone, String(year)).toBe(now[year]!.kept);
    }
    expect(inYears).toBeGreaterThan(10);
    expect([now[2024]!.joined, now[2024]!.gone].map((n, nth) => n - [before[2024]!.joined, before[2024]!.gone][nth]!)).toEqual([3, 3]);
  });

  it('G-P a head of department has no report of the house', async () => {
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110' });
    expect((await head.get('/stats/reports')).status).toBe(403);
  });
});
