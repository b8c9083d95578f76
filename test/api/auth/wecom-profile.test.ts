import { openWecom } from '@cadre/simulators/wecom';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WecomLeaversJob } from '../../../apps/api/src/features/auth/external/wecom-leavers.job.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';

interface Member { id: string; name: string; mobile?: string; status?: number }
interface Proposals { items: { field: string; current: string | null; proposed: string }[]; left: boolean }

const company: Member[] = [];
let wecom: Awaited<ReturnType<typeof openWecom>>;
let hospital: TestHospital;
let admin: Visitor;
let nurse: Visitor;

beforeAll(async () => {
  wecom = await openWecom(0, { corpId: 'ww-test', secret: 'wecom-test-secret' }, company);
  const address = `http://127.0.0.1:${wecom.port}`;
  hospital = await startHospital({ WECOM_BASE_URL: address, WECOM_LOGIN_URL: address, WECOM_CORP_ID: 'ww-test', WECOM_AGENT_ID: '1000001', WECOM_SECRET: 'wecom-test-secret' });
  admin = await hospital.signIn('SYS_ADMIN');
  nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N1' });
});
afterAll(async () => {
  await hospital?.stop();
  await wecom?.close();
});
beforeEach(async () => {
  company.splice(0, company.length, { id: 'LiMing', name: '李明', mobile: '+86 138 0000 0009' }, { id: 'Boss', name: '管理员', mobile: '13800000008' });
  await hospital.database.query('delete from parameter; delete from outside_identity; delete from notice');
  await hospital.database.query(`update app_user set status = 'active', status_reason = null, phone = null, name = username`);
  await bind('t.nurse.100110.n1', 'LiMing');
});

const bind = (username: string, member: string) =>
  hospital.database.query(`insert into outside_identity (user_id, provider, subject) select id, 'wecom', 'ww-test:' || $2 from app_user where username = $1`, [username, member]);
const set = async (name: string, value: string): Promise<void> => {
  expect((await admin.put(`/parameters/${name}`, { value, version: 0, reason: '测试' })).status).toBeLessThan(300);
};
const account = async (username = 't.nurse.100110.n1') => {
  const [row] = await hospital.database.query(
    `select u.name, phone, staff_no, department_code, status, status_reason, array(select role_code from user_role r where r.user_id = u.id) as roles from app_user u where username = $1`, [username],
  );
  return row;
};
const own = '/me/identities/wecom/profile';
const follow = () => hospital.app.get(WecomLeaversJob, { strict: false }).follow();

describe('what 企业微信 says of an account', () => {
  it('R-82.a differences are shown and taken one by one, name and phone only, and each is in the log', async () => {
    const shown = await nurse.get<Proposals>(own);
    expect(shown.body).toMatchObject({ left: false, items: [{ field: 'name', proposed: '李明' }, { field: 'phone', current: null, proposed: '13800000009' }] });
    expect(await account()).toMatchObject({ name: 't.nurse.100110.n1', phone: null });
    const before = await account();
    expect((await nurse.post<Proposals>(own, { fields: ['phone'] })).body.items).toMatchObject([{ field: 'name' }]);
    expect(await account()).toEqual({ ...before, phone: '13800000009' });
    expect((await nurse.post(own, { fields: ['staffNo'] })).status).toBe(400);
    expect((await nurse.post(own, { fields: ['name'], name: '冒名' })).status).toBe(400);
    await nurse.post(own, { fields: ['name'] });
    expect(await account()).toEqual({ ...before, phone: '13800000009', name: '李明' });
    const logged = await hospital.database.query(
      `select actor, before ->> 'name' as was, after ->> 'name' as is from change_log where table_name = 'app_user' and after ->> 'name' = '李明' order by seq desc limit 1`);
    expect(logged).toEqual([{ actor: 't.nurse.100110.n1', was: 't.nurse.100110.n1', is: '李明' }]);
  });

  it('R-82.a an administrator takes it over for an account in his reach; whoever may not is refused, and whoever is not bound is told', async () => {
    const [{ id }] = await hospital.database.query<{ id: string }>(`select id from app_user where staff_no = 'N1'`) as [{ id: string }];
    expect((await nurse.post(`/users/${id}/sync-from-wecom`, { fields: ['name'] })).status).toBe(403);
    expect((await admin.post<Proposals>(`/users/${id}/sync-from-wecom`, { fields: ['name', 'phone'] })).body).toMatchObject({ id, items: [] });
    expect(await account()).toMatchObject({ name: '李明', phone: '13800000009', staff_no: 'N1', department_code: '100110', roles: ['NURSE'] });
    expect((await admin.get(own)).body).toMatchObject({ code: 'NOT_BOUND' });
  });

  it('R-82 where the parameter says so it is taken over by itself', async () => {
    await set('wecom.profile', 'auto');
    await follow();
    expect(await account()).toMatchObject({ name: '李明', phone: '13800000009' });
  });

  it('R-82.b whoever left is flagged and told of; back again he is flagged no more', async () => {
    company[0]!.status = 5;
    expect(await follow()).toEqual({ left: 1 });
    expect(await account()).toMatchObject({ status: 'active', status_reason: 'left-wecom' });
    expect((await admin.get('/users?left=true')).body.items).toMatchObject([{ staffNo: 'N1' }]);
    await follow();
    expect((await admin.get('/notices')).body.items.filter(({ title }) => title === '账号已离开企业微信')).toMatchObject([{ link: '/users' }]);
    company[0]!.status = 1;
    await follow();
    expect(await account()).toMatchObject({ status: 'active', status_reason: null });
  });

  it('R-82.b by parameter he is disabled and his sessions end; the last administrator stays, and a directory that fails shuts nobody out', async () => {
    await set('wecom.leavers', 'disable');
    await bind('t.sys_admin', 'Boss');
    company.splice(0, company.length);
    await wecomRefuses(async () => expect(await follow().catch((problem: { code?: string }) => problem.code)).toBe('PROVIDER_DOWN'));
    expect(await account()).toMatchObject({ status: 'active' });
    expect(await follow()).toEqual({ left: 2 });
    expect(await account()).toMatchObject({ status: 'disabled', status_reason: 'left-wecom' });
    expect((await nurse.get('/me')).status).toBe(401);
    expect(await account('t.sys_admin')).toMatchObject({ status: 'active', status_reason: 'left-wecom' });
  });
});

/** While the directory is out of reach. */
async function wecomRefuses(work: () => Promise<void>): Promise<void> {
  const { port } = wecom;
  await wecom.close();
  await work();
  wecom = await openWecom(port, { corpId: 'ww-test', secret: 'wecom-test-secret' }, company);
}
