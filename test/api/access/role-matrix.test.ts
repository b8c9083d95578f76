import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../apps/api/src/openapi.js';
import { startHospital, type TestHospital } from '../../support/app.js';
import { EXPECTED_RIGHTS, ROLES } from './expected-rights.js';
import { addressOf, isOpen, operationsOf, publishedOperations, statusOf } from './operations.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital();
});
afterAll(() => hospital.stop());

const OPERATIONS = publishedOperations();
/** What no member of staff has to be signed in for; one more is a decision, not an accident. What begins with /m is for service objects, who have accounts of their own. */
const OPEN = [
  'GET /auth/external',
  'GET /m/v1/inbox',
  'GET /m/v1/inbox/{id}',
  'GET /public/branding',
  'GET /verify/{code}',
  'POST /auth/external/bind',
  'POST /auth/external/{provider}/finish',
  'POST /auth/external/{provider}/start',
  'POST /auth/login',
  'POST /auth/login/second-factor',
  'POST /auth/refresh',
  'POST /m/v1/activation',
  'POST /m/v1/inbox/{id}/pdf',
];
/** Ends the session of whoever asks, so it is asked last. */
const LEAVES = 'POST /auth/logout';

describe('who may do what', () => {
  it('S17 the roles of an installation hold exactly what is written down here', async () => {
    const rows = await hospital.database.query<{
      code: string;
      scope: string;
      past: boolean;
      cleared: boolean;
      permissions: string[];
    }>(
      `select code, data_scope as scope, past_access as past, may_be_cleared as cleared,
         array(select permission from role_permission p where p.role_code = r.code order by permission collate "C") as permissions from role r`,
    );
    const found = Object.fromEntries(
      rows.map(({ code, scope, past, cleared, permissions }) => [
        code,
        { scope, pastAccess: past, mayBeCleared: cleared, permissions },
      ]),
    );
    expect(found).toEqual(EXPECTED_RIGHTS);
  });

  it('S20 administrators and the auditor share no right with those who treat patients, and none with each other but to see who holds which', () => {
    const [sys, sec, aud] = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR'].map((role) => EXPECTED_RIGHTS[role]!.permissions);
    for (const right of [...sys!, ...sec!, ...aud!]) expect(right).toMatch(/^(sync|audit|user|role|clearance|system|session|parameter|dictionary|department|staff):/);
    expect(sys!.filter((right) => sec!.includes(right) || aud!.includes(right))).toEqual(['role:read']);
    expect(sec!.filter((right) => aud!.includes(right))).toEqual(['role:read']);
  });

  it('S01 only the published few operations need no sign-in', () => {
    expect(
      OPERATIONS.filter(isOpen)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(OPEN);
  });

  it('S19 every operation of the program stands in the published document with its permission and its audit class', async () => {
    const rights = (operations: readonly (typeof OPERATIONS)[number][]) =>
      Object.fromEntries(operations.map(({ name, permission, audit }) => [name, { permission, audit }]));
    const running = rights(operationsOf(await openApiDocument()));
    expect(rights(OPERATIONS)).toEqual(running);
    for (const [name, { permission, audit }] of Object.entries(running)) {
      expect(permission, name).toBeTruthy();
      expect(audit, name).toBeTruthy();
    }
  });

  it('S01 nobody without a session gets past any other operation', async () => {
    for (const operation of OPERATIONS.filter((one) => !isOpen(one))) {
      expect(
        await statusOf(hospital.url, operation.method, addressOf(operation, randomUUID()), null),
        operation.name,
      ).toBe(401);
    }
  });

  it.each(ROLES)('S17 R-83.a R-83.b %s may do what its permissions say and nothing else', async (role) => {
    const { token } = await hospital.signIn(role, { departmentCode: '100110', staffNo: `M-${role}` });
    const asked = OPERATIONS.filter((one) => !isOpen(one)).sort(
      (a, b) => Number(a.name === LEAVES) - Number(b.name === LEAVES),
    );
    for (const operation of asked) {
      const status = await statusOf(hospital.url, operation.method, addressOf(operation, randomUUID()), token);
      const { permission } = operation;
      const allowed = typeof permission === 'object' || EXPECTED_RIGHTS[role]!.permissions.includes(permission);
      if (allowed) expect([200, 204, 400, 404, 409, 428], operation.name).toContain(status);
      else expect(status, operation.name).toBe(403);
    }
  });

  it('S17 an account without a role is signed in and may do nothing that needs a permission', async () => {
    const { token } = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'M-bare' });
    await hospital.database
      .query(`with gone as (delete from user_role where user_id = (select id from app_user where staff_no = 'M-bare'))
      update app_user set rights_version = rights_version + 1 where staff_no = 'M-bare'`);
    for (const operation of OPERATIONS.filter(({ permission }) => typeof permission === 'string')) {
      expect(
        await statusOf(hospital.url, operation.method, addressOf(operation, randomUUID()), token),
        operation.name,
      ).toBe(403);
    }
  });
});
