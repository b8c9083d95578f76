import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../apps/api/src/platform/access/caller.js';
import { CallerSource } from '../../../apps/api/src/platform/access/caller.js';
import { ScopedDatabase } from '../../../apps/api/src/platform/database/scoped-database.js';
import { FileSweep } from '../../../apps/api/src/platform/files/file-sweep.js';
import { Jobs } from '../../../apps/api/src/platform/jobs/jobs.service.js';
import { startOn, type TestHospital, type Visitor } from '../../support/app.js';
import { freshDatabase } from '../../support/database.js';
import { RosterBench } from '../../support/people.js';
import { eventually } from '../../support/reading-hospital.js';
import { type Counting, CountingJob, CountingModule } from './counting-job.js';

let hospital: TestHospital;
let clerk: Visitor;
let other: Visitor;
let ids: string[];
beforeAll(async () => {
  hospital = await startOn(await freshDatabase(), { ROLE: 'http,jobs' }, [CountingModule]);
  const bench = new RosterBench(hospital);
  ids = [];
  for (const name of ['甲一', '乙二', '丙三', '丁四']) ids.push((await bench.enrol({ name })).id);
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  other = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());
beforeEach(() => {
  const { looked, seen } = counting();
  looked.length = 0;
  seen.length = 0;
});

interface JobAnswer { id: string; state: string; done: number; failed: number; total: number | null; message: string | null; fileId: string | null; fileRows: number | null }
const counting = (at = hospital): CountingJob => at.app.get(CountingJob, { strict: false });
const TRACE = 'feedfacefeedface';

/** As the endpoint of a feature would hand it in. */
async function submit(asked: Counting, at = hospital, account = 't.office_staff.4001', spoil = false): Promise<string> {
  const [user] = await hospital.database.query<{ id: string; session: string }>(
    'select u.id, (select id from session s where s.user_id = u.id limit 1) as session from app_user u where username = $1', [account]);
  const caller = (await at.app.get(CallerSource, { strict: false }).callerOfAccount(user!.id, user!.session, {
    traceId: TRACE, ip: '10.0.0.9', device: 'test', operation: 'POST /counting', object: 'counting', audit: 'operate', params: {}, query: {},
    isListFile: false, background: false, csv: false, reason: null, trailed: false,
  })) as Caller;
  return at.app.get(ScopedDatabase, { strict: false }).asCaller(caller, async (em) => {
    const id = await at.app.get(Jobs, { strict: false }).submit(em, caller, counting(at), { title: '清点名单', asked, reason: '季度核对', total: asked.people.length });
    if (spoil) throw new Error('and then it went wrong');
    return id;
  });
}

const ended = (id: string, who = clerk): Promise<JobAnswer> =>
  eventually(async () => {
    const { body } = await who.get<JobAnswer>(`/jobs/${id}`);
    expect(['done', 'failed', 'cancelled']).toContain(body.state);
    return body;
  }, 25_000);

/** Everybody was looked at; twice only the one whose look had not been settled. */
function expectOnceEach(looked: readonly string[]): void {
  expect(new Set(looked)).toEqual(new Set(ids));
  expect(looked.length).toBeLessThanOrEqual(ids.length + 1);
}

describe('background jobs', () => {
  it('does the work, says how far it is, and tells its owner once', async () => {
    const id = await submit({ people: ids });
    expect(await ended(id)).toMatchObject({ state: 'done', done: 4, failed: 0, total: 4, message: '共 4 条', fileRows: 4 });
    expect((await clerk.get(`/jobs/${id}/items`)).body.total).toBe(4);
    const notices = (await clerk.get('/notices')).body.items.filter(({ title }) => title === '清点名单已完成');
    expect(notices).toHaveLength(1);
    expect((await other.get('/notices')).body.items.filter(({ title }) => title === '清点名单已完成')).toEqual([]);
  });

  it('stands on the access trail as the act of whoever asked, from where he asked, with his reason', async () => {
    await ended(await submit({ people: ids.slice(0, 1) }));
    const rows = await hospital.database.query(
      `select actor, action, operation, ip, reason, asked ->> 'job' as job from access_trail where trace = $1 and action = 'export' order by seq desc limit 1`, [TRACE]);
    expect(rows).toEqual([{ actor: 't.office_staff.4001', action: 'export', operation: 'POST /counting', ip: '10.0.0.9', reason: '季度核对', job: 'counting' }]);
  });

  it('S41 runs with the rights of that moment: one taken away meanwhile ends it, and the refusal is on record', async () => {
    const account = await hospital.signIn('HOSPITAL_LEADER', { departmentCode: '4001' });
    const id = await submit({ people: ids, failures: 1 }, hospital, 't.hospital_leader.4001');
    await eventually(async () => expect((await account.get<{ state: string }>(`/jobs/${id}`)).body.state).toBe('waiting'));
    await hospital.database.query(`with gone as (delete from user_role where user_id = (select id from app_user where username = 't.hospital_leader.4001'))
      update app_user set rights_version = rights_version + 1 where username = 't.hospital_leader.4001'`);
    const job = await ended(id, account);
    expect(job).toMatchObject({ state: 'failed', fileId: null, message: expect.stringContaining('导出保健对象') });
    expect(counting().looked).toEqual([]);
    const [row] = await hospital.database.query(`select outcome, status from access_trail where actor = 't.hospital_leader.4001' and asked ->> 'job' = 'counting' order by seq desc limit 1`);
    expect(row).toEqual({ outcome: 'refused', status: 403 });
  });

  it('S41 sees whom its owner sees at that moment, and nobody else', async () => {
    const secret = (await new RosterBench(hospital).enrol({ name: '密五', secrecy: 'V' })).id;
    expect(await ended(await submit({ people: [ids[0]!, secret] }))).toMatchObject({ state: 'done', done: 2, failed: 1 });
    expect(counting().seen).toEqual([ids[0]]);
  });

  it('what failed by itself is tried again; what is refused is not, and says why; nothing of the failure is shown', async () => {
    const [again, refused] = [await submit({ people: ids, failures: 2 }), await submit({ people: ids, refuse: true })];
    expect(await ended(refused)).toMatchObject({ state: 'failed', message: '条件不正确，请修改后重试。' });
    expect(await ended(again)).toMatchObject({ state: 'done', done: 4 });
    const [{ text }] = (await hospital.database.query<{ text: string }>(
      `select string_agg(j::text, '') || (select string_agg(b::text, '') from pgboss.job b) as text from background_job j`)) as [{ text: string }];
    expect(text).not.toContain('张国庆');
    expect(text).not.toContain('connection of');
  });

  it('a waiting job that is cancelled never begins, one in hand stops, and neither leaves a file', async () => {
    const running = await submit({ people: ids, eachMs: 700 });
    await eventually(async () => expect((await clerk.get<JobAnswer>(`/jobs/${running}`)).body.done).toBeGreaterThan(0));
    expect((await clerk.post(`/jobs/${running}/cancel`)).status).toBe(204);
    expect(await ended(running)).toMatchObject({ state: 'cancelled', fileId: null });
    expect(counting().looked.length).toBeLessThan(4);
    expect((await clerk.post(`/jobs/${running}/cancel`)).status).toBe(409);
  });

  it('a cancelled job that is asked for once more goes on with what it has not settled', async () => {
    const id = await submit({ people: ids, eachMs: 500 });
    await eventually(async () => expect((await clerk.get<JobAnswer>(`/jobs/${id}`)).body.done).toBeGreaterThan(0));
    await clerk.post(`/jobs/${id}/cancel`);
    await ended(id);
    expect((await clerk.post(`/jobs/${id}/retry`)).status).toBe(204);
    expect(await ended(id)).toMatchObject({ state: 'done', done: 4 });
    expectOnceEach(counting().looked);
  });

  it('exists exactly when the transaction that asked for it does', async () => {
    const before = await hospital.database.query('select count(*) from pgboss.job');
    await expect(submit({ people: ids }, hospital, 't.office_staff.4001', true)).rejects.toThrow('and then');
    expect(await hospital.database.query('select count(*) from pgboss.job')).toEqual(before);
    expect(await hospital.database.query(`select 1 from background_job where state in ('waiting', 'running')`)).toEqual([]);
  });

  it('S22 is its owner\'s only: for everybody else it does not exist', async () => {
    const id = await submit({ people: ids });
    await ended(id);
    for (const path of [`/jobs/${id}`, `/jobs/${id}/items`]) expect((await other.get(path)).status, path).toBe(404);
    for (const path of [`/jobs/${id}/cancel`, `/jobs/${id}/retry`]) expect((await other.post(path)).status, path).toBe(404);
    expect((await other.get('/jobs')).body.total).toBe(0);
  });

  it('is handed back at shutdown, and another process goes on where it stood', async () => {
    const id = await submit({ people: ids, eachMs: 600 });
    await eventually(async () => expect((await clerk.get<JobAnswer>(`/jobs/${id}`)).body.done).toBeGreaterThan(0));
    const first = counting();
    await hospital.app.close();
    const [{ state }] = (await hospital.database.query<{ state: string }>('select state from background_job where id = $1', [id])) as [{ state: string }];
    expect(state).toBe('waiting');
    hospital = await startOn(hospital.database, { ROLE: 'http,jobs' }, [CountingModule]);
    clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4002' });
    await eventually(async () => expect(await hospital.database.query('select state, done from background_job where id = $1', [id])).toEqual([{ state: 'done', done: 4 }]), 25_000);
    expectOnceEach([...first.looked, ...counting().looked]);
  });
});

describe('files that the server made', () => {
  let fileId: string;
  let owner: Visitor;
  beforeAll(async () => {
    owner = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4003' });
    other = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4003' });
  });
  beforeEach(async () => {
    fileId = (await ended(await submit({ people: ids }, hospital, 't.office_staff.4003'), owner)).fileId!;
  });

  it('S44 S42 are attachments that no browser runs; every download is on the trail with digest and rows', async () => {
    const { status, headers, bytes } = await owner.download(`/files/${fileId}`);
    expect(status).toBe(200);
    expect(bytes.toString()).toContain(ids[3]);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="download"; filename*=UTF-8''${encodeURIComponent('名单_全部.csv')}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('cache-control')).toBe('no-store');
    const rows = await hospital.database.query(
      `select actor, row_count, object_ids, cardinality(beneficiary_ids) as people, asked ->> 'sha256' as sha256 from access_trail
       where operation = 'GET /files/:id' and outcome = 'allowed' and actor = 't.office_staff.4003' order by seq desc limit 1`);
    expect(rows).toEqual([{ actor: 't.office_staff.4003', row_count: 4, object_ids: [fileId], people: 4, sha256: createHash('sha256').update(bytes).digest('hex') }]);
  });

  it('S42 S49 do not exist for anybody else, after their day, or with other rights; HEAD and Range say the same', async () => {
    expect((await other.get(`/files/${fileId}`)).status).toBe(404);
    for (const method of ['HEAD', 'GET']) {
      const answer = await fetch(`${hospital.url}/api/v1/files/${fileId}`, { method, headers: { authorization: `Bearer ${other.token}`, range: 'bytes=0-9' } });
      expect([404, 405]).toContain(answer.status);
    }
    await hospital.database.query(`update stored_file set expires_at = now() - interval '1 second' where id = $1`, [fileId]);
    expect((await owner.get(`/files/${fileId}`)).status).toBe(404);
  });

  it('S41 S33 are not given out once somebody in them is no longer visible', async () => {
    expect((await owner.download(`/files/${fileId}`)).status).toBe(200);
    await hospital.database.query(`update beneficiary set confidential = true, secrecy = 'V' where id = $1`, [ids[2]]);
    const gone = await owner.get<{ detail: string }>(`/files/${fileId}`);
    const strange = await owner.get<{ detail: string }>('/files/00000000-0000-4000-8000-000000000000');
    expect([gone.status, gone.body.detail]).toEqual([404, strange.body.detail]);
    await hospital.database.query(`update beneficiary set confidential = false, secrecy = 'N' where id = $1`, [ids[2]]);
  });

  it('S41 are not given out once the right is gone', async () => {
    await hospital.database.query(`update app_user set rights_version = rights_version + 1 where username = 't.office_staff.4003'`);
    expect((await owner.download(`/files/${fileId}`)).status).toBe(200);
    await hospital.database.query(`update user_role set role_code = 'NURSE' where user_id = (select id from app_user where username = 't.office_staff.4003')`);
    await hospital.database.query(`update app_user set rights_version = rights_version + 1 where username = 't.office_staff.4003'`);
    expect((await owner.get(`/files/${fileId}`)).status).toBe(404);
    await hospital.database.query(`update user_role set role_code = 'OFFICE_STAFF' where user_id = (select id from app_user where username = 't.office_staff.4003')`);
    await hospital.database.query(`update app_user set rights_version = rights_version + 1 where username = 't.office_staff.4003'`);
  });

  it('S42 are gone from the disk after their day; only the server may read them until then', async () => {
    const folder = join(hospital.values.DATA_DIR, 'files');
    expect(existsSync(join(folder, fileId))).toBe(true);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, fileId)).mode & 0o077).toBe(0);
    await hospital.database.query(`update stored_file set expires_at = now() - interval '1 second'`);
    await hospital.app.get(FileSweep, { strict: false }).sweep();
    expect(readdirSync(folder)).toEqual([]);
  });
});
