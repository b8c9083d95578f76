import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedRoles } from '../../../apps/api/src/features/rbac/role-seed.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';
import { sheetRows } from '../../support/workbook.js';
import { EXPECTED_RIGHTS } from '../access/expected-rights.js';
import { REASON, RightsBench, ward } from './rights-bench.js';

let hospital: TestHospital;
let bench: RightsBench;
let nurse: Visitor;
let nurseId: string;
let code: string;
beforeAll(async () => {
  hospital = await startHospital();
  bench = await RightsBench.open(hospital);
  nurse = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N1' });
  nurseId = await bench.userId('t.nurse.100110.n1');
  const here = await addPerson(hospital.database, { name: '本科甲', care_level: 'L1', access: [{ department: '100110' }] });
  const there = await addPerson(hospital.database, { name: '外科乙', care_level: 'L2', access: [{ department: '100101' }] });
  await insertRows(hospital.database, 'visit', [outpatientVisit(here, { visit_no: 'HERE' }), outpatientVisit(there, { visit_no: 'THERE', department_code: '100101' })]);
  code = await bench.make('夜班护士', { dataScope: 'departments', scopeDepartments: ['100101'] });
});
afterAll(() => hospital.stop());

const codeOf = ({ body }: { body: Record<string, unknown> }): unknown => body['code'];
const names = async (visitor: Visitor): Promise<string[]> =>
  (await visitor.get('/beneficiaries')).body.items.map(({ name }) => String(name)).toSorted();

