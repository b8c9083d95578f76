import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import type { Person } from '../../support/facts.js';
import { addHolder, admitted, at, clinic, consulted, examined, operated, scoped, VIP } from './countable.js';

interface Cell {
  measure: string;
  column: string;
  visits: number;
  cases: number;
  people: number | null;
}
interface Row {
  key: string;
  departmentCode: string | null;
  name: string;
  parentKey: string | null;
  own: boolean;
  note: string | null;
  cells: Cell[];
}

let hospital: TestHospital;
let office: Visitor;
let cadre: Person;
let vip: Person;
const PERIOD = 'from=2026-03-01&to=2026-03-31';

beforeAll(async () => {
  hospital = await startHospital();
  office = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  const db = hospital.database;
  cadre = await addHolder(db, [['L2', '2020-01-01']], { name: '干部甲', access: [{ department: '100110' }] });
  vip = await addHolder(db, [], { ...VIP, name: '特需乙' });
  for (const day of ['2026-03-02', '2026-03-03']) await clinic(db, cadre, day);
  await clinic(db, cadre, '2026-03-02', { department_code: '100101' });
  await clinic(db, vip, '2026-03-02', { department_code: 'GONE', department_name: '已撤科室' });
  // Over the month: admitted in February; three moves; still there; by mistake.
  const stayed = await admitted(db, cadre, '2026-02-25', { status: 'discharged', ended_at: at('2026-03-06', '10:00'), admission_department_code: '100101', department_code: '100110' });
  for (const [nth, to] of ['100103', '100104', '100110'].entries()) {
    await db.query(
      `insert into visit_transfer (visit_id, transfer_no, beneficiary_id, confidential, kind, to_department_code, moved_at) values ($1, $2, $3, false, 'department', $4, '2026-03-01T08:00:00+08:00')`,
      [stayed, String(nth), cadre.id, to],
    );
  }
  await admitted(db, vip, '2026-03-20');
  await admitted(db, vip, '2026-03-21', { status: 'cancelled' });
  await operated(db, cadre, '2026-03-04', { codes: ['51.2300', '54.1100', '45.4200'] });
  await operated(db, cadre, '2026-03-05', { codes: ['51.2300'], status: 'cancelled' });
  await operated(db, vip, '2026-03-05', { codes: [] });
  // A polyp taken out during the colonoscopy stands in both systems.
  await operated(db, vip, '2026-03-07', { codes: ['45.4200'] });
  await scoped(db, vip, '2026-03-07', { endoscope: 'colon' });
  await scoped(db, vip, '2026-03-07', { endoscope: 'gastro', examined_at: at('2026-03-07', '14:30'), status: 'preliminary' });
  await scoped(db, cadre, '2026-03-08', { endoscope: 'gastro', status: 'withdrawn' });
  await scoped(db, cadre, '2026-03-08', { endoscope: 'broncho' });
  await scoped(db, cadre, '2026-03-09', { endoscope: 'gastro' });
  await consulted(db, cadre, '2026-03-10', { departments: ['100101', '100103', '100201', '100110'] });
  await consulted(db, cadre, '2026-03-11', { departments: ['100101', '100101'] });
  await consulted(db, cadre, '2026-03-12', { departments: ['100101'], status: 'cancelled' });
  await consulted(db, vip, '2026-03-31', { departments: ['100101'], ended_at: at('2026-04-01', '08:00') });
  await examined(db, cadre, '2026-03-13');
});
afterAll(() => hospital.stop());

const matrix = async (query = '', who = office): Promise<Row[]> => (await who.get<{ rows: Row[] }>(`/stats/workload?${PERIOD}${query}`)).body.rows;
const figure = (rows: readonly Row[], key: string, measure: string, column = 'all'): Cell =>
  rows.find((row) => row.key === key)?.cells.find((cell) => cell.measure === measure && cell.column === column) ?? { measure, column, visits: 0, cases: 0, people: 0 };

