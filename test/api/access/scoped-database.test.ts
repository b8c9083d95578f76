import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, DataScope, OpenedPerson, RequestContext, ScopeClause } from '../../../apps/api/src/platform/access/caller.js';
import type { Permission } from '../../../apps/api/src/platform/access/permissions.js';
import { openDataSource } from '../../../apps/api/src/platform/database/data-source.js';
import { ScopedDatabase } from '../../../apps/api/src/platform/database/scoped-database.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

/** Which right the rows of what are for: everything that the policies ask a transaction for, and nothing else opens it. */
const OPENED_BY: Readonly<Record<string, readonly Permission[]>> = {
  clearances: ['clearance:read'], clearances_approve: ['clearance:approve'], clearances_revoke: ['clearance:revoke'],
  secrecy: ['confidential:open', 'confidential:review', 'confidential:classify', 'care-team:manage'],
  matching: ['match:read'], operations: ['sync:read'], audit: ['audit:read'], person_log: ['audit:person'], health: ['system:read'],
  sessions: ['session:read'], accounts: ['user:read'], accounts_write: ['user:write'], all_accounts: ['user:all'], directory: ['staff:read'],
  provisioning: ['user:provision'], departments_write: ['department:write'], settings: ['parameter:read'], rights: ['role:read'],
  rights_write: ['role:write'], rights_review: ['role:review'], restricted_notes: ['note:restricted'], dictionaries: ['dictionary:write'],
};
const FLAGS = ['system', 'all_people', 'past_access', 'cleared', 'narrowed', ...Object.keys(OPENED_BY)];
const TEXTS = ['actor', 'trace', 'user', 'staff', 'departments', 'clauses', 'asked', 'opened', 'emergency', 'listed'];

type Em = Parameters<Parameters<ScopedDatabase['asSystem']>[1]>[0];

let database: TestDatabase;
let source: Awaited<ReturnType<typeof openDataSource>>;
let db: ScopedDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  // One connection: who does not give it back, or leaves something on it, is found out by the next.
  source = await openDataSource(database.appUrl, { pool: 1, statementTimeout: 5_000 });
  db = new ScopedDatabase(source);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const clause = (given: Partial<ScopeClause> = {}): ScopeClause =>
  ({ departments: ['100110'], staffNo: null, pastAccess: false, levels: null, categories: null, peopleOf: null, ...given });
const NOBODY: DataScope = { allPeople: false, clauses: [], departments: [], staffNo: null, pastAccess: false, cleared: false, opened: [] };
const REQUEST: RequestContext = {
  traceId: 'trace-1', ip: '127.0.0.1', device: 'test', operation: 'GET /beneficiaries/:id', object: 'beneficiaries', audit: 'view', params: {}, query: {},
  isListFile: false, background: false, csv: false, reason: null, trailed: false,
};
const caller = (permissions: readonly Permission[] = [], scope: Partial<DataScope> = {}, request: Partial<RequestContext> = {}): Caller => ({
  userId: randomUUID(), username: 'li.wei', name: '李伟', staffNo: null, departmentCode: null, sessionId: randomUUID(), freshAt: new Date(), duty: null,
  roles: [], permissions: new Set(permissions), scope: { ...NOBODY, ...scope }, fields: {} as Caller['fields'], request: { ...REQUEST, ...request },
});

/** What the transaction says about itself: the flags that are up, and everything that is not empty. */
async function said(em: Em): Promise<{ up: string[]; texts: Record<string, string> }> {
  const [row] = (await em.query(`select ${[...FLAGS, ...TEXTS].map((name) => `current_setting('scope.${name}', true) as ${name === 'user' ? '"user"' : name}`).join(', ')}`)) as [Record<string, string | null>];
  expect(FLAGS.filter((name) => !['on', 'off', '', null].includes(row[name]!))).toEqual([]);
  return { up: FLAGS.filter((name) => row[name] === 'on'), texts: Object.fromEntries(TEXTS.flatMap((name) => (row[name] ? [[name, row[name]]] : []))) };
}
const rows = async (trace: string) => database.query('select actor, action, outcome from access_trail where trace = $1 order by seq', [trace]);
const opened = (given: Partial<OpenedPerson> = {}): OpenedPerson => ({ beneficiaryId: randomUUID(), kind: 'clearance', reason: '节前慰问', shownAs: '保健柒', sealed: false, ...given });

