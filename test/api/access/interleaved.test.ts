import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit, type Person } from '../../support/facts.js';

const USERS = 10;
const REQUESTS = 200;
const AT_ONCE = 20;

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

describe('many readers at once', () => {
  it("S29 ten doctors with a patient each never see one another's, over two thousand interleaved requests", async () => {
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

  it('S74 each of the interleaved acts is on record under its own actor', async () => {
    const rows = await hospital.database.query<{ actor: string; people: string[] }>(
      `select actor, array_agg(distinct person) as people from access_trail, unnest(beneficiary_ids) as person
       where outcome = 'allowed' and row_count > 0 group by actor`,
    );
    expect(rows).toHaveLength(USERS);
    for (const [number, { person }] of readers.entries()) {
      expect(rows.find(({ actor }) => actor === `t.doctor.i${number}`)?.people).toEqual([person.id]);
    }
  });
});
