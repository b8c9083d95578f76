import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';

let hospital: TestHospital;
beforeAll(async () => {
  hospital = await startHospital();
});
afterAll(() => hospital.stop());

describe('signing in', () => {
  it('S01 lets nobody in without a session and tells him to sign in', async () => {
    const { status, body } = await hospital.stranger.get<{ code: string; detail: string; errorNo: string }>('/me');
    expect(status).toBe(401);
    expect(body).toMatchObject({ code: 'SESSION_ENDED', detail: expect.stringContaining('重新登录') });
    expect(body.errorNo).toMatch(/^[0-9a-f]{16}$/);
  });

  it('tells a clerk who he is, what he may do and whom he sees', async () => {
    const clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    const { body } = await clerk.get('/me');
    expect(body).toMatchObject({
      roles: [{ code: 'OFFICE_STAFF', name: '干保办人员' }],
      departmentName: '干部保健办公室',
      scopeNote: '全院（不含机密对象）',
    });
    expect(body['permissions']).toContain('beneficiary:read');
  });

  it('S03 answers a wrong password, an unknown account and a disabled one alike', async () => {
    await hospital.signIn('NURSE', { departmentCode: '100110' });
    await hospital.database.query(
      `insert into app_user (username, name, password_hash, status) values ('left', 'left', 'x', 'disabled')`,
    );
    const answers = await Promise.all(
      ['t.nurse.100110', 'nobody', 'left'].map((username) =>
        hospital.stranger.post('/auth/login', { username, password: 'wrong-Password-1' }),
      ),
    );
    const alike = answers.map(({ status, body }) => ({ status, code: body['code'], detail: body['detail'] }));
    expect(alike[0]).toMatchObject({ status: 401, code: 'AUTH_INVALID' });
    expect(alike[1]).toEqual(alike[0]);
    expect(alike[2]).toEqual(alike[0]);
  });

  it('S02 locks an account after five wrong passwords, also for the right one', async () => {
    const visitor = await hospital.signIn('GUIDE');
    expect((await visitor.get('/me')).status).toBe(200);
    const [{ password_hash: kept }] = (await hospital.database.query<{ password_hash: string }>(
      `select password_hash from app_user where username = 't.guide'`,
    )) as [{ password_hash: string }];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await hospital.stranger.post('/auth/login', { username: 't.guide', password: `wrong-${attempt}` });
    }
    const [row] = await hospital.database.query<{ locked: boolean }>(
      `select locked_until > now() as locked from app_user where username = 't.guide' and password_hash = $1`,
      [kept],
    );
    expect(row).toEqual({ locked: true });
  });

  it('S11 ends a session at the next request once its account is disabled', async () => {
    const leaver = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D9' });
    expect((await leaver.get('/me')).status).toBe(200);
    await hospital.database.query(`update app_user set status = 'disabled' where staff_no = 'D9'`);
    expect((await leaver.get('/me')).status).toBe(401);
  });

  it('S72 records who signed in and who was refused', async () => {
    const rows = await hospital.database.query(
      `select actor, outcome from access_trail where operation = 'POST /auth/login'`,
    );
    expect(rows).toContainEqual({ actor: 't.office_staff.4001', outcome: 'allowed' });
    expect(rows).toContainEqual({ actor: 'nobody', outcome: 'refused' });
  });

  it('S54 refuses what nobody asked for, in Chinese and by field', async () => {
    const { status, body } = await hospital.stranger.post('/auth/login', {
      username: 'a',
      password: 'b',
      role: 'SYS_ADMIN',
    });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'BAD_INPUT', fields: [{ field: 'role', message: '不支持的字段' }] });
  });
});
