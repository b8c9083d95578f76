import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChainWriter } from '../../../apps/api/src/platform/audit/chain/chain-writer.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { idCardOf, RosterBench } from '../../support/people.js';
import { sheetRows } from '../../support/workbook.js';
import { leftBy } from './trail-rows.js';

let hospital: TestHospital;
let auditor: Visitor;
let director: Visitor;
let clerk: Visitor;
let person: { readonly id: string };
let secret: { readonly id: string };
beforeAll(async () => {
  hospital = await startHospital();
  const bench = new RosterBench(hospital);
  auditor = await hospital.signIn('AUDITOR');
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  person = await bench.enrol({ name: '被看人' });
  secret = await bench.enrol({ name: '机密人', secrecy: 'V' });
  await clerk.get(`/beneficiaries/${person.id}`);
  await clerk.get('/beneficiaries?keyword=欧阳');
  await clerk.get(`/beneficiaries/${secret.id}`);
  await clerk.get('/audit/trail');
  await clerk.post('/beneficiaries', { name: '新增人', sex: '1', idType: '01', idCardNo: idCardOf('1951-02-03'), category: ['cadre'], careLevel: 'L3' });
});
afterAll(() => hospital.stop());

interface Row { seq: number; actor: string; action: string; operation: string; operationName: string; outcome: string; status: number; asked: string; sessionId: string; trace: string; at: string }
const find = async (query: string): Promise<Row[]> => {
  const { status, body } = await auditor.get<{ items: Row[] }>(`/audit/trail?pageSize=100&${query}`);
  expect(status).toBe(200);
  return body.items;
};
const daysAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
const CLERK = 't.office_staff.4001';

describe('the search of the trail', () => {
  it('R-96 S78 finds by person, action, outcome, patient, session, address and words', async () => {
    // Refusals are written just after their answer.
    await eventually(async () => expect((await find(`actor=${CLERK}&outcome=refused`)).map(({ status }) => status).sort((a, b) => a - b)).toEqual([403, 404]));
    const own = await find(`actor=${CLERK}`);
    expect(new Set(own.map(({ actor }) => actor))).toEqual(new Set([CLERK]));
    expect(own.map(({ operation }) => operation)).toEqual([...own].sort((a, b) => b.seq - a.seq).map(({ operation }) => operation));
    expect((await find(`actor=${CLERK}&action=view&outcome=allowed`)).map(({ operation }) => operation)).toEqual(['GET /beneficiaries/:id']);
    expect((await find(`person=${person.id}&action=view`)).map(({ actor }) => actor)).toEqual([CLERK]);
    expect((await find(`words=${encodeURIComponent('欧阳')}`)).map(({ asked }) => asked)).toEqual([expect.stringContaining('欧阳')]);
    const [one] = own;
    const days = `from=${daysAgo(1)}&to=${daysAgo(-1)}`;
    expect((await find(`session=${one!.sessionId}&${days}`)).length).toBe(own.filter(({ sessionId }) => sessionId === one!.sessionId).length);
    expect((await find(`words=${one!.trace}`)).map(({ seq }) => seq)).toEqual([one!.seq]);
    expect(await find(`ip=10.1.2.3&${days}`)).toEqual([]);
    expect(await find(`ip=10.1.2.3&actor=${CLERK}`)).toEqual([]);
    expect((await auditor.get('/audit/trail?ip=10.1.2.3')).status).toBe(400);
    expect((await auditor.get(`/audit/trail?outcome=failed&from=${daysAgo(40)}&to=${daysAgo(0)}`)).status).toBe(400);
    expect((await find('operation=GET%20/beneficiaries/:id')).every(({ operationName }) => operationName === '保健对象详情')).toBe(true);
  });

  it('R-96 a day is the hospital’s day, whole; the time is told to the millisecond', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    expect((await find(`from=${today}&to=${today}`)).length).toBeGreaterThan(0);
    expect(await find('to=2020-01-01')).toEqual([]);
    expect((await find(`actor=${CLERK}`))[0]!.at).toMatch(/\.\d{3}/);
  });

  it('R-96.a a change is shown with what it changed, without the data of people, and with its place in the chain', async () => {
    await hospital.app.get(ChainWriter, { strict: false }).catchUp();
    const [made] = await find(`actor=${CLERK}&action=change`);
    const { body } = await auditor.get<{ changes: { table: string; fields: { field: string; after: string }[] }[]; block: number }>(`/audit/trail/${made!.seq}`);
    expect(body.block).toBeGreaterThan(0);
    const fields = body.changes.find(({ table }) => table === 'beneficiary')!.fields;
    expect(fields.find(({ field }) => field === 'care_level')!.after).toBe('L3');
    expect(fields.find(({ field }) => field === 'name')!.after).toBe('***');
    expect(JSON.stringify(body)).not.toMatch(/新增人|1951-02-03/);
  });

  it('R-96 S72 looking at the trail, at a row and taking it away is on the trail', async () => {
    for (const [path, action] of [['/audit/trail?actor=x', 'search'], [`/audit/trail/${(await find(`actor=${CLERK}`))[0]!.seq}`, 'view'], ['/audit/findings', 'search'], ['/audit/proof', 'view']] as const) {
      const { rows } = await leftBy(hospital, () => auditor.get(path));
      expect(rows).toMatchObject([{ actor: 't.auditor', action, outcome: 'allowed' }]);
    }
    const { answer, rows } = await leftBy(hospital, () => auditor.download(`/audit/trail/export?actor=${CLERK}`));
    const found = await find(`actor=${CLERK}`);
    expect(rows).toMatchObject([{ actor: 't.auditor', action: 'export', outcome: 'allowed', row_count: found.length }]);
    expect(JSON.stringify(sheetRows(answer.bytes))).toContain('保健对象详情');
  });

  it('R-95.c S78 the trail is the auditor’s alone, row security included', async () => {
    for (const visitor of [director, clerk, await hospital.signIn('SYS_ADMIN'), await hospital.signIn('SEC_ADMIN'), await hospital.signIn('HOSPITAL_LEADER')]) {
      expect((await visitor.get('/audit/trail')).status).toBe(403);
      expect((await visitor.get('/audit/findings')).status).toBe(403);
    }
    const rows = await hospital.database.query('select 1 as one from access_trail');
    expect(rows.length).toBeGreaterThan(0);
  });

  it('R-96 谁看过这份档案 tells who opened one archive, to those who see the person and may ask', async () => {
    const { status, body } = await director.get<{ items: { actor: string; actorName: string; departmentName: string; operationName: string }[] }>(`/beneficiaries/${person.id}/access-log`);
    expect(status).toBe(200);
    expect(body.items.find(({ actor }) => actor === CLERK)).toMatchObject({ actorName: CLERK, departmentName: expect.any(String), operationName: '保健对象详情' });
    expect((await clerk.get(`/beneficiaries/${person.id}/access-log`)).status).toBe(403);
    expect((await auditor.get(`/beneficiaries/${person.id}/access-log`)).status).toBe(403);
    expect((await director.get(`/beneficiaries/${secret.id}/access-log`)).status).toBe(404);
  });

  it('S50 S52 hostile conditions are refused or find nothing', async () => {
    for (const query of ["actor=x' or 1=1 --", 'words=%25', "operation=GET /x' or", 'person=1', 'session=x', 'ip=1.2.3', 'action=drop', 'page=100000', 'from=2026-13-01']) {
      const { status, body } = await auditor.get(`/audit/trail?${query.replaceAll(' ', '%20')}`);
      expect([200, 400], query).toContain(status);
      if (status === 200) expect(body.items, query).toEqual([]);
    }
  });
});
