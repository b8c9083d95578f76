import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, outpatientVisit, type Person } from '../../support/facts.js';
import { readPdf } from '../../support/read-pdf.js';
import { listedRows, sheetNo, sheetRows } from '../../support/workbook.js';
import { addHolder, admitted, at, clinic, consulted, examined, operated, scoped, VIP } from './countable.js';

type Rows = Record<string, string | number | null>[];

let hospital: TestHospital;
let office: Visitor;
let cadre: Person;
const MARCH = 'from=2026-03-01&to=2026-03-31';
const LEVELS = ['一级', '二级', '三级', '未定级', '特需'];

beforeAll(async () => {
  hospital = await startHospital();
  office = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  const db = hospital.database;
  cadre = await addHolder(db, [['L2', '2020-01-01'], ['L1', '2026-03-15']], { name: '干部甲', access: [{ department: '100110' }] });
  const unknown = await addHolder(db, [], { name: '未定乙', care_level: null });
  const vip = await addHolder(db, [], { ...VIP, name: '特需丙' });
  const secret = await addHolder(db, [['L1', '2020-01-01']], { name: '机密丁', secrecy: 'V' });
  for (const day of ['2026-03-02', '2026-03-16']) await clinic(db, cadre, day);
  await clinic(db, cadre, '2026-03-02', { department_code: '100101', visit_class: 'emergency' });
  await clinic(db, vip, '2026-03-03', { department_code: 'GONE', department_name: '已撤科室' });
  await clinic(db, unknown, '2026-03-31', { seen_at: '2026-03-31T23:59:59+08:00' });
  await clinic(db, unknown, '2026-04-01', { seen_at: '2026-04-01T00:00:00+08:00' });
  await clinic(db, unknown, '2026-03-04', { status: 'refunded', seen_at: null });
  await clinic(db, secret, '2026-03-05', { confidential: true });
  await admitted(db, vip, '2026-03-20');
  await admitted(db, vip, '2026-03-21', { status: 'cancelled' });
  await admitted(db, cadre, '2026-02-25', { status: 'discharged', ended_at: at('2026-03-06', '10:00') });
  await operated(db, cadre, '2026-03-04', { codes: ['51.2300', '54.1100'] });
  for (const endoscope of ['gastro', 'colon'] as const) await scoped(db, vip, '2026-03-07', { endoscope });
  await consulted(db, cadre, '2026-03-10', { departments: ['100101', '100103'] });
  await examined(db, cadre, '2026-03-13');
});
afterAll(() => hospital.stop());

async function workbook(path: string, who = office): Promise<{ bytes: Buffer; first: (string | number | null)[][]; rows: Rows; words: string }> {
  const { status, bytes } = await who.download(`/stats/${path}&withRows=true`);
  expect(status).toBe(200);
  const nth = sheetNo(bytes, '明细');
  return { bytes, first: sheetRows(bytes), rows: listedRows(bytes, nth), words: sheetRows(bytes, nth).flat().join('\n') };
}

const visitsOf = (rows: Rows): number => rows.reduce((sum, row) => sum + Number(row['人次']), 0);
/** The numbers of a row of the first sheet. */
const line = (first: (string | number | null)[][], name: string): number[] => first.find(([title]) => String(title).trim() === name)!.slice(1).map(Number);

