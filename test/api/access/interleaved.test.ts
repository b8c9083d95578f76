import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit, type Person } from '../../support/facts.js';

const USERS = 10;
const REQUESTS = 100;
const AT_ONCE = 20;
/** Calls of two heads of departments, and how many people each of them sees: a sample with every run, the whole with `npm run prove`. */
const CALLS = Number(process.env['INTERLEAVED_CALLS'] ?? 600);
const WARD = Number(process.env['INTERLEAVED_PEOPLE'] ?? 60);
const DEPARTMENTS = ['100110', '100105'];

let hospital: TestHospital;
const readers: { visitor: Visitor; person: Person }[] = [];
beforeAll(async () => {
  // Fewer connections than readers, so that every connection serves several of them.
  hospital = await startHospital({ DATABASE_POOL: '4' });
  for (let number = 0; number < USERS; number += 1) {
    const staff = `I${number}`;
    const person = await addPerson(hospital.database, { name: `交错${number}`, access: [{ staff }] });
    await insertRows(hospital.database, 'visit', [outpatientVisit(person, { doctor_code: staff })]);
    readers.push({ visitor: await hospital.signIn('DOCTOR', { staffNo: staff }), person });
  }
});
afterAll(() => hospital.stop());

/** A department full of people, each with a visit there; they are told apart by what they can be found by. */
async function addWard(department: string, side: number): Promise<string[]> {
  const people = Array.from({ length: WARD }, (_, at) => ({ id: randomUUID(), at }));
  await insertRows(hospital.database, 'beneficiary', people.map(({ id, at }) => ({
    id, roster_no: `W${side}-${at}`, name: `病区${side}`, name_sort: `side${side}`, sex: '1', birth_date: '1950-06-15', categories: ['cadre'], primary_category: 'cadre',
    care_level: 'L2', secrecy: 'N', origin: 'test',
  })));
  await insertRows(hospital.database, 'person_token', people.map(({ id }) => ({ beneficiary_id: id, kind: 'pinyin', token: `side${side}`, confidential: false })));
  await insertRows(hospital.database, 'person_access', people.map(({ id }) => ({ beneficiary_id: id, department_code: department, staff_no: '', reason: 'visit' })));
  await insertRows(hospital.database, 'visit', people.map(({ id }) => outpatientVisit({ id, name: '' }, { department_code: department, doctor_code: `H${side}` })));
  return people.map(({ id }) => id);
}

describe('many readers at once', () => {
  it("S29 ten doctors with a patient each never see one another's, over a thousand interleaved requests", async () => {
    const others = new Map(
      readers.map(({ person }) => [person.id, readers.filter((one) => one.person !== person).map((one) => one.person)]),
    );
    const work = Array.from({ length: USERS * REQUESTS }, (_, index) => readers[(index * 7) % USERS]!);
    let seen = 0;
    const problems: string[] = [];
    const worker = async (): Promise<void> => {
      for (let task = work.pop(); task; task = work.pop()) {
        const { visitor, person } = task;
        const turn = work.length % 4;
        const stranger = others.get(person.id)![work.length % (USERS - 1)]!;
        const path = [
          '/beneficiaries',
          '/outpatient-visits',
          `/beneficiaries/${person.id}/visits`,
          `/beneficiaries/${stranger.id}`,
        ][turn]!;
        const { status, body } = await visitor.get(path);
        const text = JSON.stringify(body);
        if (turn === 3 ? status !== 404 : status !== 200 || body.total !== 1)
          problems.push(`${path}: ${status} ${body.total}`);
        if (others.get(person.id)!.some(({ id, name }) => text.includes(id) || text.includes(name)))
          problems.push(`${path} told of another`);
        seen += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(problems).toEqual([]);
    expect(seen).toBe(USERS * REQUESTS);
  }, 120_000);

  it('S29 a request that fails in the middle leaves nothing of its scope to the next one on its connection', async () => {
    const sees = async ({ visitor }: { visitor: Visitor }) => (await visitor.get('/beneficiaries')).body.total;
    for (let round = 0; round < 20; round += 1) {
      const [one, two] = [readers[round % USERS]!, readers[(round + 3) % USERS]!];
      const [, total] = await Promise.all([one.visitor.get(`/visits/${two.person.id}`), sees(two)]);
      expect(total).toBe(1);
    }
  });

  it('S29 two heads of departments that share nobody never get a row, a count or a name of the other, however their calls interleave', async () => {
    const sides = await Promise.all(
      DEPARTMENTS.map(async (department, side) => {
        const ids = await addWard(department, side);
        return { ids, own: new Set(ids), visitor: await hospital.signIn('DEPT_DIRECTOR', { departmentCode: department, staffNo: `H${side}` }) };
      }),
    );
    const problems: string[] = [];
    let asked = 0;
    const ask = async (call: number): Promise<void> => {
      const [mine, other] = [sides[call % 2]!, sides[(call + 1) % 2]!];
      const [id, strange] = [mine.ids[(call * 31) % mine.ids.length]!, other.ids[(call * 17) % other.ids.length]!];
      const page = 1 + ((call * 7) % Math.max(1, Math.ceil(mine.ids.length / 20)));
      const list = ['/beneficiaries', '/outpatient-visits', `/search/people?q=side${call % 2}`, `/beneficiaries/${id}`, `/beneficiaries/${strange}`, '/beneficiaries/summary'][(call >> 1) % 6]!;
      const { status, body } = await mine.visitor.get(/^\/(beneficiaries|outpatient-visits)$/.test(list) ? `${list}?page=${page}` : list);
      asked += 1;
      if (list.endsWith(strange) ? status !== 404 : status !== 200) problems.push(`${list}: ${status}`);
      if (typeof body?.total === 'number' && body.total !== mine.ids.length) problems.push(`${list}: ${body.total} of ${mine.ids.length}`);
      const rows = Array.isArray(body?.items) ? body.items : [];
      for (const row of rows) if (!mine.own.has(String(row['beneficiaryId']))) problems.push(`${list} told of ${String(row['beneficiaryId'])}`);
    };
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < CALLS) await ask((next += 1));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(problems.slice(0, 5)).toEqual([]);
    expect(asked).toBe(CALLS);
  }, 3_600_000);

  it('S74 each of the interleaved acts is on record under its own actor', async () => {
    const rows = await hospital.database.query<{ actor: string; people: string[] }>(
      `select actor, array_agg(distinct person) as people from access_trail, unnest(beneficiary_ids) as person
       where outcome = 'allowed' and row_count > 0 group by actor`,
    );
    expect(rows).toHaveLength(USERS + DEPARTMENTS.length);
    for (const [number, { person }] of readers.entries()) {
      expect(rows.find(({ actor }) => actor === `t.doctor.i${number}`)?.people).toEqual([person.id]);
    }
  });
});
