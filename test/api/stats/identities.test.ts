import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import type { Person } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';
import { addHolder, admitted, at, clinic, consulted, examined, operated, scoped, VIP } from './countable.js';

/** How many cells are opened for each role: a sample with every run, thousands with STATS_CELLS=1000. */
const CELLS = Number(process.env['STATS_CELLS'] ?? 40);
const HOSPITALS = 3;
const DEPARTMENTS = ['100110', '100101', '100103', '100201', 'UNKNOWN'];
const FIRST = Date.parse('2025-11-15');

interface Told {
  what: 'clinic' | 'refunded' | 'stay' | 'left' | 'mistake' | 'checkup' | 'operation' | 'polyp' | 'gastro' | 'colon' | 'consultation';
  who: number;
  day: number;
  department: number;
}
interface Cell {
  measure: string;
  column: string;
  visits: number;
  cases: number;
  people: number;
}
interface Row {
  key: string;
  departmentCode: string | null;
  parentKey: string | null;
  own: boolean;
  cells: Cell[];
}

const told: fc.Arbitrary<Told[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Told['what']>('clinic', 'clinic', 'refunded', 'stay', 'left', 'mistake', 'checkup', 'operation', 'polyp', 'gastro', 'colon', 'consultation'),
    who: fc.nat(6), day: fc.nat(90), department: fc.nat(DEPARTMENTS.length - 1),
  }),
  { minLength: 30, maxLength: 60 },
);

const KEEP_SETS = `select keep_care_sets(array(select distinct day from care_day where span = 'month'))`;

let hospital: TestHospital;
let people: Person[];
const roles = new Map<string, Visitor>();

beforeAll(async () => {
  hospital = await startHospital();
  const access = { access: [{ department: '100110' }, { department: '100101' }, { staff: 'D1' }] };
  people = [
    await addHolder(hospital.database, [['L1', '2020-01-01']], access),
    await addHolder(hospital.database, [['L3', '2020-01-01'], ['L2', '2025-12-20']], access),
    await addHolder(hospital.database, [['L2', '2026-01-10']], access),
    await addHolder(hospital.database, [], { ...VIP, ...access }),
    await addHolder(hospital.database, [['L2', '2020-01-01']], { categories: ['cadre', 'vip'] }),
    await addHolder(hospital.database, [['L1', '2020-01-01']], { secrecy: 'V', confidential: true, ...access }),
    await addHolder(hospital.database, [], access),
  ];
  roles.set('OFFICE_STAFF', await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' }));
  roles.set('HOSPITAL_LEADER', await hospital.signIn('HOSPITAL_LEADER', { departmentCode: '4005' }));
  roles.set('DEPT_DIRECTOR', await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '1001' }));
  roles.set('HEAD_NURSE', await hospital.signIn('HEAD_NURSE', { departmentCode: '100110' }));
  roles.set('DOCTOR', await hospital.signIn('DOCTOR', { departmentCode: '100101', staffNo: 'D1' }));
  await new RosterBench(hospital).clear('t.hospital_leader.4005');
});
afterAll(() => hospital.stop());

async function happen({ what, who, day: nth, department }: Told): Promise<void> {
  const db = hospital.database;
  const person = people[who]!;
  const confidential = who === 5;
  const day = new Date(FIRST + nth * 86_400_000).toISOString().slice(0, 10);
  const given = { department_code: DEPARTMENTS[department]!, confidential };
  if (what === 'clinic') await clinic(db, person, day, given);
  if (what === 'refunded') await clinic(db, person, day, { ...given, status: 'refunded', seen_at: null });
  if (what === 'stay') await admitted(db, person, day, given);
  if (what === 'left') await admitted(db, person, day, { ...given, status: 'discharged', ended_at: at(new Date(FIRST + (nth + 40) * 86_400_000).toISOString().slice(0, 10)) });
  if (what === 'mistake') await admitted(db, person, day, { ...given, status: 'cancelled' });
  if (what === 'checkup') await examined(db, person, day, { confidential });
  if (what === 'operation') await operated(db, person, day, { codes: ['51.2300', '54.1100'], ...given });
  if (what === 'polyp') await operated(db, person, day, { codes: ['45.4200x003'], ...given });
  if (what === 'gastro' || what === 'colon') await scoped(db, person, day, { endoscope: what, ...given });
  if (what === 'consultation') await consulted(db, person, day, { departments: [DEPARTMENTS[department]!, '100110'], confidential });
}

