import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { RightsBench, REASON } from '../rights/rights-bench.js';
import { addHolder, clinic, VIP } from './countable.js';

const MARCH = 'from=2026-03-01&to=2026-03-31';
const READS = ['visit:read', 'beneficiary:read', 'stats:read'];

let hospital: TestHospital;
let bench: RightsBench;
beforeAll(async () => {
  hospital = await startHospital();
  bench = await RightsBench.open(hospital);
  const db = hospital.database;
  const here = [{ department: '100110' }];
  const first = await addHolder(db, [['L1', '2020-01-01']], { name: '一级甲', access: here });
  const second = await addHolder(db, [['L2', '2020-01-01']], { name: '二级乙', access: here });
  const elsewhere = await addHolder(db, [['L1', '2020-01-01']], { name: '一级丙', access: [{ department: '100101' }] });
  const vip = await addHolder(db, [], { ...VIP, name: '特需丁', access: here });
  const secret = await addHolder(db, [['L1', '2020-01-01']], { name: '机密戊', secrecy: 'V', confidential: true, access: here });
  for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) await clinic(db, first, day, { main_diagnosis: '高血压' });
  await clinic(db, second, '2026-03-02', { main_diagnosis: '糖尿病' });
  for (const day of ['2026-03-05', '2026-03-06']) await clinic(db, elsewhere, day, { department_code: '100101' });
  await clinic(db, vip, '2026-03-02');
  await clinic(db, secret, '2026-03-02', { confidential: true });
});
afterAll(() => hospital.stop());

let serial = 0;
/** Somebody of the department 100110 with just this role. */
async function holder(role: Record<string, unknown>): Promise<Visitor> {
  serial += 1;
  const visitor = await hospital.signIn('NURSE', { departmentCode: '100110', staffNo: `N${serial}` });
  const id = await bench.userId(`t.nurse.100110.n${serial}`);
  await bench.give(id, await bench.make(`统计角色${serial}`, { permissions: READS, pastAccess: true, ...role }));
  await bench.sys.post(`/users/${id}/roles/NURSE/withdraw`, { reason: REASON });
  return visitor;
}
interface Page { total: number; visits: number; people: number; items: { name: string; visits: number; mainDiagnosis: string | null }[] }
async function rows(who: Visitor, unit: 'visits' | 'people'): Promise<Page> {
  const { status, body } = await who.get<Page>(`/stats/drill?measure=outpatient&${MARCH}&unit=${unit}&pageSize=50`);
  expect(status).toBe(200);
  return body;
}
const counted = ({ items }: Page): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { name, visits } of items) sums[name] = (sums[name] ?? 0) + visits;
  return sums;
};

describe('the rows behind a figure, by 人次 and by 人数', () => {
  it.each([
    ['all of level L1', { dataScope: 'all', levels: ['L1'] }, { 一级甲: 3, 一级丙: 2 }],
    ['the L1 of his department', { dataScope: 'department', levels: ['L1'] }, { 一级甲: 3 }],
    ['all who are 特需', { dataScope: 'all', categories: ['vip'] }, { 特需丁: 1 }],
    ['his department', { dataScope: 'department' }, { 一级甲: 3, 二级乙: 1, 特需丁: 1 }],
    ['nobody', { dataScope: 'none' }, {}],
  ] as const)('S31 R-38.d who sees %s gets their rows and sums, each person once or each visit once', async (_what, role, expected) => {
    const who = await holder(role);
    const [visits, people] = [await rows(who, 'visits'), await rows(who, 'people')];
    const all = Object.values(expected).reduce((sum: number, one) => sum + one, 0);
    const sums = { visits: all, people: Object.keys(expected).length };
    expect(counted(visits)).toEqual(expected);
    expect(counted(people)).toEqual(expected);
    expect(visits).toMatchObject({ total: all, ...sums });
    expect(people).toMatchObject({ total: sums.people, ...sums });
    expect(visits.items).toHaveLength(all);
    expect(people.items).toHaveLength(sums.people);
    expect([...visits.items, ...people.items].map(({ mainDiagnosis }) => mainDiagnosis).filter(Boolean)).toEqual([]);
  });

  it('S35 diagnoses are there for whoever may read them', async () => {
    const who = await holder({ dataScope: 'department', permissions: [...READS, 'diagnosis:read'] });
    expect((await rows(who, 'visits')).items.map(({ mainDiagnosis }) => mainDiagnosis)).toContain('高血压');
  });
});
