import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { addPerson, insertRows, type Person } from '../../support/facts.js';
import { type ForeignSystem, startForeignSystem } from '../../support/foreign-system.js';

const DDL = `
  create table stay (zyh text primary key, brid text not null, brxm text, ryrq timestamp not null, cyrq timestamp, cypb text not null, brks text, xgsj timestamp(3) not null);
  create view v_zy as select * from stay;
  insert into stay values
    ('Z1', '00000001', '王某某', '2026-03-01 08:00', null, '在院', '100110', '2026-03-01 08:00'),
    ('Z2', '00000001', '王某某', '2026-01-01 08:00', '2026-01-09 10:00', '出院', '100110', '2026-01-09 10:00'),
    ('Z3', '00000777', '路人甲', '2026-02-01 08:00', null, '在院', '100110', '2026-02-01 08:00'),
    ('Z4', '00000002', '秘密人', '2026-02-02 08:00', null, '在院', '100110', '2026-02-02 08:00')`;

let hospital: TestHospital;
let foreign: ForeignSystem;
let admin: Visitor;
let director: Visitor;
let person: Person;
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs', SYNC_TICK_SECONDS: '0.2', SYNC_EVERY_SECONDS: '1', SYNC_SAFETY_LAG_SECONDS: '0' });
  foreign = await startForeignSystem(DDL, ['v_zy']);
  await insertRows(hospital.database, 'allowed_host', [{ entry: foreign.host }]);
  person = await addPerson(hospital.database, { name: '王某某' });
  const secret = await addPerson(hospital.database, { name: '秘密人', secrecy: 'V' });
  await insertRows(hospital.database, 'patient_link', [link(person, '00000001'), { ...link(secret, '00000002'), confidential: true }]);
  admin = await hospital.signIn('SYS_ADMIN', { departmentCode: '4004' });
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
});
afterAll(async () => {
  await hospital.stop();
  await foreign.drop();
});

const link = ({ id }: Person, patientId: string): Record<string, unknown> => ({
  id: randomUUID(), source_system: 'HIS', patient_id: patientId, beneficiary_id: id, active: true, rule: 'manual', reason: '测试', confidential: false, matched_by: 'test', matched_at: '2026-01-01T00:00:00Z',
});

type Version = { id: string; version: number; state: string; samples: string[] };
type DryRow = { ref: string; key: string; verdict: string; shown: boolean; fields: { field: string; value: string | null; before: string | null; changed: boolean }[] };
type DryRun = { items: DryRow[]; codes: { code: string; target: string | null; suggested: string | null }[]; message: string; kept: string[] };
type Suggestions = { items: { field: string; rule: object | null; required: boolean }[]; key: string[] };

const fieldOf = (row: DryRow | undefined, field: string) => row?.fields.find((one) => one.field === field);
let spec: Record<string, unknown>;
let version: Version;
const dryRun = async (who: Visitor, extra: object = {}): Promise<DryRun> => (await who.post<DryRun>(`/extraction/stream-versions/${version.id}/dry-run`, { source: 'new-his', ...extra })).body;
const visits = () => hospital.database.query<{ source_key: string; status: string }>(`select source_key, status from visit where source_system = 'new-his' order by source_key`);