describe('what a transaction says of whoever asks', () => {
  it('S30 S31 each right opens its own rows and no others; without any nothing is open', async () => {
    expect((await db.asCaller(caller(), said)).up).toEqual([]);
    for (const [flag, permissions] of Object.entries(OPENED_BY)) {
      for (const permission of permissions) {
        expect((await db.asCaller(caller([permission]), said)).up, permission).toEqual([flag]);
      }
    }
    expect((await db.asCaller(caller(['beneficiary:read', 'visit:read']), said)).up).toEqual([]);
  });

  it('S31 who he is, and how far he sees', async () => {
    const one = caller([], { departments: ['100110', '4001'], staffNo: 'Z001' }, { traceId: 'trace-2' });
    expect(await db.asCaller(one, said)).toEqual({ up: [], texts: { actor: 'li.wei', trace: 'trace-2', user: one.userId, staff: 'Z001', departments: '100110,4001' } });
    const far = await db.asCaller(caller([], { allPeople: true, pastAccess: true, cleared: true }), said);
    expect(far.up).toEqual(['all_people', 'past_access', 'cleared']);
  });

  it('S32 whom he has opened, and which of them in an emergency', async () => {
    const [cleared, inNeed] = [opened(), opened({ kind: 'emergency' })];
    const { texts } = await db.asCaller(caller([], { opened: [cleared, inNeed] }), said);
    expect(texts).toMatchObject({ opened: `${cleared.beneficiaryId},${inNeed.beneficiaryId}`, emergency: inNeed.beneficiaryId });
  });

  it('S31 R-83 roles that differ are looked at one by one, about one person when one is asked about', async () => {
    const narrow = [clause({ levels: ['L1'] }), clause({ departments: ['4001'] })];
    const id = randomUUID();
    const told = async (clauses: readonly ScopeClause[], scope: Partial<DataScope> = {}, request: Partial<RequestContext> = {}) =>
      db.asCaller(caller([], { clauses, ...scope }, request), said);
    expect(await told(narrow)).toMatchObject({ up: ['narrowed'], texts: { clauses: JSON.stringify(narrow) } });
    for (const odd of [clause({ categories: ['vip'] }), clause({ peopleOf: 'CHOSEN' })]) expect((await told([odd])).up).toEqual(['narrowed']);
    expect((await told([clause(), clause({ pastAccess: true })])).up).toEqual(['narrowed']);
    for (const alike of [[], [clause()], [clause({ pastAccess: true }), clause({ pastAccess: true, departments: ['4001'] })]]) expect((await told(alike)).up).toEqual([]);
    expect((await told(narrow, { allPeople: true })).up).toEqual(['all_people']);
    expect((await told(narrow, {}, { params: { id } })).texts['asked']).toBe(id);
    const others: Partial<RequestContext>[] = [{ params: { id }, object: 'visits' }, { params: { id: `${id}0` } }, { params: { id: `0${id}` } }, { params: {} }];
    for (const request of others) expect((await told(narrow, {}, request)).texts['asked']).toBeUndefined();
  });

  it('S31 a name with a quote in it is a name; nothing of one transaction is left for the next', async () => {
    const odd = { ...caller(['audit:read']), username: `o'brien"; set scope.system = on; --` };
    expect(await db.asCaller(odd, said)).toMatchObject({ up: ['audit'], texts: { actor: odd.username } });
    const [left] = await db.asNobody<[{ system: string | null; user: string | null }]>(`select current_setting('scope.audit', true) as system, current_setting('scope.user', true) as user`, []);
    expect([left.system || null, left.user || null]).toEqual([null, null]);
    expect(await db.asSystem('lane', said)).toEqual({ up: ['system'], texts: { actor: 'system:lane' } });
  });

  it('S32 a list may name those whom a cleared reader may open, any other reader nobody', async () => {
    expect((await db.asLister(caller([], { cleared: false }), said)).texts['listed']).toBeUndefined();
    const leader = randomUUID();
    await database.query(`insert into app_user (id, username, name, status, password_hash) values ($1, 'leader', '院领导', 'active', '-')`, [leader]);
    await database.query(`insert into user_role (user_id, role_code) values ($1, 'HOSPITAL_LEADER')`, [leader]);
    await database.query(`insert into clearance (user_id, valid_from, valid_until, reason, granted_by, approved_by)
      values ($1, now() - interval '1 day', now() + interval '1 day', 'test', gen_random_uuid(), gen_random_uuid())`, [leader]);
    const [person] = await database.query<{ id: string }>(`insert into beneficiary (roster_no, name, name_sort, sex, categories, primary_category, secrecy, status, origin)
      values ('BJ000001', '藏身人', 'csr', '1', '{cadre}', 'cadre', 'V', 'active', 'manual') returning id`);
    const asks = (cleared: boolean) => db.asLister({ ...caller([], { cleared, allPeople: true }), userId: leader }, said);
    expect((await asks(true)).texts['listed']).toBe(person!.id);
    expect((await asks(false)).texts['listed']).toBeUndefined();
  });
});