describe('roles as the administrator keeps them', () => {
  it('R-83 shows the catalogue by modules and all roles with how many hold them', async () => {
    const { body: tree } = await bench.sys.get<{ modules: { module: string; permissions: { permission: string; kind: string; assignable: boolean }[] }[] }>('/roles/permissions');
    const visit = tree.modules.find(({ module }) => module === 'visit')!;
    expect(visit.permissions).toContainEqual(expect.objectContaining({ permission: 'visit:export', kind: 'export', assignable: true }));
    const audit = tree.modules.flatMap(({ permissions }) => permissions).find(({ permission }) => permission === 'audit:read')!;
    expect(audit.assignable).toBe(false);
    const { body } = await bench.sys.get('/roles?pageSize=50');
    expect(body.items.find((role) => role['code'] === 'NURSE')).toMatchObject({ preset: true, edited: false, holders: 1, locked: false });
    expect(body.items.find((role) => role['code'] === 'AUDITOR')).toMatchObject({ locked: true, power: 'audit' });
    expect(body.items.find((role) => role['code'] === 'SYS_ADMIN')).toMatchObject({ own: true });
  });

  it('R-83.c a role that was given counts at the next request, without signing in again', async () => {
    expect(await names(nurse)).toEqual(['本科甲']);
    const asked = await bench.sys.post(`/users/${nurseId}/roles`, { roleCode: code, reason: REASON });
    expect(asked.body['outcome']).toBe('pending');
    expect(await names(nurse)).toEqual(['本科甲']);
    expect((await bench.approve(asked)).status).toBe(204);
    expect(await names(nurse)).toEqual(['外科乙', '本科甲'].toSorted());
    expect((await nurse.get('/outpatient-visits')).body.items.map(({ visitNo }) => visitNo)).toContain('THERE');
  });

  it('R-83.c S28 what makes rights wider waits for the second person, what makes them narrower counts at once', async () => {
    const wider = await bench.edit(code, { permissions: ['visit:read', 'beneficiary:read', 'visit:export'] });
    expect(wider.body['outcome']).toBe('pending');
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(403);
    expect(codeOf(await bench.edit(code, { permissions: ['visit:read', 'visit:export'] }))).toBe('ALREADY_PROPOSED');
    expect((await bench.approve(wider)).status).toBe(204);
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(200);
    const narrower = await bench.edit(code, { permissions: ['visit:read', 'beneficiary:read'] });
    expect(narrower.body['outcome']).toBe('applied');
    expect((await nurse.download('/outpatient-visits/export')).status).toBe(403);
  });

  it('R-83.f S26 levels narrow a role, and a role whose scope is none shows nobody', async () => {
    expect((await bench.edit(code, { levels: ['L1'] })).body['outcome']).toBe('applied');
    expect(await names(nurse)).toEqual(['本科甲']);
    const none = await bench.make('无范围', { dataScope: 'none' });
    const [other, id] = [await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N2' }), await bench.userId('t.nurse.100110.n2')];
    await bench.give(id, none);
    expect((await bench.sys.post(`/users/${id}/roles/NURSE/withdraw`, { reason: REASON })).body['outcome']).toBe('applied');
    expect(await names(other)).toEqual([]);
    expect((await other.get('/outpatient-visits')).body.total).toBe(0);
    expect((await other.get('/beneficiaries/summary')).body['total']).toBe(0);
    expect(codeOf(await bench.sys.post('/roles', ward('空科室', { dataScope: 'departments' })))).toBe('BAD_INPUT');
  });

  it('a change that rests on an older version is refused, and so is an approval of it', async () => {
    const { body } = await bench.sys.get(`/roles/${code}`);
    const wider = await bench.edit(code, { levels: null });
    expect((await bench.edit(code, { note: '夜间' })).body['outcome']).toBe('applied');
    expect(codeOf(await bench.approve(wider))).toBe('STALE_CHANGE');
    expect((await bench.edit(code, { version: body['version'] })).status).toBe(412);
    expect((await bench.sys.post(`/rights-changes/${String(wider.body['changeId'])}/withdraw`, { reason: REASON })).status).toBe(204);
    expect((await bench.approve(wider)).status).toBe(409);
  });

  it('R-83.e copies a role, compares two, and hands the whole matrix to the auditor as a workbook', async () => {
    const copied = String((await bench.sys.post('/roles/DOCTOR/copy', { name: '进修医生' })).body['code']);
    expect((await bench.sys.get(`/roles/DOCTOR/comparison/${copied}`)).body.items).toEqual([]);
    await bench.edit(copied, { permissions: ['visit:read'] });
    const different = (await bench.sys.get(`/roles/DOCTOR/comparison/${copied}`)).body.items;
    expect(different).toContainEqual({ what: '影像 · 调阅影像', a: '√', b: '' });
    const auditor = await hospital.signIn('AUDITOR');
    const { status, bytes } = await auditor.download('/roles/export');
    expect(status).toBe(200);
    const rows = sheetRows(bytes);
    const doctor = rows[4]!.indexOf('医生');
    expect(rows[4]).toContain('进修医生');
    const ticked = rows.filter((row) => row[doctor] === '√').length;
    const [held] = await hospital.database.query<{ n: number }>(`select count(*)::int as n from role_permission where role_code = 'DOCTOR'`);
    expect(ticked).toBe(held!.n);
  });

  it('R-85.e that a role may be cleared for 机密 people is an explicit grant of two, and stands in the matrix', async () => {
    const asked = await bench.edit('NURSE', { mayBeCleared: true });
    expect(asked.body['outcome']).toBe('pending');
    const auditor = await hospital.signIn('AUDITOR');
    const marked = async (): Promise<unknown> => {
      const rows = sheetRows((await auditor.download('/roles/export')).bytes);
      return rows.find((row) => row[1] === '可授予机密许可')?.[rows[4]!.indexOf('护士')];
    };
    expect(await marked()).not.toBe('√');
    expect((await bench.approve(asked)).status).toBe(204);
    expect(await marked()).toBe('√');
    expect((await bench.edit('NURSE', { mayBeCleared: false })).body['outcome']).toBe('applied');
  });

  it('a role in use is not deleted; unused it goes, and what was decided stays on record', async () => {
    expect(codeOf(await bench.sys.post(`/roles/${code}/delete`, { reason: REASON }))).toBe('ROLE_IN_USE');
    expect(codeOf(await bench.sys.post('/roles/GUIDE/delete', { reason: REASON }))).toBe('ROLE_PRESET');
    const unused = await bench.make('临时角色');
    expect((await bench.sys.post(`/roles/${unused}/delete`, { reason: REASON })).status).toBe(204);
    expect((await bench.sys.get(`/roles/${unused}`)).status).toBe(404);
    const { body } = await bench.sec.get('/rights-changes?kind=role&pageSize=100');
    expect(body.items.filter(({ roleCode }) => roleCode === unused).map(({ what }) => what)).toContainEqual({ removed: true });
  });

  it('S28 a role that is switched off gives its holders nothing from the next request on, and comes back by two', async () => {
    await bench.edit(code, { levels: null }).then((asked) => bench.approve(asked));
    expect(await names(nurse)).toHaveLength(2);
    expect((await bench.sys.post(`/roles/${code}/active`, { active: false, reason: REASON })).body['outcome']).toBe('applied');
    expect(await names(nurse)).toEqual(['本科甲']);
    const back = await bench.sys.post(`/roles/${code}/active`, { active: true, reason: REASON });
    expect(back.body['outcome']).toBe('pending');
    await bench.approve(back);
    expect(await names(nurse)).toHaveLength(2);
  });

  it('an upgrade adds what is new to a preset that was changed here, and undoes nothing', async () => {
    const edited = await bench.edit('HEAD_NURSE', { permissions: ['visit:read', 'image:view'], note: '本院护士长' });
    expect(edited.body['outcome']).toBe('applied');
    await hospital.database.query(`delete from preset_offer where role_code = 'HEAD_NURSE' and permission = 'lab:read'`);
    await new RosterBench(hospital).run((em) => seedRoles(em));
    const { body } = await bench.sys.get('/roles/HEAD_NURSE');
    expect(body).toMatchObject({ edited: true, note: '本院护士长', permissions: ['image:view', 'lab:read', 'visit:read'] });
    expect((await bench.sys.get('/roles/GUIDE')).body).toMatchObject({ edited: false, permissions: EXPECTED_RIGHTS['GUIDE']!.permissions });
  });

  it('R-83 unknown roles and accounts are not found', async () => {
    expect((await bench.sys.get('/roles/NOBODY')).status).toBe(404);
    expect((await bench.sys.post(`/users/${randomUUID()}/roles`, { roleCode: 'NURSE', reason: REASON })).status).toBe(404);
    expect((await bench.sec.post(`/rights-changes/${randomUUID()}/approve`, { reason: REASON })).status).toBe(404);
  });
});