describe('a view nobody has heard of, connected by configuration alone', () => {
  it('R-25.b begins with a connector, a source, and what the source offers', async () => {
    expect((await admin.post('/extraction/connectors', { id: 'new-his', system: 'HIS', name: '新住院系统', patientNumbersOf: 'HIS' })).status).toBe(200);
    expect((await admin.post('/extraction/sources', { id: 'new-his', connectorId: 'new-his', name: '新住院系统', url: foreign.url })).status).toBe(200);
    const { body: check } = await admin.post<{ items: { ok: boolean }[] }>('/extraction/sources/new-his/check');
    expect(check.items.every(({ ok }) => ok)).toBe(true);
    const { body } = await admin.post<{ items: { name: string; fields: object[] }[] }>('/extraction/sources/new-his/discover', { transport: 'sql-view' });
    const view = body.items.find(({ name }) => name.endsWith('v_zy'))!;
    const { body: suggested } = await admin.post<Suggestions>('/extraction/mapping-suggestions', { target: 'inpatient-visit', fields: view.fields });
    const fields = Object.fromEntries(suggested.items.filter(({ rule }) => rule).map(({ field, rule }) => [field, rule]));
    expect(suggested.items.filter(({ required, rule }) => required && !rule)).toEqual([]);
    spec = {
      id: 'stays', name: '住院', target: 'inpatient-visit', rank: 2, everySeconds: 60,
      source: { transport: 'sql-view', view: 'v_zy', key: ['zyh'], cursor: { column: 'xgsj', precision: 'instant' }, patientColumn: 'brid', lookbackSeconds: 600 },
      mapping: { key: suggested.key, version: 'changedAt', patient: 'patientId', fields },
    };
  });

  it('R-02.c refuses a draft with anything unknown in it, and names every place', async () => {
    const bad = structuredClone(spec) as { source: Record<string, unknown>; sql?: string };
    bad.source['view'] = 'v_zy; drop table stay';
    bad.sql = 'select 1';
    const { status, body } = await admin.post('/extraction/connectors/new-his/streams/stays/versions', { spec: bad });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('spec.source.view');
    expect(JSON.stringify(body)).toContain('spec.sql');
  });

  it('R-09.a tries the draft on real rows, writes nothing, and lists the codes that nobody knows yet', async () => {
    const drafted = await admin.post<Version>('/extraction/connectors/new-his/streams/stays/versions', { spec, note: '第一版' });
    expect(drafted.body).toMatchObject({ version: 1, state: 'draft', samples: [] });
    version = drafted.body;
    const before = await hospital.database.query('select (select count(*) from visit) v, (select count(*) from quarantine) q, (select count(*) from sync_inbox) i, (select count(*) from code_mapping) c');
    const tried = await dryRun(admin);
    expect(tried.items.map(({ verdict }) => verdict).sort()).toEqual(['added', 'added', 'added', 'filtered']);
    expect(tried.codes).toEqual(expect.arrayContaining([expect.objectContaining({ code: '在院', target: null }), expect.objectContaining({ code: '出院', target: null })]));
    expect(await hospital.database.query('select (select count(*) from visit) v, (select count(*) from quarantine) q, (select count(*) from sync_inbox) i, (select count(*) from code_mapping) c')).toEqual(before);
  });

  it('S35 tells an operator the shape of values only, and nobody anything of strangers and of people who are hidden from him', async () => {
    const told = await dryRun(admin);
    expect(told.items.some(({ shown }) => shown)).toBe(false);
    expect(JSON.stringify(told)).not.toMatch(/王某某|路人甲|秘密人|00000001/);
    const forbidden = await director.post(`/extraction/stream-versions/${version.id}/dry-run`, { source: 'new-his' });
    expect(forbidden.status).toBe(403);
  });

  it('R-02.b takes the meaning of a code and counts with it at once', async () => {
    for (const [code, target] of [['在院', 'in_hospital'], ['出院', 'discharged']]) {
      expect((await admin.put('/extraction/code-maps', { source: 'new-his', table: 'inpatient-status', code, target, reason: '对方说明书' })).status).toBe(200);
    }
    const wrong = await admin.put('/extraction/code-maps', { source: 'new-his', table: 'inpatient-status', code: '在院', target: 'asleep', reason: '不在范围' });
    expect(wrong.status).toBe(400);
    expect((await dryRun(admin)).codes.every(({ target }) => target !== null)).toBe(true);
  });

  it('keeps rows of the dry run as golden samples without showing them', async () => {
    const { items } = await dryRun(admin);
    const [first] = items.filter(({ verdict }) => verdict === 'added');
    expect((await dryRun(admin, { keep: [{ ref: first!.ref, name: '一条住院' }] })).kept).toEqual(['一条住院']);
    const { body } = await admin.get<Version>(`/extraction/stream-versions/${version.id}`);
    expect(body.samples).toEqual(['一条住院']);
    expect(JSON.stringify(await hospital.database.query('select * from stream_version'))).not.toContain('王某某');
  });

  it('R-02.a reads as soon as version and source are switched on, without a restart', async () => {
    expect((await admin.post(`/extraction/stream-versions/${version.id}/activate`, { reason: '试转换无误' })).body).toMatchObject({ state: 'active' });
    expect(await visits()).toEqual([]);
    await admin.patch('/extraction/sources/new-his', { enabled: true, reason: '开始接入' });
    await eventually(async () => expect(await visits()).toEqual([
      { source_key: 'Z1', status: 'in_hospital' }, { source_key: 'Z2', status: 'discharged' }, { source_key: 'Z4', status: 'in_hospital' },
    ]));
  });
});

