import { hospitalDay } from '@cadre/clinical/calendar-day';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, type Person } from '../../support/facts.js';
import { sheetRows } from '../../support/workbook.js';
import { addHolder, admitted, at, clinic, examined } from './countable.js';

interface Day {
  day: string;
  state: string;
  outpatient: number | null;
  admission: number | null;
  inHouse: number | null;
  all: number | null;
  allPeople: number | null;
  due: number | null;
  done: number | null;
}
interface Week {
  week: string;
  from: string;
  to: string;
  days: Day[];
}

let hospital: TestHospital;
let office: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  office = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const db = hospital.database;
  const one = await addHolder(db, [['L1', '2020-01-01']]);
  const two = await addHolder(db, [['L2', '2020-01-01']]);
  // Monday 2026-01-26 begins week 5.
  await clinic(db, one, '2026-01-26');
  await clinic(db, one, '2026-01-26', { department_code: '100101' });
  await admitted(db, one, '2026-01-26', { status: 'discharged', ended_at: at('2026-01-28', '09:00') });
  await examined(db, two, '2026-01-26');
  await clinic(db, two, '2026-02-01', { seen_at: '2026-02-01T23:59:59+08:00' });
  await clinic(db, two, '2026-02-02', { seen_at: '2026-02-02T00:00:00+08:00' });
  await clinic(db, two, hospitalDay(new Date()));
});
afterAll(() => hospital.stop());

const week = async (name?: string): Promise<Week> => (await office.get<Week>(`/stats/weekly${name ? `?week=${name}` : ''}`)).body;

describe('每周工作接待', () => {
  it('R-52.a runs from Monday to Sunday, and today is said to be unfinished', async () => {
    expect(await week('2026-W05')).toMatchObject({ from: '2026-01-26', to: '2026-02-01' });
    expect((await week('2026-W05')).days.at(-1)).toMatchObject({ outpatient: 1 });
    const { days, ...now } = await week();
    expect(new Date(`${now.from}T12:00:00Z`).getUTCDay()).toBe(1);
    expect(days.find(({ day }) => day === hospitalDay(new Date()))).toMatchObject({ state: 'today', outpatient: 1 });
  });

  it('R-52.b the whole house counts people once, whatever they came for', async () => {
    expect((await week('2026-W05')).days[0]).toMatchObject({ outpatient: 2, admission: 1, all: 4, allPeople: 2 });
  });

  it('R-52 who is in the house at midnight counts until the day he leaves', async () => {
    expect((await week('2026-W05')).days.map(({ inHouse }) => inHouse)).toEqual([1, 1, 0, 0, 0, 0, 0]);
    expect((await office.get('/stats/drill?measure=admission&from=2026-01-27&to=2026-01-27&inHouse=true')).body.total).toBe(1);
  });

  it('R-52.c a day without anything is zero, a day to come is nothing', async () => {
    expect((await week('2026-W05')).days[2]).toMatchObject({ state: 'past', outpatient: 0, admission: 0, all: 0, allPeople: 0 });
    const today = hospitalDay(new Date());
    for (const day of (await week()).days.filter((one) => one.day > today)) expect(day).toMatchObject({ state: 'future', outpatient: null, all: null, due: null });
  });

  it('R-53.a every bar opens its rows', async () => {
    const total = async (query: string) => (await office.get(`/stats/drill?${query}`)).body.total;
    for (const { day, outpatient, admission, all, allPeople, inHouse } of (await week('2026-W05')).days) {
      const days = `from=${day}&to=${day}`;
      expect(
        [await total(`measure=outpatient&${days}`), await total(`measure=admission&${days}`), await total(`measure=reception&${days}`), await total(`measure=reception&${days}&unit=people`), await total(`measure=admission&${days}&inHouse=true`)],
        day,
      ).toEqual([outpatient, admission, all, allPeople, inHouse]);
    }
  });

  it('R-52 completion is of those expected, each once, by a finished reception of that day; both figures open their people', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => addHolder(hospital.database, [['L1', '2020-01-01']])));
    const [received, waiting, cancelled, unexpected] = people as [Person, Person, Person, Person];
    const registered = (who: Person, n: number, refunded = false): Promise<unknown> =>
      hospital.database.query(
        `insert into registration (source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential, registered_at, refunded)
         values ('HIS', $1, now(), 1, 'h', 'HIS', 'P1', $2, false, '2026-01-27T09:00:00+08:00', $3)`,
        [`WK${n}`, who.id, refunded],
      );
    for (const [at, who] of [received, received, waiting].entries()) await registered(who, at);
    await registered(cancelled, 9, true);
    const finished = (who: Person, day: string, status = 'done'): Promise<unknown> =>
      insertRows(hospital.database, 'reception', [{
        beneficiary_id: who.id, confidential: false, kind: 'CLINIC', status, origin: 'blank', started_at: at(day), ended_at: at(day, '10:00'),
        snap_type: 'cadre', snap_level: 'L1', snap_category: [], snap_key_care: false, created_by: 't', created_by_name: 't',
      }]);
    await finished(received, '2026-01-27');
    await finished(received, '2026-01-27');
    await finished(waiting, '2026-01-28');
    await finished(waiting, '2026-01-27', 'in_progress');
    await finished(unexpected, '2026-01-27');
    expect((await week('2026-W05')).days.map(({ due, done }) => [due, done])).toEqual([[0, 0], [2, 1], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]]);
    const ids = async (state: string): Promise<string[]> => (await office.get(`/stats/weekly/expected?day=2026-01-27&state=${state}`)).body.items.map(({ beneficiaryId }) => String(beneficiaryId)).sort();
    expect(await ids('due')).toEqual([received.id, waiting.id].sort());
    expect(await ids('done')).toEqual([received.id]);
    expect(await ids('open')).toEqual([waiting.id]);
    const { status, bytes } = await office.download('/stats/weekly/expected/export?day=2026-01-27&state=open');
    expect([status, sheetRows(bytes).at(-1)!.slice(0, 2)]).toEqual([200, ['合计', '1 条']]);
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100101' });
    expect((await head.get('/stats/weekly/expected?day=2026-01-27')).body.total).toBe(0);
  });

  it.each(['2026-W54', '2025-W53', '2199-W01', '2026-5'])('R-52 refuses the week %s with a reason', async (name) => {
    expect((await office.get(`/stats/weekly?week=${name}`)).status).toBe(400);
  });
});