describe('汇总与明细在一个工作簿', () => {
  it('R-51.a every figure of 接待量 is as many rows of 明细, by source and level, and no row stands there twice', async () => {
    const { first, rows } = await workbook(`reception-volume/export?${MARCH}`);
    for (const source of ['体检', '门诊', '住院（入院）', '合计']) {
      const own = rows.filter((row) => source === '合计' || row['计入项目'] === source);
      const [one, , two, , three, , nine, , , , special, , all] = line(first, source);
      expect(LEVELS.map((level) => own.filter((row) => row['计入级别'] === level).length), source).toEqual([one, two, three, nine, special]);
      expect([own.length, visitsOf(own)], source).toEqual([all, all]);
      expect(new Set(own.filter((row) => row['计入级别'] === '一级').map((row) => row['姓名'])).size).toBe(line(first, source)[1]);
    }
    expect(rows).toHaveLength(7);
    expect(new Set(rows.map((row) => row['来源号'])).size).toBe(rows.length);
    // Without being asked for, rows do not leave the house with the figures.
    expect(sheetNo((await office.download(`/stats/reception-volume/export?${MARCH}`)).bytes, '明细')).toBe(0);
  });

  it('R-51.a §5.1 with 出院 and 在院 on the page the file has them on a sheet of their own, and their rows, an admission that goes on once', async () => {
    const { bytes, rows } = await workbook(`reception-volume/export?${MARCH}&stays=true`);
    const beside = sheetRows(bytes, sheetNo(bytes, '出院与在院'));
    for (const source of ['出院', '在院（末日）']) {
      const own = rows.filter((row) => String(row['计入项目']).split('；').includes(source));
      expect([own.length, own.length > 0], source).toEqual([line(beside, source).at(-2), true]);
    }
    expect(rows.map((row) => row['计入项目'])).toContain('住院（入院）；在院（末日）');
    const paper = await readPdf((await office.download(`/stats/reception-volume/document?${MARCH}&stays=true`)).bytes);
    expect(paper.map(({ text }) => text).join('')).toContain('出院与在院（另列，不进接待量合计）');
  });

  it.each(['', '&attribution=requesting', '&inpatient=admission'])('R-67.a every department and measure of 全院工作量%s is made of its rows, 例数 too', async (choice) => {
    const { first, rows } = await workbook(`workload/export?${MARCH}${choice}`);
    const measures = ['体检', '门诊', choice.includes('admission') ? '住院（入院）' : '住院（出院）', '手术', '胃肠镜', '会诊'];
    const [top, levels] = [first[4]!, first[5]!];
    const columnOf = (measure: string, level: string): number => top.indexOf(measure) + levels.slice(top.indexOf(measure)).indexOf(level);
    for (const measure of measures) {
      const own = rows.filter((row) => row['计入项目'] === measure);
      const all = first.find(([name]) => name === '合计')!;
      for (const level of LEVELS) expect(visitsOf(own.filter((row) => row['计入级别'] === level)), `${measure} ${level}`).toBe(all[columnOf(measure, level)]);
      expect(visitsOf(own), measure).toBe(all[columnOf(measure, '合计')]);
      if (['手术', '胃肠镜'].includes(measure)) expect(own.reduce((sum, row) => sum + Number(row['例数']), 0), measure).toBe(all[columnOf(measure, '例数')]);
      for (const place of new Set(own.map((row) => String(row['统计科室'])))) {
        const named = first.find(([name]) => [`${place}（本级）`, place].includes(String(name).trim()))!;
        expect(visitsOf(own.filter((row) => row['统计科室'] === place)), `${measure} ${place}`).toBe(named[columnOf(measure, '合计')]);
      }
    }
    expect(rows.some((row) => row['统计科室'] === '未映射')).toBe(true);
  });

  it('R-51.a R-52 the week goes out as its table stands, each day’s figures being the rows of that day', async () => {
    const { first, rows, words } = await workbook('weekly/export?week=2026-W10');
    const days = first.slice(6, 13);
    expect(days.map(([, name]) => name)).toEqual(['周一', '周二', '周三', '周四', '周五', '周六', '周日']);
    const { body } = await office.get<{ days: Record<string, number>[] }>('/stats/weekly?week=2026-W10');
    for (const [nth, line] of days.entries()) {
      const day = body.days[nth]!;
      expect(line.slice(2, 12), String(line[1])).toEqual(['outpatient', 'outpatientPeople', 'admission', 'admissionPeople', 'inHouse', 'inHousePeople', 'all', 'allPeople', 'due', 'done'].map((name) => day[name]));
      const own = rows.filter((row) => Math.floor(Number(row['业务时间'])) === line[0]);
      const of = (counted: string): number => own.filter((row) => row['计入项目'] === counted).length;
      expect([of('门诊'), of('住院（入院）'), own.length], String(line[1])).toEqual([line[2], line[4], line[8]]);
    }
    expect(rows).toHaveLength(3);
    expect(words).toContain('统计区间：2026-03-02 至 2026-03-08');
  });

  it('R-51.a S24 nobody 机密 is in the rows of who may not open him, and a department’s own file has its own rows alone', async () => {
    expect((await workbook(`reception-volume/export?${MARCH}`)).words).not.toContain('机密丁');
    await hospital.database.query(`with given as (insert into role_permission (role_code, permission) values ('DEPT_DIRECTOR', 'stats:export') on conflict do nothing) update app_user set rights_version = rights_version + 1`);
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110' });
    const { first, rows } = await workbook(`reception-volume/export?${MARCH}`, head);
    expect([rows.length, line(first, '合计').at(-2)]).toEqual([2, 2]);
    expect(new Set(rows.map((row) => row['姓名']))).toEqual(new Set(['干部甲']));
  });

  it('R-51.d R-53.c who may not open some records gets the figures with the other rows, and the file says whose are missing', async () => {
    const rights = (without: readonly string[]) => hospital.database.query(
      `with gone as (delete from role_permission where role_code = 'OFFICE_STAFF' and permission = any ($1)) update app_user set rights_version = rights_version + 1`, [without]);
    await rights(['surgery:read', 'diagnosis:read']);
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    const { first, rows, words } = await workbook(`workload/export?${MARCH}`, clerk);
    expect(first.find(([name]) => name === '合计')!.filter(Number).length).toBeGreaterThan(6);
    expect(rows.map((row) => row['计入项目'])).not.toEqual(expect.arrayContaining([expect.stringMatching(/手术|会诊/)]));
    expect(words).toContain('未附手术、会诊的明细');
    expect(rows.filter((row) => row['主要诊断'] !== null)).toEqual([]);
    await rights(['stats:export']);
    expect((await clerk.download(`/stats/reception-volume/export?${MARCH}&withRows=true`)).status).toBe(403);
  });

  it('R-51.a the trail names what left: whose rows, how many, under which conditions', async () => {
    const { rows } = await workbook(`reception-volume/export?${MARCH}`);
    const [trail] = await hospital.database.query<{ rows: number; people: string[]; asked: Record<string, string> }>(
      `select row_count as rows, beneficiary_ids as people, asked from access_trail where operation = 'GET /stats/reception-volume/export' and actor = 't.office_director.4001' order by seq desc limit 1`);
    expect([trail!.rows, trail!.asked['withRows'], trail!.people.includes(cadre.id)]).toEqual([rows.length, 'true', true]);
  });

  it('R-51.a more than 5,000 rows are made in the background', async () => {
    const year = Array.from({ length: 5_001 }, (_, n) => outpatientVisit(cadre, { seen_at: at('2025-05-05', `0${n % 10}:00`), started_at: at('2025-05-05'), registered_at: at('2025-05-05', '00:00') }));
    await insertRows(hospital.database, 'visit', year);
    const query = { from: '2025-05-01', to: '2025-05-31', withRows: true };
    const asked = '/stats/reception-volume/export?from=2025-05-01&to=2025-05-31';
    const { status, bytes } = await office.download(`${asked}&withRows=true`);
    expect([status, (JSON.parse(String(bytes)) as { code: string }).code]).toEqual([409, 'EXPORT_IN_BACKGROUND']);
    expect((await office.download(asked)).status).toBe(200);
    expect((await office.post('/exports', { path: '/stats/reception-volume/export', query, reason: '季度核对' })).status).toBe(200);
  });
});
