import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCheckup, addPerson } from '../../support/facts.js';

const UNITS = ['甲局', '乙局', null];
const STATES = ['issued', 'examining', 'booked', 'registered', 'cancelled', 'none', 'last-year', 'twice'] as const;
let hospital: TestHospital;
let clerk: Visitor;
const people: { unit: string; state: (typeof STATES)[number]; level: string; id: string }[] = [];

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  for (let index = 0; index < 48; index += 1) {
    const unit = UNITS[index % 3] ?? null;
    const state = STATES[Math.floor(index / 3) % 8]!;
    const level = index % 2 ? 'L1' : 'L2';
    const person = await addPerson(hospital.database, { work_unit: unit, care_level: level });
    people.push({ unit: unit ?? '（未登记单位）', state, level, id: person.id });
    const checkup = (status: string, date: string): Promise<unknown> => addCheckup(hospital.database, person, { status, checkup_date: date, year: Number(date.slice(0, 4)) });
    if (state === 'last-year') await checkup('issued', '2024-12-31');
    else if (state === 'twice') await Promise.all([checkup('issued', '2025-02-01'), checkup('issued', '2025-09-01')]);
    else if (state !== 'none') await checkup(state, '2025-06-01');
  }
  const left = await addPerson(hospital.database, { work_unit: '甲局', status: 'transferred' });
  await addCheckup(hospital.database, left, { checkup_date: '2025-05-01' });
});
afterAll(() => hospital.stop());

const came = ({ state }: { state: string }): boolean => ['issued', 'examining', 'twice'].includes(state);
const waits = ({ state }: { state: string }): boolean => ['booked', 'registered'].includes(state);

describe('单位批次', () => {
  it.each(['', '&careLevel=L1'])('R-36 counts people once by unit and year, and every number opens its people%s', async (more) => {
    const some = people.filter(({ level }) => !more || level === 'L1');
    const { body } = await clerk.get(`/checkups/batches?year=2025&sort=unit${more}`);
    expect(body.total).toBe(3);
    for (const row of body.items) {
      const own = some.filter(({ unit }) => unit === row['unit']);
      const done = own.filter(came).length;
      expect(row).toEqual({
        unit: row['unit'], year: 2025, due: own.length, done, booked: own.filter(waits).length, missing: own.length - done,
        rate: Math.round((1000 * done) / own.length) / 10,
      });
      const listed = async (attendance: string): Promise<string[]> =>
        (await clerk.get(`/checkups/batches/people?year=2025&pageSize=100&unit=${encodeURIComponent(String(row['unit']))}${attendance}${more}`)).body.items.map(({ id }) => String(id)).sort();
      expect(await listed('')).toEqual(own.map(({ id }) => id).sort());
      expect(await listed('&attendance=done')).toEqual(own.filter(came).map(({ id }) => id).sort());
      expect(await listed('&attendance=booked')).toEqual(own.filter(waits).map(({ id }) => id).sort());
      expect(await listed('&attendance=missing')).toEqual(own.filter((one) => !came(one)).map(({ id }) => id).sort());
    }
  });

  it('R-36.a counts nobody whom the caller does not see', async () => {
    const stranger = await hospital.signIn('NURSE', { departmentCode: '100101' });
    expect((await stranger.get('/checkups/batches?year=2025')).body.items).toEqual([]);
    expect((await stranger.get('/checkups/batches/people?year=2025')).body.total).toBe(0);
  });
});