/** §5.3 in statements of its own over the records: department, 人次, 例数. */
const ORACLE: Readonly<Record<string, string>> = {
  checkup: `select '3001' as code, count(*) as visits, count(*) as cases from checkup where checkup_date between $1 and $2 and status in ('examining', 'pending_summary', 'summarized', 'issued')`,
  outpatient: `select department_code as code, count(*) as visits, count(*) as cases from visit where visit_class in ('outpatient', 'emergency') and seen_at is not null and status <> 'refunded'
    and (seen_at at time zone 'Asia/Shanghai')::date between $1 and $2 group by 1`,
  discharge: `select department_code as code, count(*) as visits, count(*) as cases from visit where visit_class = 'inpatient' and status = 'discharged'
    and (ended_at at time zone 'Asia/Shanghai')::date between $1 and $2 group by 1`,
  surgery: `select s.department_code as code, count(distinct s.id) as visits, sum(greatest(p.n, 1)) as cases from surgery s
    left join lateral (select count(*) filter (where o.code not like '45.42%') as n, count(*) as every from surgery_procedure o where o.surgery_id = s.id) p on true
    where s.status = 'completed' and (p.every = 0 or p.n > 0) and (s.started_at at time zone 'Asia/Shanghai')::date between $1 and $2 group by 1`,
  endoscopy: `select department_code as code, count(distinct (beneficiary_id, (examined_at at time zone 'Asia/Shanghai')::date)) as visits, count(*) as cases from exam_report
    where endoscopy_kind in ('gastro', 'colon') and status <> 'withdrawn' and (examined_at at time zone 'Asia/Shanghai')::date between $1 and $2 group by 1`,
  consultation: `select p.department_code as code, count(distinct (c.id, p.department_code)) as visits, count(distinct (c.id, p.department_code)) as cases
    from consultation c join consultation_participant p on p.consultation_id = c.id
    where c.status = 'finished' and (coalesce(c.ended_at, c.started_at, c.requested_at) at time zone 'Asia/Shanghai')::date between $1 and $2 group by 1`,
};

