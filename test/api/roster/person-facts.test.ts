import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PersonFacts } from '../../../apps/api/src/features/roster/person-facts.queries.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addPerson } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';
import { addSecretPerson, type SecretPerson } from '../access/secret-person.js';

let hospital: TestHospital;
let person: SecretPerson;
beforeAll(async () => {
  hospital = await startHospital();
  person = await addSecretPerson(hospital, 'V');
});
afterAll(() => hospital.stop());

/** Every table whose earlier versions are kept: what hangs on people. */
async function ownedTables(): Promise<string[]> {
  const rows = await hospital.database.query<{ name: string }>(
    `select replace(table_name, '_history', '') as name from information_schema.columns
     where table_schema = 'public' and column_name = 'beneficiary_id' and table_name like '%\\_history'`);
  return rows.map(({ name }) => name);
}

async function tablesWith(condition: string): Promise<string[]> {
  const found = [];
  for (const name of await ownedTables()) {
    const [row] = await hospital.database.query<{ n: number }>(`select count(*)::int as n from ${name} where ${condition}`);
    if (row!.n) found.push(name);
  }
  return found;
}

describe('facts that change hands', () => {
  it('go to the new owner from every table, parts and label included, and come back', async () => {
    const all = await ownedTables();
    expect(await tablesWith(`beneficiary_id = '${person.id}' and confidential`)).toEqual(all);
    const other = await addPerson(hospital.database);
    const facts = hospital.app.get(PersonFacts, { strict: false });
    const bench = new RosterBench(hospital);
    await bench.run((em) => facts.move(em, 'HIS', 'P739', person.id, other.id));
    expect(await tablesWith(`beneficiary_id = '${person.id}'`)).toEqual([]);
    expect(await tablesWith(`beneficiary_id = '${other.id}' and not confidential`)).toEqual(all);
    await bench.run((em) => facts.move(em, 'HIS', 'P739', other.id, person.id));
    expect(await tablesWith(`beneficiary_id = '${person.id}' and confidential`)).toEqual(all);
  });

  it('are marked as gone in every table when the number turns out to be nobody of ours', async () => {
    const bench = new RosterBench(hospital);
    await bench.run((em) => hospital.app.get(PersonFacts, { strict: false }).withdraw(em, 'HIS', 'P739', person.id));
    const alive = [];
    for (const name of await ownedTables()) {
      const [row] = await hospital.database.query<{ n: number }>(`select count(*)::int as n from (select to_jsonb(t) as one from ${name} t) x
        where one ->> 'beneficiary_id' = $1 and one ? 'content_hash' and one ->> 'deleted_at' is null`, [person.id]);
      if (row!.n) alive.push(name);
    }
    expect(alive).toEqual([]);
  });
});
