import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { REASON, RightsBench, ward } from './rights-bench.js';

let hospital: TestHospital;
let bench: RightsBench;
let local: Visitor;
let nurseId: string;
let awayId: string;
beforeAll(async () => {
  hospital = await startHospital();
  bench = await RightsBench.open(hospital);
  await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'N1' });
  await hospital.signIn('NURSE', { departmentCode: '100101', staffNo: 'N2' });
  [nurseId, awayId] = [await bench.userId('t.nurse.100110.n1'), await bench.userId('t.nurse.100101.n2')];
  // An administrator of one department: he hands out a few rights of his own, in his own place.
  const role = await bench.make('科室权限员', {
    power: 'system', dataScope: 'department', permissions: ['role:read', 'role:write', 'user:read', 'department:read', 'staff:read'],
  });
  await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'L1' });
  const localId = await bench.userId('t.nurse.100110.l1');
  await bench.sys.post(`/users/${localId}/roles/NURSE/withdraw`, { reason: REASON });
  await bench.give(localId, role);
  local = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: 'L1' });
  await hospital.database.query(`delete from user_role where user_id = $1 and role_code = 'NURSE'`, [localId]);
});
afterAll(() => hospital.stop());

const codeOf = ({ body }: { body: Record<string, unknown> }): unknown => body['code'];
const small = (given: Record<string, unknown> = {}) =>
  ward(`科室角色${Math.random()}`.slice(0, 14), { permissions: ['department:read'], dataScope: 'department', ...given });

