import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, DataScope, ScopeClause } from '../../../apps/api/src/platform/access/caller.js';
import { openDataSource } from '../../../apps/api/src/platform/database/data-source.js';
import { ScopedDatabase } from '../../../apps/api/src/platform/database/scoped-database.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { addPerson, insertRows, outpatientVisit } from '../../support/facts.js';

interface Given { readonly level: string; readonly secret: boolean; readonly access: readonly { readonly department: string; readonly staff: string; readonly over: boolean }[] }
type Em = Parameters<Parameters<ScopedDatabase['asSystem']>[1]>[0];

const PLACES = ['100101', '100110', '2005'];
const people = new Map<string, Given>();
let database: TestDatabase;
let source: Awaited<ReturnType<typeof openDataSource>>;
let db: ScopedDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  source = await openDataSource(database.appUrl, { pool: 1, statementTimeout: 5_000 });
  db = new ScopedDatabase(source);
  // Every combination of a department, a doctor and an end of access, and nobody's people; some of them 机密.
  for (let n = 0; n < 48; n += 1) {
    const place = { department: PLACES[n % 4] ?? '', staff: '', over: n % 3 === 0 };
    const access = [...(place.department ? [place] : []), ...(n % 5 === 0 ? [{ department: '', staff: n % 2 ? 'D1' : 'D2', over: n % 10 === 5 }] : [])];
    const one = { level: n % 2 ? 'L1' : 'L2', secret: n % 11 === 0, access };
    const person = await addPerson(database, { care_level: one.level, secrecy: one.secret ? 'V' : 'N', confidential: one.secret });
    people.set(person.id, one);
    await insertRows(database, 'person_access', access.map(({ department, staff, over }) => ({
      beneficiary_id: person.id, department_code: department, staff_no: staff, reason: staff ? 'treated' : 'outpatient', valid_until: over ? '2020-01-01T00:00:00Z' : null,
    })));
    await insertRows(database, 'visit', [outpatientVisit(person, { confidential: one.secret })]);
    // Places far apart, as after years of people who came and went.
    await database.query('update beneficiary set figure_no = $2 where id = $1', [person.id, n < 40 ? 1_000 + n * 13 : 70_000 + n]);
  }
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const clause = (given: Partial<ScopeClause>): ScopeClause => ({ departments: [], staffNo: null, pastAccess: false, levels: null, categories: null, peopleOf: null, ...given });
function caller(scope: Partial<DataScope>): Caller {
  const request = {
    traceId: randomUUID(), ip: '127.0.0.1', device: 'test', operation: 'GET /stats/workload', object: 'stats', audit: 'view', params: {}, query: {},
    isListFile: false, background: false, csv: false, reason: null, trailed: false,
  } as const;
  return {
    userId: randomUUID(), username: 'li.wei', name: '李伟', staffNo: null, departmentCode: null, sessionId: randomUUID(), freshAt: new Date(), duty: null, roles: [],
    permissions: new Set(), fields: {} as Caller['fields'], request,
    scope: { allPeople: false, clauses: [], departments: [], staffNo: null, pastAccess: false, cleared: false, opened: [], ...scope },
  };
}
/** Who of a table's people is there for the transaction. */
const seen = async (em: Em, table: 'beneficiary' | 'care_event' | 'reached_place'): Promise<string[]> =>
  ((await em.query(`select distinct ${table === 'care_event' ? 'beneficiary_id' : 'id'} as id from ${table}`)) as { id: string }[]).map(({ id }) => id).toSorted();
const expected = (reached: (one: Given) => boolean, opened: readonly string[] = []): string[] =>
  [...people].filter(([id, one]) => !one.secret && reached(one) || opened.includes(id)).map(([id]) => id).toSorted();
const by = (fits: (one: Given['access'][number]) => boolean) => (one: Given): boolean => one.access.some(fits);

describe('whom a caller reaches, kept for a transaction', () => {
  const [here, there] = ['100110', '100101'];
  it.each<[string, Partial<DataScope>, (one: Given) => boolean]>([
    ['nobody', {}, () => false],
    ['his department now', { departments: [here] }, by(({ department, over }) => department === here && !over)],
    ['two departments, the past too', { departments: [here, there], pastAccess: true }, by(({ department }) => department === here || department === there)],
    ['his own people', { staffNo: 'D1' }, by(({ staff, over }) => staff === 'D1' && !over)],
    ['his department and his own people of ever', { departments: [there], staffNo: 'D2', pastAccess: true }, by(({ department, staff }) => department === there || staff === 'D2')],
    ['the L1 of one department and all of another', {
      departments: [here, there], clauses: [clause({ departments: [here], levels: ['L1'] }), clause({ departments: [there], pastAccess: true })],
    }, (one) => one.level === 'L1' && by(({ department, over }) => department === here && !over)(one) || by(({ department }) => department === there)(one)],
    ['everybody', { allPeople: true }, () => true],
  ])('S31 S32 who sees %s sees the same people and the same facts with it as without, and no 机密', async (_what, scope, reached) => {
    const people = expected(reached);
    await db.asCaller(caller(scope), async (em) => {
      for (const table of ['beneficiary', 'care_event'] as const) expect(await seen(em, table), table).toEqual(people);
      expect(await seen(em, 'reached_place'), 'nobody has a place before').toEqual([]);
      await em.query('select scope_remember()');
      for (const table of ['beneficiary', 'care_event', ...(scope.allPeople ? [] : ['reached_place'] as const)] as const) {
        expect(await seen(em, table), `${table} remembered`).toEqual(people);
      }
    });
  });

  it('S32 R-43 a person who is open in an emergency is there beside those whom he reaches, 机密 or not', async () => {
    const [stranger, secret] = [[...people].find(([, one]) => !one.secret && !one.access.length)![0], [...people].find(([, one]) => one.secret)![0]];
    const opened = [stranger, secret].map((beneficiaryId) => ({ beneficiaryId, kind: 'emergency' as const, reason: '抢救', shownAs: '保健柒', sealed: false }));
    await db.asCaller(caller({ departments: [here], opened }), async (em) => {
      await em.query('select scope_remember()');
      expect(await seen(em, 'beneficiary')).toEqual(expected(by(({ department, over }) => department === here && !over), [stranger, secret]));
    });
  });

  it('S31 is forgotten with its transaction: the next caller on the connection has his own', async () => {
    await db.asCaller(caller({ departments: PLACES, pastAccess: true }), (em) => em.query('select scope_remember()'));
    await db.asCaller(caller({ departments: [here] }), async (em) => {
      expect(await seen(em, 'beneficiary')).toEqual(expected(by(({ department, over }) => department === here && !over)));
    });
  });

  it('S31 somebody who comes onto the roster meanwhile is not taken for one of them', async () => {
    const scope = { departments: [here], pastAccess: true };
    const before = expected(by(({ department }) => department === here));
    await db.asCaller(caller(scope), async (em) => {
      await em.query('select scope_remember()');
      await addPerson(database, { figure_no: 500_000 });
      expect(await seen(em, 'beneficiary')).toEqual(before);
    });
  });
});
