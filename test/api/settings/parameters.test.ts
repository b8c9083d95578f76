import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Parameters } from '../../../apps/api/src/features/settings/parameters.port.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';

let hospital: TestHospital;
let administrator: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  administrator = await hospital.signIn('SYS_ADMIN');
});
afterAll(() => hospital.stop());

const ID = 'security.sessionsPerUser';
const now = (): number => hospital.app.get(Parameters, { strict: false }).value(ID);
const row = async () => (await administrator.get('/parameters')).body.items.find(({ id }) => id === ID)!;

describe('system parameters', () => {
  it('R-97.a tells of each what it does, what it may be and what holds when nobody sets it', async () => {
    expect(await row()).toEqual({
      id: ID, group: 'security', name: '同时在线会话数', description: expect.stringContaining('最早的会话下线'), kind: 'number', value: 3, default: 3,
      least: 1, most: 20, unit: '个', choices: [], version: 0, changedBy: null, changedAt: null,
    });
  });

  it.each([[0], [21], [2.5], ['3'], [null], [true]])('R-97.a refuses %s and says what may be entered', async (value) => {
    const answer = await administrator.put(`/parameters/${ID}`, { value, version: 0, reason: '试一试' });
    expect(answer.status).toBe(400);
    expect(now()).toBe(3);
  });

  it('R-97.b R-97.d a change holds at once, and who changed what when stays to be seen', async () => {
    expect((await administrator.put(`/parameters/${ID}`, { value: 5, version: 0, reason: '值班机房需要' })).status).toBe(204);
    expect(now()).toBe(5);
    expect(await row()).toMatchObject({ value: 5, version: 1, changedBy: 't.sys_admin' });
    expect((await administrator.get(`/parameters/${ID}/history`)).body.items).toMatchObject([{ before: null, after: 5, changedBy: 't.sys_admin' }]);
    const trail = await hospital.database.query(`select reason, actor from access_trail where action = 'change' and reason is not null`);
    expect(trail).toEqual([{ reason: '值班机房需要', actor: 't.sys_admin' }]);
  });

  it('two administrators never overwrite each other', async () => {
    const answer = await administrator.put(`/parameters/${ID}`, { value: 7, version: 0, reason: '旧页面' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'STALE_VERSION' });
    expect(now()).toBe(5);
  });

  it('R-97.b another instance hears of it within ten seconds', async () => {
    await hospital.database.query(`update parameter set value = '9', version = version + 1 where id = $1`, [ID]);
    await expect.poll(now, { timeout: 10_000 }).toBe(9);
  });

  it('R-97.d goes back to the default', async () => {
    expect((await administrator.post(`/parameters/${ID}/reset`, { reason: '恢复' })).status).toBe(204);
    expect(now()).toBe(3);
    expect((await administrator.get(`/parameters/${ID}/history`)).body.items[0]).toMatchObject({ after: null });
  });

  it('a stored value that is out of range by now gives way to the default', async () => {
    await hospital.database.query(`insert into parameter (id, value, changed_by) values ('audit.retentionDays', '30', 'somebody')`);
    await expect.poll(() => hospital.app.get(Parameters, { strict: false }).value('audit.retentionDays'), { timeout: 10_000 }).toBe(365);
  });

  it('R-97.c what is handed to another environment holds every parameter and no key or password', async () => {
    const { parameters } = (await administrator.get('/parameters/file')).body;
    expect(parameters).toContainEqual({ id: ID, value: 3 });
    expect(JSON.stringify(parameters)).not.toMatch(/key|secret"|token|postgres/i);
  });

  it('R-97.c the parameters of another environment are looked at beside our own before anything is written', async () => {
    const parameters = [{ id: ID, value: 8 }, { id: 'sync.rawDays', value: 1 }, { id: 'display.watermark', value: true }, { id: 'old.one', value: 'x' }];
    const answer = await administrator.post('/parameters/compare', { parameters });
    const states = Object.fromEntries(answer.body.items.map(({ id, state }) => [String(id), state]));
    expect(states).toMatchObject({ [ID]: 'differs', 'sync.rawDays': 'refused', 'display.watermark': 'same', 'old.one': 'unknown', 'sync.errorDays': 'missing' });
    expect(now()).toBe(3);
  });

  it('R-97.c they are taken over all together or not at all', async () => {
    const one = { id: ID, value: 8, version: (await row()).version };
    const wrong = { id: 'sync.rawDays', value: 1, version: 0 };
    expect((await administrator.post('/parameters/import', { parameters: [one, wrong], reason: '从测试环境带入' })).status).toBe(400);
    const stale = { id: 'sync.rawDays', value: 60, version: 9 };
    expect((await administrator.post('/parameters/import', { parameters: [one, stale], reason: '从测试环境带入' })).status).toBe(409);
    expect(now()).toBe(3);
    expect((await administrator.post('/parameters/import', { parameters: [one, { ...stale, version: 0 }], reason: '从测试环境带入' })).status).toBe(204);
    expect(now()).toBe(8);
    expect((await administrator.get('/parameters/sync.rawDays/history')).body.items).toMatchObject([{ after: 60 }]);
  });

  it('R-97 nobody else sees or sets them, and what does not exist is not found', async () => {
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100105', staffNo: 'D1' });
    expect((await doctor.get('/parameters')).status).toBe(403);
    expect((await doctor.put(`/parameters/${ID}`, { value: 5, version: 0, reason: '试一试' })).status).toBe(403);
    expect((await administrator.put('/parameters/no.such', { value: 5, version: 0, reason: '试一试' })).status).toBe(404);
  });
});