async function forget(): Promise<void> {
  for (const table of ['surgery_procedure', 'consultation_participant', 'visit', 'checkup', 'surgery', 'exam_report', 'consultation']) await hospital.database.query(`delete from ${table}`);
}

const workload = async (who: Visitor, period: string): Promise<Row[]> => (await who.get<{ rows: Row[] }>(`/stats/workload?${period}&withPeople=true`)).body.rows;
const total = (rows: readonly Row[], measure: string): number => rows.at(-1)!.cells.find((cell) => cell.measure === measure && cell.column === 'all')?.visits ?? 0;

describe('whatever happened in a hospital', () => {
  it('R-49.a R-64.d R-66.a R-50.a columns and rows add up, months make the year, and every number opens its rows, for five roles', async () => {
    await fc.assert(
      fc.asyncProperty(told, fc.infiniteStream(fc.nat(10_000)), async (events, dice) => {
        await forget();
        expect(await hospital.database.query('select kind, sum(visits) from care_day group by 1 having sum(visits) <> 0')).toEqual([]);
        // Sets of people are kept in the middle: some months are counted from them, those that changed afterwards from their events.
        const late = events.length - 3;
        for (const [nth, one] of events.entries()) {
          if (nth === late) await hospital.database.query(KEEP_SETS);
          await happen(one);
        }
        for (const [role, who] of roles) {
          const rows = await workload(who, 'from=2025-11-01&to=2026-04-30');
          const months = [];
          for (const month of ['2025-11-01&to=2025-11-30', '2025-12-01&to=2025-12-31', '2026-01-01&to=2026-01-31', '2026-02-01&to=2026-02-28', '2026-03-01&to=2026-04-30']) months.push(await workload(who, `from=${month}`));
          for (const row of rows) {
            for (const { measure, visits, people: persons } of row.cells.filter(({ column }) => column === 'all')) {
              expect(row.cells.filter((cell) => cell.measure === measure && cell.column !== 'all').reduce((sum, cell) => sum + cell.visits, 0), `${role} ${row.key} ${measure}`).toBe(visits);
              expect(persons).toBeLessThanOrEqual(visits);
            }
          }
          for (const measure of ['checkup', 'outpatient', 'discharge', 'surgery', 'endoscopy', 'consultation']) {
            expect(months.reduce((sum, month) => sum + total(month, measure), 0), `${role} ${measure}`).toBe(total(rows, measure));
            const tops = rows.filter(({ key, parentKey }) => parentKey === null && key !== 'all');
            expect(tops.reduce((sum, row) => sum + (row.cells.find((cell) => cell.measure === measure && cell.column === 'all')?.visits ?? 0), 0), `${role} ${measure}`).toBe(total(rows, measure));
          }
          await openSome(who, rows, dice);
        }
      }),
      { numRuns: HOSPITALS, endOnFailure: true },
    );
  }, 600_000);
});

/** Some cells at random, each opened by 人次 and by 人数. */
async function openSome(who: Visitor, rows: readonly Row[], dice: fc.Stream<number>): Promise<void> {
  const cells = rows.flatMap((row) => row.cells.map((cell) => ({ row, cell })));
  const rolls = cells.length ? [...dice.take(Math.ceil(CELLS / HOSPITALS))] : [];
  for (const roll of rolls) {
    const { row, cell } = cells[roll % cells.length]!;
    const place = row.key === 'all' ? '' : row.key === 'none' ? '&unmapped=true' : `&departmentCode=${row.departmentCode}${row.own ? '&own=true' : ''}`;
    const filter = `measure=${cell.measure}&from=2025-11-01&to=2026-04-30${place}${cell.column === 'all' ? '' : `&level=${cell.column}`}`;
    const { status, body } = await who.get<{ total: number; people: number; items: unknown[] }>(`/stats/drill?${filter}&pageSize=100`);
    expect(status, `${filter}: ${JSON.stringify(body).slice(0, 300)}`).toBe(200);
    expect([body.total, body.items.length, body.people], filter).toEqual([cell.visits, Math.min(100, cell.visits), cell.people]);
  }
}
