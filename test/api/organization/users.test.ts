import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor, visitor } from '../../support/app.js';
import { addPerson } from '../../support/facts.js';

let hospital: TestHospital;
let administrator: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  administrator = await hospital.signIn('SYS_ADMIN');
});
afterAll(() => hospital.stop());

interface Made {
  readonly id: string;
  readonly oneTimeSecret: string;
  readonly secretValidUntil: string;
}

const idOf = async (username: string): Promise<string> =>
  (await hospital.database.query<{ id: string }>('select id from app_user where username = $1', [username]))[0]!.id;
const make = async (username: string, more: object = {}): Promise<Made> => {
  const answer = await administrator.post<Made>('/users', { username, name: '新同事', departmentCode: '100105', ...more });
  expect(answer.status).toBe(200);
  return answer.body;
};
const login = async (username: string, password: string) =>
  hospital.stranger.post<{ accessToken?: string; code?: string }>('/auth/login', { username, password });
const REASON = { reason: '工作需要' };

describe('accounts', () => {
  it('R-71 S06 a new one has a random secret, shown once, that must be changed and opens nothing else', async () => {
    const made = await make('new.one');
    expect(made.oneTimeSecret).toMatch(/^([A-Za-z2-9]{5}-){3}[A-Za-z2-9]{5}$/);
    expect(new Date(made.secretValidUntil).getTime() - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
    const { body } = await login('new.one', made.oneTimeSecret);
    expect(body.accessToken).toBeTruthy();
    expect((await visitor(hospital.url, body.accessToken!).get('/users')).status).toBe(403);
    const [kept] = await hospital.database.query<{ text: string }>(
      `select coalesce((select string_agg(l::text, ' ') from change_log l), '') || coalesce((select string_agg(t::text, ' ') from access_trail t), '') as text`,
    );
    expect(kept!.text).not.toContain(made.oneTimeSecret);
    expect((await administrator.get(`/users/${made.id}`)).body).toMatchObject({ mustChangePassword: true, roles: [], status: 'active' });
  });

  it('R-71.a a disabled account is out at the next request and comes back only by a new sign-in', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100105' });
    const id = await idOf('t.nurse.100105');
    expect((await nurse.get('/me')).status).toBe(200);
    expect((await administrator.post(`/users/${id}/disable`, REASON)).status).toBe(204);
    expect((await nurse.get('/me')).status).toBe(401);
    expect((await administrator.post(`/users/${id}/enable`)).status).toBe(204);
    expect((await nurse.get('/me')).status).toBe(401);
  });

  it('R-71.b nobody disables or closes himself, nor the last of a power', async () => {
    const own = await idOf('t.sys_admin');
    for (const act of ['disable', 'close']) {
      const answer = await administrator.post(`/users/${own}/${act}`, REASON);
      expect([answer.status, answer.body.code]).toEqual([409, 'ONESELF']);
    }
    await hospital.signIn('AUDITOR');
    const auditor = await administrator.post(`/users/${await idOf('t.auditor')}/close`, REASON);
    expect([auditor.status, auditor.body.code]).toEqual([409, 'LAST_ADMINISTRATOR']);
  });

  it('R-71.b two administrators who disable each other at the same moment do not both succeed', async () => {
    const other = await hospital.signIn('SYS_ADMIN', { staffNo: 'second' });
    const [first, second] = [await idOf('t.sys_admin'), await idOf('t.sys_admin.second')];
    const answers = await Promise.all([administrator.post(`/users/${second}/disable`, REASON), other.post(`/users/${first}/disable`, REASON)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    administrator = answers[0].status === 204 ? administrator : other;
    const [left] = await hospital.database.query<{ active: number }>(
      `select count(*)::int as active from app_user u join user_role r on r.user_id = u.id where role_code = 'SYS_ADMIN' and status = 'active'`,
    );
    expect(left!.active).toBe(1);
  });

  it('R-71.d S82 a closed account leaves its name and nothing that opens a door; the name is not used again', async () => {
    const { id, oneTimeSecret } = await make('leaver', { phone: '13800138000', staffNo: 'L-1' });
    await hospital.database.query(`insert into user_role values ($1, 'NURSE')`, [id]);
    await hospital.database.query(`insert into user_staff_code (source_system, staff_code, user_id, created_by) values ('his', 'L-1', $1, 'test')`, [id]);
    expect((await administrator.post(`/users/${id}/close`, REASON)).status).toBe(204);
    const [row] = await hospital.database.query(
      `select name, status, password_hash as hash, phone, second_factor_cipher as factor, (select count(*)::int from user_role where user_id = u.id)
         + (select count(*)::int from user_staff_code where user_id = u.id) + (select count(*)::int from user_department where user_id = u.id) as left
       from app_user u where id = $1`,
      [id],
    );
    expect(row).toEqual({ name: '新同事', status: 'closed', hash: 'closed', phone: null, factor: null, left: 0 });
    expect((await login('leaver', oneTimeSecret)).status).toBe(401);
    const again = await administrator.post('/users', { username: 'leaver', name: '别人', departmentCode: '100105' });
    expect([again.status, again.body.code]).toEqual([409, 'USERNAME_TAKEN']);
    for (const act of ['enable', 'disable', 'close', 'reset-password', 'unlock']) {
      expect((await administrator.post(`/users/${id}/${act}`, REASON)).body).toMatchObject({ code: 'ACCOUNT_CLOSED' });
    }
    expect((await administrator.get('/users?keyword=leaver')).body.items).toMatchObject([{ name: '新同事', status: 'closed' }]);
  });

  it('R-81.d S06 a reset ends all sessions, replaces the password and demands a new one', async () => {
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100105', staffNo: 'D-9' });
    const id = await idOf('t.doctor.100105.d-9');
    const { status, body } = await administrator.post<Made>(`/users/${id}/reset-password`, REASON);
    expect(status).toBe(200);
    expect((await doctor.get('/me')).status).toBe(401);
    expect((await login('t.doctor.100105.d-9', body.oneTimeSecret)).body.accessToken).toBeTruthy();
    const [row] = await hospital.database.query('select must_change_password as must from app_user where id = $1', [id]);
    expect(row).toEqual({ must: true });
  });

  it('R-71.c an administrator lets a locked account in again', async () => {
    const { id, oneTimeSecret } = await make('locked.one');
    for (let failed = 0; failed < 5; failed += 1) await login('locked.one', 'wrong');
    expect((await login('locked.one', oneTimeSecret)).status).toBe(401);
    expect((await administrator.get(`/users/${id}`)).body['lockedUntil']).not.toBeNull();
    expect((await administrator.post(`/users/${id}/unlock`)).status).toBe(204);
    expect((await login('locked.one', oneTimeSecret)).status).toBe(200);
  });

  it('R-71.e every change is on record with before and after, every act with its reason', async () => {
    const { id } = await make('changed.one');
    expect((await administrator.patch(`/users/${id}`, { name: '改名后', staffNo: 'C-1', phone: '13900139000', email: 'c@example.com' })).status).toBe(204);
    await administrator.post(`/users/${id}/disable`, { reason: '长期外出进修' });
    const log = await hospital.database.query<{ before: { name: string }; after: { name: string; status: string } }>(
      `select before, after from change_log where table_name = 'app_user' and row_id = $1 and action = 'update' order by seq`,
      [id],
    );
    expect(log).toContainEqual({
      before: expect.objectContaining({ name: '新同事', phone: null }), after: expect.objectContaining({ name: '改名后', phone: '13900139000' }),
    });
    expect(log.at(-1)).toMatchObject({ after: { status: 'disabled', status_reason: '长期外出进修' } });
    const trail = await hospital.database.query(`select reason from access_trail where operation = 'POST /users/:id/disable' and reason = '长期外出进修'`);
    expect(trail).toHaveLength(1);
  });

  it('a staff number has one account', async () => {
    await make('number.one', { staffNo: 'N-1' });
    const answer = await administrator.post('/users', { username: 'number.two', name: '同号', departmentCode: '100105', staffNo: 'N-1' });
    expect([answer.status, answer.body['fields']]).toEqual([400, [{ field: 'staffNo', message: '该工号已有账号' }]]);
  });

  it.each([
    [{ username: 'Big.Letters' }, 'username'], [{ phone: '12345' }, 'phone'], [{ email: 'nobody' }, 'email'], [{ name: '' }, 'name'],
    [{ departmentCode: 'no-such' }, 'departmentCode'],
  ])('R-79.a refuses %o and names the field', async (wrong, field) => {
    const answer = await administrator.post<{ fields: { field: string }[] }>('/users', { username: 'wrong.one', name: '张三', departmentCode: '100105', ...wrong });
    expect([answer.status, answer.body.fields.map((one) => one.field)]).toEqual([400, [field]]);
  });
});

describe('departments of an account', () => {
  const day = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
  const scopeOf = async (username: string): Promise<string[]> =>
    (await hospital.database.query<{ code: string }>(
      `select b.department_code as code from user_department b join app_user u on u.id = b.user_id where u.username = $1 order by 1`, [username],
    )).map(({ code }) => code);

  it('R-74.a has exactly one main department and any number of others', async () => {
    const { id } = await make('bound.one');
    const bind = (departments: object[]) => administrator.put<{ code: string }>(`/users/${id}/departments`, { departments });
    expect((await bind([{ code: '100105', main: false, from: day(0) }])).status).toBe(400);
    expect((await bind([{ code: '100105', main: true, from: day(0) }, { code: '100106', main: true, from: day(0) }])).status).toBe(400);
    expect((await bind([{ code: '100106', main: true, from: day(-3), position: '副主任' }, { code: '100107', main: false, from: day(0), to: day(9) }])).status).toBe(204);
    const { body } = await administrator.get(`/users/${id}`);
    expect(body).toMatchObject({
      departmentCode: '100106',
      departments: [
        { code: '100106', main: true, position: '副主任', from: day(-3), to: null, effective: true },
        { code: '100107', main: false, from: day(0), to: day(9), effective: true },
      ],
    });
    expect(await scopeOf('bound.one')).toEqual(['100106', '100107']);
  });

  it('R-74.a R-74.c the scope is all bound departments on the day of the request; what has run out or not begun gives nothing', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100102' });
    const id = await idOf('t.nurse.100102');
    const person = await addPerson(hospital.database, { access: [{ department: '100103' }] });
    const sees = async (): Promise<number> => (await nurse.get(`/beneficiaries/${person.id}`)).status;
    const bind = (from: string, to: string | null) =>
      administrator.put(`/users/${id}/departments`, { departments: [{ code: '100102', main: true, from: day(0) }, { code: '100103', main: false, from, to }] });
    expect(await sees()).toBe(404);
    expect((await bind(day(-5), null)).status).toBe(204);
    expect(await sees()).toBe(200);
    expect((await bind(day(-5), day(-1))).status).toBe(204);
    expect(await sees()).toBe(404);
    expect((await bind(day(1), null)).status).toBe(204);
    expect(await sees()).toBe(404);
    expect((await bind(day(0), day(0))).status).toBe(204);
    expect(await sees()).toBe(200);
  });
});

describe('who administers accounts', () => {
  it('R-71 S20 is the system administrator alone, who sees nobody’s records by it', async () => {
    for (const role of ['SEC_ADMIN', 'AUDITOR', 'OFFICE_DIRECTOR', 'DEPT_DIRECTOR', 'DOCTOR']) {
      const somebody = await hospital.signIn(role, { departmentCode: '100105', staffNo: `W-${role}` });
      expect((await somebody.get('/users')).status, role).toBe(403);
      expect((await somebody.post('/users', { username: 'x.y', name: '张三' })).status, role).toBe(403);
    }
    expect((await administrator.get('/beneficiaries')).status).toBe(403);
  });

  it('S22 somebody with accounts in his own departments reaches no other and nobody mightier', async () => {
    await hospital.database.query(`insert into role (code, name, data_scope) values ('T_LOCAL', '科室管理员', 'department')`);
    await hospital.database.query(`insert into role_permission values ('T_LOCAL', 'user:read'), ('T_LOCAL', 'user:write')`);
    const local = await hospital.signIn('T_LOCAL', { departmentCode: '100105' });
    const inside = await make('inside.one');
    const outside = await make('outside.one', { departmentCode: '100106' });
    expect((await local.get('/users?keyword=side.one')).body.items.map(({ username }) => username)).toEqual(['inside.one']);
    expect((await local.get(`/users/${outside.id}`)).status).toBe(404);
    for (const act of ['enable', 'disable', 'close', 'reset-password', 'unlock']) {
      expect((await local.post(`/users/${outside.id}/${act}`, REASON)).status, act).toBe(404);
    }
    expect((await local.post('/users', { username: 'smuggled', name: '外科', departmentCode: '100106' })).status).toBe(400);
    expect((await local.post('/users', { username: 'smuggled', name: '无科室' })).status).toBe(400);
    const move = { departments: [{ code: '100106', main: true, from: '2026-01-01' }] };
    expect((await local.put(`/users/${inside.id}/departments`, move)).status).toBe(400);
    await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100105' });
    const mightier = await local.post(`/users/${await idOf('t.dept_director.100105')}/reset-password`, REASON);
    expect([mightier.status, mightier.body.code]).toEqual([403, 'BEYOND_OWN_RIGHTS']);
    expect((await local.post(`/users/${inside.id}/disable`, REASON)).status).toBe(204);
  });

  it('S22 S26 somebody with the right but without a department reaches nobody', async () => {
    await hospital.database.query(`insert into role (code, name, data_scope) values ('T_NOWHERE', '无科室', 'none')`);
    await hospital.database.query(`insert into role_permission values ('T_NOWHERE', 'user:read'), ('T_NOWHERE', 'user:write')`);
    const nowhere = await hospital.signIn('T_NOWHERE');
    expect((await nowhere.get('/users')).body).toMatchObject({ items: [], total: 0 });
  });
});
