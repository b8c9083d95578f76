import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { questionsOf, tell } from './answers.js';
import { bodyOf } from './body-of.js';
import { EXPECTED_RIGHTS } from './expected-rights.js';
import { addressOf, type Operation, publishedOperations } from './operations.js';
import { addSecretPerson, type SecretPerson } from './secret-person.js';

const WAIT = 240_000;
/** Where he is looked after, and where those work who have nothing to do with him. */
const [HERE, ELSEWHERE] = ['100110', '100105'];
const OUTSIDERS = ['DEPT_DIRECTOR', 'HEAD_NURSE', 'DOCTOR', 'NURSE'];
/** What is asked for something by its id. */
const OF_AN_ID = publishedOperations().filter(({ path }) => /\{(id|partId|\w+Id)\}/.test(path));
const LISTS = publishedOperations().filter(({ method, path }) => method === 'GET' && !path.includes('{') && path !== '/live');
const allowed = (role: string, { permission }: Operation): boolean => typeof permission === 'string' && EXPECTED_RIGHTS[role]!.permissions.includes(permission);

let hospital: TestHospital;
let person: SecretPerson;
/** Every id that stands on a row of his. */
let ids: string[];

/** All rows that hang on him, as one text: whatever is changed shows. */
async function rowsOf(id: string): Promise<string> {
  const tables = await hospital.database.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'beneficiary_id' and t.table_type = 'BASE TABLE' and c.table_name <> 'access_trail' order by 1`,
  );
  const parts = [];
  for (const { name } of tables) parts.push(await hospital.database.query(`select '${name}' as place, t::text as row from "${name}" t where beneficiary_id = $1 order by 2`, [id]));
  return JSON.stringify(parts.flat());
}

async function askFor(visitor: Visitor, operation: Operation, id: string): Promise<string> {
  const address = addressOf(operation, id);
  if (operation.method === 'GET') {
    const { status, text } = await tell(visitor, address);
    return `${status} ${text}`;
  }
  const body = bodyOf(operation, id);
  const answer = await fetch(hospital.url + address, {
    method: operation.method,
    headers: { authorization: `Bearer ${visitor.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return `${answer.status} ${(await answer.text()).replaceAll(/"(errorNo|message)":"[^"]*"/g, '')}`;
}

beforeAll(async () => {
  hospital = await startHospital();
  person = await addSecretPerson(hospital, 'N');
  const tables = await hospital.database.query<{ name: string }>(
    `select a.table_name as name from information_schema.columns a join information_schema.columns b using (table_schema, table_name)
     where a.table_schema = 'public' and a.column_name = 'beneficiary_id' and b.column_name = 'id' and b.data_type = 'uuid'`,
  );
  const found = [];
  for (const { name } of tables) found.push(...(await hospital.database.query<{ id: string }>(`select id from "${name}" where beneficiary_id = $1`, [person.id])));
  ids = [...new Set([...person.ids, ...found.map(({ id }) => id)])];
}, WAIT);
afterAll(() => hospital.stop());

describe('what one may open, played back by everybody else', () => {
  it('S23 those who look after him open his records by their ids, so that the play-back can find something', async () => {
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: HERE, staffNo: 'D1' });
    const opened = new Set<string>();
    for (const operation of OF_AN_ID.filter((one) => one.method === 'GET' && allowed('DEPT_DIRECTOR', one)))
      for (const id of ids) if ((await askFor(head, operation, id)).startsWith('200')) opened.add(operation.path);
    expect([...opened]).toEqual(expect.arrayContaining(['/beneficiaries/{id}', '/visits/{id}', '/lab-reports/{id}', '/beneficiaries/{id}/checkups', '/beneficiaries/{id}/orders']));
  }, WAIT);

  it.each(OUTSIDERS)('S23 S24 R-84.b for %s of another department every id of his answers what an id of nobody answers, and nothing of his changes', async (role) => {
    const outsider = await hospital.signIn(role, { departmentCode: ELSEWHERE, staffNo: `X-${role}` });
    const before = await rowsOf(person.id);
    for (const operation of OF_AN_ID.filter((one) => allowed(role, one))) {
      const nobody = randomUUID();
      const nothing = await askFor(outsider, operation, nobody);
      for (const id of ids) expect(`${operation.name} ${(await askFor(outsider, operation, id)).replaceAll(id, nobody)}`).toBe(`${operation.name} ${nothing}`);
    }
    expect(await rowsOf(person.id)).toBe(before);
  }, WAIT);

  it.each(OUTSIDERS)('S25 G-P.a no list, count or search of %s of another department knows him, whatever is typed', async (role) => {
    const outsider = await hospital.signIn(role, { departmentCode: ELSEWHERE, staffNo: `L-${role}` });
    for (const operation of LISTS.filter((one) => allowed(role, one))) {
      for (const address of questionsOf(operation, person.guesses)) {
        const { text } = await tell(outsider, address);
        // What was typed may be said again; a cell of a sheet may be called as his patient number is.
        const said = text.replaceAll(/ r="[A-Z]+\d+"/g, '');
        const typed = decodeURIComponent(address.replaceAll('+', ' '));
        for (const mark of person.marks.filter((one) => !typed.includes(one))) expect(said.includes(mark), `${mark} in ${address}`).toBe(false);
      }
    }
  }, WAIT);
});