describe('who may give what to whom', () => {
  it('R-83.d S21 nobody hands out what he lacks: the administrator composes care roles, but no audit or security right', async () => {
    expect((await bench.sys.post('/roles', ward('组合角色', { permissions: ['note:read', 'image:view'] }))).status).toBe(200);
    expect(codeOf(await bench.sys.post('/roles', ward('审计乙', { power: 'audit', permissions: ['audit:read'], dataScope: 'none' })))).toBe('ROLE_LOCKED');
    expect(codeOf(await bench.sys.post('/roles', ward('会话', { power: 'system', permissions: ['session:end'], dataScope: 'none' })))).toBe('POWERS_MIXED');
    expect(codeOf(await bench.sys.post(`/users/${nurseId}/grants`, { permission: 'audit:read', validUntil: soon(), reason: REASON }))).toBe('BEYOND_OWN_RIGHTS');
  });

  it('R-83.d S21 an administrator of one department gives only rights of his own', async () => {
    expect((await local.post('/roles', small())).status).toBe(200);
    expect(codeOf(await local.post('/roles', small({ permissions: ['visit:read'] })))).toBe('BEYOND_OWN_RIGHTS');
    expect(codeOf(await local.post('/roles', small({ fields: { phone: 'plain' } })))).toBe('BEYOND_OWN_RIGHTS');
    expect(codeOf(await local.post(`/users/${nurseId}/roles`, { roleCode: 'DOCTOR', reason: REASON }))).toBe('BEYOND_OWN_RIGHTS');
    expect(codeOf(await bench.edit('DOCTOR', { note: 'x' }, local))).toBe('BEYOND_OWN_RIGHTS');
  });

  it('R-83.d S22 nor departments outside his own, nor to accounts of others', async () => {
    expect((await local.post('/roles', small({ dataScope: 'departments', scopeDepartments: ['100110'] }))).status).toBe(200);
    for (const beyond of [{ dataScope: 'departments', scopeDepartments: ['100110', '100101'] }, { dataScope: 'all' }, { dataScope: 'department-tree' }, { dataScope: 'today' }]) {
      expect(codeOf(await local.post('/roles', small(beyond)))).toBe('BEYOND_OWN_SCOPE');
    }
    const role = String((await local.post('/roles', small())).body['code']);
    expect((await local.post(`/users/${nurseId}/roles`, { roleCode: role, reason: REASON })).body['outcome']).toBe('pending');
    for (const [path, body] of [['roles', { roleCode: role }], ['denials', { permission: 'visit:read' }], ['roles/NURSE/withdraw', {}]] as const) {
      expect((await local.post(`/users/${awayId}/${path}`, { ...body, reason: REASON })).status, path).toBe(404);
    }
    expect((await local.get(`/users/${awayId}/effective-permissions`)).status).toBe(404);
  });

  it('S21 nobody works at his own rights, nor decides what he proposed or what concerns himself', async () => {
    const me = await bench.userId('t.sys_admin');
    for (const [path, body] of [['roles', { roleCode: 'DOCTOR' }], ['grants', { permission: 'visit:read', validUntil: soon() }], ['denials', { permission: 'user:read' }]] as const) {
      expect(codeOf(await bench.sys.post(`/users/${me}/${path}`, { ...body, reason: REASON })), path).toBe('OWN_RIGHTS');
    }
    expect(codeOf(await bench.edit('SYS_ADMIN', { permissions: ['visit:read'] }))).toBe('OWN_RIGHTS');
    const asked = await bench.sys.post(`/users/${nurseId}/roles`, { roleCode: 'HEAD_NURSE', reason: REASON });
    expect((await bench.approve(asked, bench.sys)).status).toBe(403);
    // Even somebody who proposes and reviews: the record refuses him.
    await expect(hospital.database.query(`update rights_change set state = 'approved', decided_by = proposed_by where id = $1`, [asked.body['changeId']])).rejects.toThrow(/check/);
    expect((await bench.approve(asked)).status).toBe(204);
  });

  it('S20 the powers are not combined in one role, nor in one account', async () => {
    expect(codeOf(await bench.sys.post('/roles', ward('混合', { permissions: ['visit:read', 'parameter:write'] })))).toBe('POWERS_MIXED');
    expect(codeOf(await bench.sys.post('/roles', ward('看病人的管理员', { power: 'system', permissions: ['sync:read'], dataScope: 'all' })))).toBe('POWERS_MIXED');
    for (const roleCode of ['SEC_ADMIN', 'AUDITOR']) expect(codeOf(await bench.sys.post(`/users/${nurseId}/roles`, { roleCode, reason: REASON })), roleCode).toBe('POWERS_MIXED');
    const secId = await bench.userId('t.sec_admin');
    for (const roleCode of ['DOCTOR', 'AUDITOR']) expect(codeOf(await bench.sys.post(`/users/${secId}/roles`, { roleCode, reason: REASON })), roleCode).toBe('POWERS_MIXED');
    expect(codeOf(await bench.sys.post(`/users/${secId}/grants`, { permission: 'visit:read', validUntil: soon(), reason: REASON }))).toBe('POWERS_MIXED');
  });

  it('S20 two grants that fit alone and not together: the second approval is refused', async () => {
    const made = await bench.sys.post('/users', { username: 'new.comer', name: '新来者', departmentCode: '100110' });
    const id = String(made.body['id']);
    const [care, audit] = [await bench.sys.post(`/users/${id}/roles`, { roleCode: 'NURSE', reason: REASON }), await bench.sys.post(`/users/${id}/roles`, { roleCode: 'AUDITOR', reason: REASON })];
    expect((await bench.approve(care)).status).toBe(204);
    expect(codeOf(await bench.approve(audit))).toBe('POWERS_MIXED');
  });

  it('S21 the last administrator keeps his role', async () => {
    const secId = await bench.userId('t.sec_admin');
    expect(codeOf(await bench.sys.post(`/users/${secId}/roles/SEC_ADMIN/withdraw`, { reason: REASON }))).toBe('LAST_ADMINISTRATOR');
    expect(codeOf(await bench.sys.post('/roles/AUDITOR/active', { active: false, reason: REASON }))).toBe('ROLE_LOCKED');
  });

  it('S21 the reviewer proposes nothing and the auditor changes nothing', async () => {
    expect((await bench.sec.post('/roles', ward('安全自建'))).status).toBe(403);
    const auditor = await hospital.signIn('AUDITOR');
    expect((await auditor.get('/rights-changes')).body.total).toBeGreaterThan(0);
    expect((await auditor.post('/roles', ward('审计自建'))).status).toBe(403);
  });
});

function soon(): string {
  return new Date(Date.now() + 3_600_000).toISOString();
}