describe('全院工作量', () => {
  it.each(Object.keys(ORACLE))('R-64.a %s of every department is what an independent count of the records gives', async (measure) => {
    const rows = await matrix();
    const counted = await hospital.database.query<{ code: string; visits: string; cases: string }>(ORACLE[measure]!, ['2026-03-01', '2026-03-31']);
    expect(counted.length).toBeGreaterThan(0);
    let total = 0;
    for (const { code, visits, cases } of counted) {
      const key = code === 'GONE' ? 'none' : rows.some((row) => row.key === `${code}:own`) ? `${code}:own` : code;
      expect(figure(rows, key, measure), `${measure} of ${code}`).toMatchObject({ visits: Number(visits), cases: Number(cases) });
      total += Number(visits);
    }
    expect(figure(rows, 'all', measure).visits).toBe(total);
  });

  it('R-64.a gastroscopy and colonoscopy of one person on one day are one 人次 and two 例; a polyp taken out then is no operation', async () => {
    const rows = await matrix();
    expect(figure(rows, 'all', 'endoscopy')).toMatchObject({ visits: 2, cases: 3 });
    expect(figure(rows, 'all', 'surgery')).toMatchObject({ visits: 2, cases: 3 });
    const opened = async (query: string) => (await office.get<{ total: number; cases: number }>(`/stats/drill?measure=${query}&${PERIOD}`)).body;
    expect((await opened('endoscopy')).total).toBe(2);
    expect(await opened('endoscopy&cases=true')).toMatchObject({ total: 3, cases: 3 });
    expect((await opened('endoscopicSurgery')).total).toBe(1);
  });

  it('R-64.a 手术改台: an operation that is put off, to another table and department, is one on the day and where it was done; called off it is none, and one again when taken up', async () => {
    const person = await addHolder(hospital.database, [['L3', '2020-01-01']], { name: '改台人' });
    const id = await operated(hospital.database, person, '2026-05-06', { codes: ['51.2300'], status: 'scheduled', started_at: null, ended_at: null, room: 'OR-01' });
    const becomes = (set: string): Promise<unknown> => hospital.database.query(`update surgery set ${set}, source_version = source_version + interval '1 minute' where id = $1`, [id]);
    const where = async (): Promise<unknown[]> => {
      const days: unknown[] = [];
      for (const day of ['2026-05-06', '2026-05-07', '2026-06-02']) {
        const { body } = await office.get<{ rows: Row[] }>(`/stats/workload?from=${day}&to=${day}`);
        const departments = body.rows.filter(({ key, cells }) => key !== 'all' && cells.some(({ measure, column, visits }) => measure === 'surgery' && column === 'L3' && visits > 0)).map(({ key }) => key);
        const rows = (await office.get(`/stats/drill?measure=surgery&from=${day}&to=${day}`)).body;
        expect(figure(body.rows, 'all', 'surgery').visits, day).toBe(rows.total);
        days.push(rows.total > 0 ? departments.filter((code) => /^\d+$/.test(code)).sort().at(-1) : null);
      }
      return days;
    };
    expect(await where()).toEqual([null, null, null]);
    // Another table the same day, then another day: done there.
    await becomes(`room = 'OR-03', scheduled_at = '2026-05-06T15:00:00+08:00'`);
    expect(await where()).toEqual([null, null, null]);
    await becomes(`room = 'OR-02', scheduled_at = '2026-05-07T09:00:00+08:00', status = 'completed', started_at = '2026-05-07T09:20:00+08:00', ended_at = '2026-05-07T10:00:00+08:00'`);
    expect(await where()).toEqual([null, '100201', null]);
    // The theatre puts it right: it was done weeks later, at another department's table.
    await becomes(`started_at = '2026-06-02T09:20:00+08:00', ended_at = '2026-06-02T10:00:00+08:00', department_code = '100202', department_name = '骨科'`);
    expect(await where()).toEqual([null, null, '100202']);
    await becomes(`status = 'cancelled'`);
    expect(await where()).toEqual([null, null, null]);
    await becomes(`status = 'completed'`);
    expect(await where()).toEqual([null, null, '100202']);
  });

  it('R-64.a a consultation of four departments is four for those invited and one for who asked', async () => {
    expect(figure(await matrix(), 'all', 'consultation').visits).toBe(5);
    const asked = await matrix('&attribution=requesting');
    expect(figure(asked, '100110', 'consultation').visits).toBe(2);
    expect(figure(asked, 'all', 'consultation').visits).toBe(2);
    expect((await office.get(`/stats/drill?measure=consultation&${PERIOD}&attribution=requesting&departmentCode=100110`)).body.total).toBe(2);
  });

  it('R-64.a 住院 is discharges where they left, or admissions where they came, as chosen; moves stand beside', async () => {
    expect(figure(await matrix(), '100110', 'discharge').visits).toBe(1);
    const came = await matrix('&inpatient=admission');
    expect(figure(came, 'all', 'admission').visits).toBe(1);
    expect(figure(came, 'all', 'discharge').visits).toBe(0);
    expect((await office.get(`/stats/drill?measure=transfer&${PERIOD}`)).body.total).toBe(3);
  });

  it('R-64.c R-64.d a department that nobody knows stands as 未映射, and every column adds up', async () => {
    const rows = await matrix();
    expect(figure(rows, 'none', 'outpatient').visits).toBe(1);
    expect((await office.get(`/stats/drill?measure=outpatient&${PERIOD}&unmapped=true`)).body.total).toBe(1);
    const tops = rows.filter(({ key, parentKey }) => parentKey === null && key !== 'all');
    for (const { measure, column, visits, cases } of rows.at(-1)!.cells) {
      const sum = (of: 'visits' | 'cases') => tops.reduce((total, { key }) => total + figure(rows, key, measure, column)[of], 0);
      expect([sum('visits'), sum('cases')], `${measure} ${column}`).toEqual([visits, cases]);
    }
    for (const parent of rows.filter(({ key }) => rows.some(({ parentKey }) => parentKey === key))) {
      for (const { measure, visits } of parent.cells.filter(({ column }) => column === 'all')) {
        const below = rows.filter(({ parentKey }) => parentKey === parent.key);
        expect(below.reduce((total, { key }) => total + figure(rows, key, measure).visits, 0), `${parent.name} ${measure}`).toBe(visits);
      }
    }
  });

  it('R-65.a levels, 未定级 and 特需 add up in every cell', async () => {
    for (const row of await matrix()) {
      for (const { measure, visits } of row.cells.filter(({ column }) => column === 'all')) {
        const parts = row.cells.filter((cell) => cell.measure === measure && cell.column !== 'all');
        expect(parts.reduce((sum, cell) => sum + cell.visits, 0), `${row.name} ${measure}`).toBe(visits);
      }
    }
  });

  it('R-66.a G3 every cell opens its rows; people are counted once and opened one row each', async () => {
    const rows = await matrix('&withPeople=true');
    for (const { key, departmentCode, own, cells } of rows) {
      const department = key === 'all' ? '' : key === 'none' ? '&unmapped=true' : `&departmentCode=${departmentCode}${own ? '&own=true' : ''}`;
      for (const { measure, column, visits, people } of cells) {
        const filter = `measure=${measure}&${PERIOD}${department}${column === 'all' ? '' : `&level=${column}`}`;
        expect((await office.get(`/stats/drill?${filter}`)).body.total, filter).toBe(visits);
        expect((await office.get(`/stats/drill?${filter}&unit=people`)).body.total, filter).toBe(people);
      }
    }
  });

  it('R-66.b the head of department A sees the row of A and cannot open B', async () => {
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100110' });
    const rows = await matrix('', head);
    expect(figure(rows, '100110', 'outpatient').visits).toBe(2);
    expect(figure(rows, 'all', 'outpatient').visits).toBe(2);
    expect((await head.get(`/stats/drill?measure=outpatient&${PERIOD}&departmentCode=100101`)).status).toBe(404);
  });

  it('R-53.c the rows of a measure are for those who may read such records; the figure is not', async () => {
    await hospital.database.query(`with gone as (delete from role_permission where role_code = 'HEAD_NURSE' and permission = 'surgery:read') update app_user set rights_version = rights_version + 1`);
    const nurse = await hospital.signIn('HEAD_NURSE', { departmentCode: '100110' });
    expect((await nurse.get(`/stats/workload?${PERIOD}`)).status).toBe(200);
    expect((await nurse.get(`/stats/drill?measure=surgery&${PERIOD}`)).status).toBe(403);
    expect((await nurse.get(`/stats/drill?measure=outpatient&${PERIOD}`)).status).toBe(200);
  });

  it('R-64.b a department that was merged counts for the one it went into, with a note, or stands as it was recorded', async () => {
    await hospital.database.query(`update department set merged_into = '100110', active = false where code = '100101'`);
    const now = await matrix();
    expect(now.some(({ key }) => key === '100101')).toBe(false);
    expect(figure(now, '100110', 'outpatient').visits).toBe(3);
    expect(now.find(({ key }) => key === '100110')!.note).toContain('心血管内科');
    expect((await office.get(`/stats/drill?measure=outpatient&${PERIOD}&departmentCode=100110`)).body.total).toBe(3);
    const then = await matrix('&departments=recorded');
    expect(figure(then, '100101', 'outpatient').visits).toBe(1);
    expect((await office.get(`/stats/drill?measure=outpatient&${PERIOD}&departmentCode=100110&departments=recorded`)).body.total).toBe(2);
  });
});