describe('a mapping that is changed later', () => {
  it('R-02.a shows before and after to whoever may see the person, and to him only', async () => {
    await admin.patch('/extraction/sources/new-his', { paused: true, reason: '停一下再看' });
    await foreign.run(`update stay set brks = '200200', xgsj = '2026-03-05 08:00' where zyh = 'Z1'`);
    await hospital.database.query(`insert into role_permission (role_code, permission) values ('OFFICE_DIRECTOR', 'sync:configure')`);
    await hospital.database.query('update app_user set rights_version = rights_version + 1');
    const { items } = await dryRun(director);
    const row = items.find(({ key }) => key === 'Z1');
    expect(row).toMatchObject({ verdict: 'changed', shown: true });
    expect(fieldOf(row, 'departmentCode')).toMatchObject({ before: '100110', value: '200200', changed: true });
    expect(fieldOf(row, 'patientName')).toMatchObject({ value: '王某某', changed: false });
    expect(items.filter(({ shown }) => shown).map(({ key }) => key).sort()).toEqual(['Z1', 'Z2']);
    expect(JSON.stringify(items)).not.toMatch(/秘密人|路人甲|Z3|Z4/);
    expect(JSON.stringify(await dryRun(admin))).not.toContain('王某某');
    await admin.patch('/extraction/sources/new-his', { paused: false, reason: '继续' });
    await eventually(async () => expect(await hospital.database.query(`select department_code from visit where source_key = 'Z1' and source_system = 'new-his'`)).toEqual([{ department_code: '200200' }]));
  });

  it('R-02.a is refused with 422 when a golden sample no longer comes out right: sample, field, expected and got by their shape', async () => {
    const worse = structuredClone(spec) as { mapping: { fields: Record<string, object> } };
    worse.mapping.fields['admittedAt'] = { from: 'xgsj', as: 'instant' };
    worse.mapping.fields['patientName'] = { from: 'zyh' };
    const { body: draft } = await admin.post<Version>('/extraction/connectors/new-his/streams/stays/versions', { spec: worse, note: '改坏了' });
    expect(draft).toMatchObject({ version: 2, samples: ['一条住院'] });
    const { status, body } = await admin.post(`/extraction/stream-versions/${draft.id}/activate`, { reason: '上线' });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('一条住院');
    expect(JSON.stringify(body)).toContain('patientName');
    expect(JSON.stringify(body)).not.toMatch(/王某某|路人甲|秘密人|Z[1-4]\b/);
    expect((await admin.get<Version>(`/extraction/stream-versions/${version.id}`)).body.state).toBe('active');
  });

  it('is refused with 422 when a field is missing without which nothing could be stored', async () => {
    const poorer = structuredClone(spec) as { mapping: { fields: Record<string, object> } };
    delete poorer.mapping.fields['departmentCode'];
    const { body: draft } = await admin.post<Version>('/extraction/connectors/new-his/streams/stays/versions', { spec: poorer });
    const { status, body } = await admin.post(`/extraction/stream-versions/${draft.id}/activate`, { reason: '上线' });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('科室代码');
  });

  it('R-02.a rolls back to an earlier version, and every step is in the change log', async () => {
    const better = structuredClone(spec) as { mapping: { fields: Record<string, object> } };
    better.mapping.fields['wardCode'] = { from: 'brks', optional: true };
    const { body: third } = await admin.post<Version>('/extraction/connectors/new-his/streams/stays/versions', { spec: better });
    await admin.put(`/extraction/stream-versions/${third.id}`, { spec: better, note: '带病区' });
    const loose = await admin.post(`/extraction/stream-versions/${third.id}/activate`, { reason: '上线' });
    expect(loose.status).toBe(422);
    await admin.download(`/extraction/stream-versions/${third.id}`);
    const removed = await fetch(`${hospital.url}/api/v1/extraction/stream-versions/${third.id}/samples/${encodeURIComponent('一条住院')}`, { method: 'DELETE', headers: { authorization: `Bearer ${admin.token}` } });
    expect(removed.status).toBe(200);
    expect((await admin.post(`/extraction/stream-versions/${third.id}/activate`, { reason: '上线', reread: true })).status).toBe(200);
    await eventually(async () => expect(await hospital.database.query(`select ward_code from visit where source_key = 'Z2' and source_system = 'new-his'`)).toEqual([{ ward_code: '100110' }]));
    expect((await admin.put(`/extraction/stream-versions/${third.id}`, { spec: better })).status).toBe(409);
    expect((await admin.post(`/extraction/stream-versions/${version.id}/activate`, { reason: '退回' })).body).toMatchObject({ state: 'active', version: 1 });
    const { body: list } = await admin.get<{ items: Version[] }>('/extraction/connectors/new-his/streams/stays/versions');
    expect(list.items.map(({ version: no, state }) => `${no} ${state}`)).toEqual(['4 retired', '3 draft', '2 draft', '1 active']);
    const log = await hospital.database.query<{ actor: string }>(`select actor from change_log where table_name = 'stream_version' and row_id = $1`, [version.id]);
    expect(log.length).toBeGreaterThanOrEqual(3);
    expect(new Set(log.map(({ actor }) => actor)).size).toBe(1);
  });

  it('imports a whole connector as drafts that read nothing', async () => {
    const connector = { id: 'imported-his', system: 'HIS', name: '导入', patientNumbersOf: 'HIS', codes: { 'inpatient-status': {} }, streams: [spec] };
    expect((await admin.post('/extraction/connectors/import', { connector })).status).toBe(200);
    expect((await admin.post('/extraction/connectors/import', { connector })).status).toBe(409);
    expect((await admin.post('/extraction/connectors/import', { connector: { ...connector, id: 'worse-his', codes: {} } })).status).toBe(400);
    const { body } = await admin.get<{ items: { id: string; streams: unknown[] }[] }>('/extraction/connectors');
    expect(body.items.find(({ id }) => id === 'imported-his')).toMatchObject({ streams: [] });
  });
});
