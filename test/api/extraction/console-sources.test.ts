import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows } from '../../support/facts.js';
import { type ForeignSystem, startForeignSystem } from '../../support/foreign-system.js';

let hospital: TestHospital;
let foreign: ForeignSystem;
let admin: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  foreign = await startForeignSystem(
    `create table zy_brry (zyh text primary key, brid text not null, ryrq timestamp, xgsj timestamp(3) not null);
     create view v_zy_brry as select zyh, brid, ryrq, xgsj from zy_brry; comment on column v_zy_brry.ryrq is '入院日期'`,
    ['v_zy_brry'],
  );
  await insertRows(hospital.database, 'allowed_host', [{ entry: foreign.host }, { entry: '127.0.0.1:9' }]);
  admin = await hospital.signIn('SYS_ADMIN', { departmentCode: '4004' });
});
afterAll(async () => {
  await foreign.drop();
  await hospital.stop();
});

const SECRET = 'only-in-tests';
const make = (id: string, extra: object = {}) =>
  admin.post('/extraction/sources', {
    id,
    connectorId: 'demo-his',
    name: '住院系统',
    url: foreign.url,
    options: { sid: 'k-1f9a' },
    ...extra,
  });

describe('a source that an administrator sets up', () => {
  it('S64 keeps address and secrets and never shows them again, not even in the change log', async () => {
    const { status, body } = await make('new-his');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: 'new-his',
      host: foreign.host,
      urlSet: true,
      optionNames: ['sid'],
      enabled: false,
      managedBy: 'console',
    });
    const { body: read } = await admin.get('/extraction/sources/new-his');
    const { body: list } = await admin.get('/extraction/sources');
    const log = await hospital.database.query(`select before, after from change_log where table_name = 'source'`);
    const stored = await hospital.database.query('select * from source');
    for (const told of [body, read, list, log, stored]) {
      expect(JSON.stringify(told)).not.toContain(SECRET);
      expect(JSON.stringify(told)).not.toContain('k-1f9a');
    }
    expect(JSON.stringify(log)).not.toContain('cipher');
  });

  it('S62 reaches only hosts that the deployment allows, and says what to do', async () => {
    const before = await hospital.database.query('select count(*) from source');
    for (const url of [
      'postgres://u:p@10.1.1.1:5432/x',
      `postgres://u:p@${foreign.host}@evil:1/x`,
      'postgres://u:p@localhost:1/x',
      'file:///etc',
    ]) {
      const { status, body } = await make('stranger', { url });
      expect([url, status]).toEqual([url, 400]);
      expect(JSON.stringify(body)).toContain('CONNECTORS_FILE');
    }
    expect(await hospital.database.query('select count(*) from source')).toEqual(before);
  });

  it('S64 forgets the secrets when the host changes, and keeps them while it stays', async () => {
    await make('moving');
    const stay = await admin.patch('/extraction/sources/moving', { url: `${foreign.url}?x=1`, reason: '换库参数' });
    expect(stay.body).toMatchObject({ optionNames: ['sid'] });
    const move = await admin.patch('/extraction/sources/moving', {
      url: 'postgres://a:b@127.0.0.1:9/x',
      reason: '搬迁到新主机',
    });
    expect(move.body).toMatchObject({ host: '127.0.0.1:9', optionNames: [] });
  });

  it('leaves the address of a source of the deployment’s file alone', async () => {
    await insertRows(hospital.database, 'source', [
      { id: 'of-file', connector_id: 'demo-lis', name: 'LIS', system: 'LIS', host: 'x:1' },
    ]);
    expect((await admin.patch('/extraction/sources/of-file', { url: foreign.url, reason: '试试' })).status).toBe(409);
    expect(
      (await admin.patch('/extraction/sources/of-file', { paused: true, reason: '对方停机维护' })).body,
    ).toMatchObject({ paused: true });
  });

  it('takes limits, quiet hours and intervals, each with who, when and why', async () => {
    const { body } = await admin.patch('/extraction/sources/new-his', {
      rowsPerPage: 200,
      statementTimeoutMs: 5000,
      quietFrom: '07:30',
      quietUntil: '09:00',
      reason: '挂号高峰',
    });
    expect(body).toMatchObject({ rowsPerPage: 200, statementTimeoutMs: 5000, quietFrom: '07:30', quietUntil: '09:00' });
    const { body: after } = await admin.patch<{ streams: object[] }>('/extraction/sources/new-his/streams/patients', {
      everySeconds: 600,
      reason: '变化少',
    });
    expect(after.streams).toContainEqual(
      expect.objectContaining({ id: 'patients', everySeconds: 600, ownInterval: true }),
    );
    const [trail] = await hospital.database.query(
      `select actor, reason from access_trail where operation like 'PATCH%streams%' order by seq desc limit 1`,
    );
    expect(trail).toMatchObject({ reason: '变化少' });
    for (const bad of [
      { rowsPerPage: 0 },
      { rowsPerPage: 9_999 },
      { quietFrom: '25:00' },
      { statementTimeoutMs: -1 },
      { enabled: 'yes' },
    ]) {
      expect((await admin.patch('/extraction/sources/new-his', { ...bad, reason: '试试' })).status).toBe(400);
    }
    expect((await admin.patch('/extraction/sources/new-his', { paused: true })).status).toBe(400);
    expect((await admin.patch('/extraction/sources/nowhere', { paused: true, reason: '没有它' })).status).toBe(404);
    expect(
      (await admin.patch('/extraction/sources/new-his/streams/nothing', { enabled: false, reason: '没有它' })).status,
    ).toBe(404);
  });

  it('is looked at before it is switched on: what it offers, with the source’s own comments', async () => {
    const { status, body } = await admin.post<{
      items: { name: string; fields: object[]; cursorCandidates: string[] }[];
    }>('/extraction/sources/new-his/discover');
    expect({ status, body: status === 200 ? null : body }).toEqual({ status: 200, body: null });
    const [view] = body.items.filter(({ name }) => name.endsWith('v_zy_brry'));
    expect(view!.fields).toContainEqual(expect.objectContaining({ name: 'ryrq', comment: '入院日期' }));
    expect(view!.cursorCandidates[0]).toBe('xgsj');
  });

  it('answers a line that fails in Chinese, without the address', async () => {
    await make('dead', { url: 'postgres://user:topsecret@127.0.0.1:9/x' });
    const { status, body } = await admin.post('/extraction/sources/dead/discover');
    expect(status).toBe(409);
    expect(JSON.stringify(body)).toMatch(/[\u4e00-\u9fff]/);
    expect(JSON.stringify(body)).not.toContain('topsecret');
  });

  it('R-09.e belongs to whoever may configure: the office reads, others are refused', async () => {
    const office = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
    expect((await office.get('/extraction/sources/new-his')).status).toBe(200);
    expect((await office.patch('/extraction/sources/new-his', { paused: true, reason: '不该能做' })).status).toBe(403);
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    expect((await nurse.get('/extraction/sources/new-his')).status).toBe(403);
  });
});
