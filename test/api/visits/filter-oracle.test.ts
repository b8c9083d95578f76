import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit, type Person, stay } from '../../support/facts.js';

type Visit = Record<string, unknown> & { id: string };
type Ask = Partial<Record<string, string>>;

const DEPARTMENTS = ['100101', '100105', '200101'];
const DIAGNOSES = ['高血压病', '2型糖尿病', '肺炎', null];
const DOCTORS = ['李一', '王二', '李三'];
const TYPES = ['110', '400', null];
const BEDS = ['1', '2', null];
const HOUSES = [['H01', '本院'], ['H02', '基地医院']] as const;
const DAYS = Array.from({ length: 10 }, (_, index) => `2026-03-0${index}`.replace('-00', '-10'));
const LEVELS = ['L1', 'L2', null];
const DAY = 10;
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
/** The hospital's calendar day of a time that carries the hospital's zone. */
const dayOf = (time: unknown): string => String(time).slice(0, DAY);

/** What both kinds of visit have besides. */
const others = (index: number): Record<string, unknown> => ({
  doctor_name: pick(DOCTORS, Math.floor(index / 11)), visit_type: pick(TYPES, Math.floor(index / 13)),
  organization_code: pick(HOUSES, Math.floor(index / 17))[0], organization_name: pick(HOUSES, Math.floor(index / 17))[1],
});

let hospital: TestHospital;
let clerk: Visitor;
let outpatients: Visit[];
let stays: Visit[];
const levels = new Map<string, string | null>();

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const people: Person[] = [];
  for (const level of LEVELS) {
    const person = await addPerson(hospital.database, { care_level: level, categories: level === 'L1' ? ['cadre', 'vip'] : ['cadre'] });
    levels.set(person.id, level);
    people.push(person);
  }
  // Factors without a common divisor, so that every combination of values occurs.
  const times = (index: number): string => `${pick(DAYS, index * 3)}T${index % 2 ? '00:00:00' : '23:59:59'}+08:00`;
  outpatients = Array.from({ length: 120 }, (_, index) =>
    outpatientVisit(pick(people, index), {
      started_at: times(index), department_code: pick(DEPARTMENTS, Math.floor(index / 3)), main_diagnosis: pick(DIAGNOSES, Math.floor(index / 5)),
      ...others(index), status: pick(['finished', 'refunded'], Math.floor(index / 7)), visit_class: pick(['outpatient', 'emergency'], Math.floor(index / 4)),
    }),
  );
  stays = Array.from({ length: 120 }, (_, index) => {
    const isOver = index % 5 < 3;
    return stay(pick(people, index), {
      started_at: times(index), ended_at: isOver ? `${pick(DAYS, index * 3 + 2)}T12:00:00+08:00` : null, status: isOver ? 'discharged' : 'in_hospital',
      department_code: pick(DEPARTMENTS, Math.floor(index / 3)), main_diagnosis: pick(DIAGNOSES, Math.floor(index / 5)),
      ...others(index), bed_no: pick(BEDS, Math.floor(index / 2)),
    });
  });
  await insertRows(hospital.database, 'visit', [...outpatients, ...stays]);
});
afterAll(() => hospital.stop());

const within = (day: string, from?: string, to?: string): boolean => (!from || day >= from) && (!to || day <= to);
const ofPerson = (visit: Visit, ask: Ask): boolean => {
  const level = levels.get(String(visit['beneficiary_id']));
  return (!ask['careLevel'] || level === ask['careLevel']) && (ask['category'] !== 'vip' || level === 'L1');
};
const common = (visit: Visit, ask: Ask): boolean =>
  ofPerson(visit, ask) && (!ask['departmentCode'] || String(visit['department_code']).startsWith(ask['departmentCode'])) &&
  (!ask['diagnosis'] || String(visit['main_diagnosis'] ?? '').includes(ask['diagnosis'])) && (!ask['status'] || visit['status'] === ask['status']) &&
  (!ask['doctor'] || String(visit['doctor_name']).includes(ask['doctor'])) && (!ask['visitType'] || visit['visit_type'] === ask['visitType']) &&
  (!ask['bedNo'] || visit['bed_no'] === ask['bedNo']) && (!ask['organization'] || [visit['organization_code'], visit['organization_name']].includes(ask['organization']));