describe('what a transaction leaves', () => {
  it('S72 S75 one row for a request however often it asks, none for one that needs none', async () => {
    const one = caller([], {}, { traceId: 'leaves-1' });
    for (let i = 0; i < 3; i += 1) await db.asCaller(one, async () => ({ items: [] }));
    expect(await rows('leaves-1')).toEqual([{ actor: 'li.wei', action: 'view', outcome: 'allowed' }]);
    expect(one.request.trailed).toBe('allowed');
    await db.asCaller(caller([], {}, { traceId: 'leaves-2', audit: 'skip' }), async () => null);
    await db.asSystem('leaves-2', async () => null);
    expect(await rows('leaves-2')).toEqual([]);
  });

  it('S75 what fails leaves nothing, not even its row, and the next attempt of the request is on record again', async () => {
    const one = caller([], {}, { traceId: 'fails-1' });
    const fail = db.asCaller(one, async (em) => {
      await em.query(`insert into person_token (token, kind, beneficiary_id, confidential) values ('x', 'x', gen_random_uuid(), false)`).catch(() => undefined);
      throw new Error('the work gave up');
    });
    await expect(fail).rejects.toThrow('the work gave up');
    expect(await rows('fails-1')).toEqual([]);
    // A trail that cannot be written takes the work with it, and the request is not on record.
    await database.query(`create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$;
      create trigger no_room before insert on access_trail for each row execute function no_room()`);
    await expect(db.asCaller(one, async (em) => em.query('select 1'))).rejects.toThrow('no room');
    expect(one.request.trailed).toBe(false);
    await database.query('drop trigger no_room on access_trail');
    await db.asCaller(one, async () => null);
    expect(await rows('fails-1')).toHaveLength(1);
  });

  it('many acts of one account go on in one transaction; nobody else acts in it', async () => {
    const one = caller([], {}, { traceId: 'joint-1' });
    const id = async (em: Em) => ((await em.query('select pg_current_xact_id()::text as id')) as [{ id: string }])[0].id;
    const [first, second] = await db.together(one, async (em) => [await id(em), await db.asCaller({ ...one }, id)]);
    expect(second).toBe(first);
    await expect(db.together(one, () => db.asCaller(caller(), id))).rejects.toThrow('Somebody else');
    expect(await rows('joint-1')).toHaveLength(1);
    expect(await db.asCaller(one, async (em) => em.queryRunner!.isTransactionActive)).toBe(true);
  });
});
