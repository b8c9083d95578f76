import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { RightsQueries } from '../../../apps/api/src/features/rbac/rights.queries.js';
import { openDataSource } from '../../../apps/api/src/platform/database/data-source.js';
import { ScopedDatabase } from '../../../apps/api/src/platform/database/scoped-database.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';

const HOUR = 3_600_000;

let database: TestDatabase;
let source: Awaited<ReturnType<typeof openDataSource>>;
let rights: RightsQueries;
beforeAll(async () => {
  database = await freshDatabase();
  source = await openDataSource(database.appUrl, { pool: 2, statementTimeout: 5_000 });
  rights = new RightsQueries(new ScopedDatabase(source));
  for (const [code, parent] of [['T1', null], ['T11', 'T1'], ['T111', 'T11'], ['T12', 'T1'], ['T2', null]]) {
    await database.query(`insert into department (code, name, kind, parent_code) values ($1, $1, 'clinical', $2)`, [code, parent]);
  }
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

interface Holder { readonly userId: string; readonly staffNo: string | null; readonly departmentCode: string | null; readonly rightsVersion: number }

/** An account with these roles, bound to these departments today. */
async function account(roles: readonly string[], departments: readonly string[] = []): Promise<Holder> {
  const id = randomUUID();
  await database.query(`insert into app_user (id, username, name, status, password_hash) values ($1::uuid, $1::text, '某人', 'active', '-')`, [id]);
  for (const role of roles) await database.query('insert into user_role (user_id, role_code) values ($1, $2)', [id, role]);
  for (const [at, code] of departments.entries()) {
    await database.query(`insert into user_department (user_id, department_code, main, valid_from) values ($1, $2, $3, current_date - 1)`, [id, code, at === 0]);
  }
  return { userId: id, staffNo: null, departmentCode: departments[0] ?? null, rightsVersion: 1 };
}
const grant = (userId: string, permission: string, until: Date) =>
  database.query(`insert into user_override (user_id, permission, effect, valid_until, reason, granted_by, approved_by) values ($1, $2, 'grant', $3, 'test', 'a', 'b')`, [userId, permission, until]);

describe('what an account may do now', () => {
  it('R-74.b R-83 the head of a department sees it and everything below, whatever other role he has; a nurse of it only that', async () => {
    const sees = async (roles: readonly string[], departments: readonly string[]) => (await rights.rightsOf(await account(roles, departments))).scope.departments.toSorted();
    expect(await sees(['DEPT_DIRECTOR'], ['T1'])).toEqual(['T1', 'T11', 'T111', 'T12']);
    expect(await sees(['DEPT_DIRECTOR'], ['T11', 'T2'])).toEqual(['T11', 'T111', 'T2']);
    expect(await sees(['DEPT_DIRECTOR', 'NURSE'], ['T11'])).toEqual(['T11', 'T111']);
    expect(await sees(['NURSE'], ['T1'])).toEqual(['T1']);
    expect(await sees(['DEPT_DIRECTOR'], [])).toEqual([]);
  });

  it('R-84.d says by which roles, by code and by name', async () => {
    const { roles } = await rights.rightsOf(await account(['DEPT_DIRECTOR', 'NURSE'], ['T1']));
    expect(roles).toEqual([{ code: 'DEPT_DIRECTOR', name: '科主任' }, { code: 'NURSE', name: '护士' }]);
  });

  it('S30 S35 a right that the program does not know is none, and what he is denied of a field is hidden', async () => {
    const holder = await account(['NURSE'], ['T1']);
    await grant(holder.userId, 'of:old', new Date(Date.now() + HOUR));
    await database.query(`insert into user_override (user_id, permission, effect, reason, granted_by) values ($1, 'field:phone', 'deny', 'test', 'a')`, [holder.userId]);
    const { permissions, fields } = await rights.rightsOf(holder);
    expect([permissions.has('visit:read'), [...permissions].includes('of:old' as never)]).toEqual([true, false]);
    expect([fields.phone, fields.idCardNo]).toEqual(['hidden', 'masked']);
  });

  it('R-83.c are worked out once, until something of his is changed', async () => {
    const [one, other] = [await account(['NURSE'], ['T1']), await account(['GUIDE'])];
    const first = await rights.rightsOf(one);
    await rights.rightsOf(other);
    expect(await rights.rightsOf(one)).toBe(first);
    await database.query(`update user_role set role_code = 'DOCTOR' where user_id = $1`, [one.userId]);
    expect((await rights.rightsOf({ ...one, rightsVersion: 2 })).roles).toEqual([{ code: 'DOCTOR', name: '医生' }]);
  });

  it('R-84.a are worked out anew at the moment when the first of what was lent to him is over', async () => {
    const other = await account(['NURSE'], ['T1']);
    const over = Date.now() + HOUR;
    await grant(other.userId, 'lab:export', new Date(over));
    await grant(other.userId, 'visit:export', new Date(Date.now() + 100 * HOUR));
    const lent = await rights.rightsOf(other);
    expect(lent.permissions.has('lab:export')).toBe(true);
    expect(await rights.rightsOf(other)).toBe(lent);
    vi.useFakeTimers({ toFake: ['Date'], now: over });
    expect(await rights.rightsOf(other)).not.toBe(lent);
  });

  it('R-74.c are worked out anew on another day of the hospital, and only then, wherever the server stands', async () => {
    const dayIn = (timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format();
    vi.stubEnv('TZ', ['Etc/GMT-14', 'Etc/GMT+12'].find((zone) => dayIn(zone) !== dayIn('Asia/Shanghai'))!);
    vi.resetModules();
    // The day is told by Intl, which can be set as the clock can, though the types do not say so.
    vi.useFakeTimers({ toFake: ['Date', 'Intl' as 'Date'], now: Date.now() });
    const { RightsQueries: Today } = await import('../../../apps/api/src/features/rbac/rights.queries.js');
    const today = new Today(new ScopedDatabase(source));
    const one = await account(['NURSE'], ['T1']);
    const first = await today.rightsOf(one);
    expect(await today.rightsOf(one)).toBe(first);
    vi.setSystemTime(Date.now() + 24 * HOUR);
    expect(await today.rightsOf(one)).not.toBe(first);
  });
});