const oneOf = (values: readonly string[]): fc.Arbitrary<string | undefined> => fc.option(fc.constantFrom(...values), { nil: undefined });
const shared = { careLevel: oneOf(['L1', 'L2']), category: oneOf(['vip', 'cadre']), departmentCode: oneOf(['1001', '100105', '200101']), diagnosis: oneOf(['糖尿病', '肺炎', '高']), visitType: oneOf(['110', '400']) };
const query = (ask: Ask): string => new URLSearchParams(Object.entries(ask).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString();
const ordered = ([a, b]: readonly (string | undefined)[]): [string?, string?] => (a && b && a > b ? [b, a] : [a, b]);

async function agrees(path: string, ask: Ask, expected: readonly Visit[]): Promise<void> {
  const { status, body } = await clerk.get(`${path}?pageSize=100&${query(ask)}`);
  expect(status).toBe(200);
  const newestFirst = expected.toSorted((a, b) => Date.parse(String(b['started_at'])) - Date.parse(String(a['started_at'])) || (a.id < b.id ? 1 : -1));
  expect(body.total).toBe(expected.length);
  expect(body.items.map(({ id }) => id)).toEqual(newestFirst.slice(0, 100).map(({ id }) => id));
}

describe('every combination of filters', () => {
  it('R-34.a gives the out-patient visits that a reader of all of them would pick, in order', async () => {
    const asks = fc.record({ ...shared, organization: oneOf(['H02', '本院']), status: oneOf(['finished', 'refunded']), period: fc.tuple(oneOf(DAYS), oneOf(DAYS)) });
    await fc.assert(fc.asyncProperty(asks, async ({ period, ...rest }) => {
      const [from, to] = ordered(period);
      await agrees('/outpatient-visits', { ...rest, from, to }, outpatients.filter((visit) => common(visit, rest) && within(dayOf(visit['started_at']), from, to)));
    }), { numRuns: 80 });
  });

  it('R-22.a R-22.d gives the stays and the counts that a reader of all of them would pick', async () => {
    const asks = fc.record({ ...shared, doctor: oneOf(['李', '二']), bedNo: oneOf(['1', '2']), status: oneOf(['in_hospital', 'discharged']), admitted: fc.tuple(oneOf(DAYS), oneOf(DAYS)), discharged: fc.tuple(oneOf(DAYS), oneOf(DAYS)) });
    await fc.assert(fc.asyncProperty(asks, async ({ admitted, discharged, ...rest }) => {
      const [admittedFrom, admittedTo] = ordered(admitted);
      const [dischargedFrom, dischargedTo] = ordered(discharged);
      const fits = (visit: Visit, ask: Ask): boolean =>
        common(visit, ask) && within(dayOf(visit['started_at']), admittedFrom, admittedTo) &&
        (!(dischargedFrom || dischargedTo) || (visit['ended_at'] !== null && within(dayOf(visit['ended_at']), dischargedFrom, dischargedTo)));
      const ask = { ...rest, admittedFrom, admittedTo, dischargedFrom, dischargedTo };
      await agrees('/inpatient-visits', ask, stays.filter((visit) => fits(visit, rest)));
      const { body } = await clerk.get(`/inpatient-visits/counts?${query(ask)}`);
      const count = (status: string): number => stays.filter((visit) => fits(visit, { ...rest, status })).length;
      expect(body).toEqual({ inHospital: count('in_hospital'), discharged: count('discharged'), cancelled: 0 });
    }), { numRuns: 80 });
  });
});
