import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { sheetRows } from '../../support/workbook.js';
import { addArchivePeople, ORACLE, TERM_ORACLE } from './archive-people.js';

let hospital: TestHospital;
let doctor: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  doctor = await hospital.signIn('OFFICE_STAFF');
  await addArchivePeople(hospital);
});
afterAll(() => hospital.stop());

const found = async (query: string): Promise<string[]> => {
  const { status, body } = await doctor.get(`/archives?pageSize=100&${query}`);
  expect(status, query).toBe(200);
  expect(body.total, query).toBe(body.items.length);
  return body.items.map(({ name }) => String(name)).toSorted();
};
const expected = async (sql: string): Promise<string[]> => (await hospital.database.query<{ name: string }>(`select b.name from beneficiary b where ${sql}`)).map(({ name }) => name).toSorted();

describe('the list of health records', () => {
  it.each(ORACLE)('R-16.a R-16.b %s finds exactly whom plain SQL finds', async (query, sql) => {
    const right = await expected(sql);
    expect(right.length, 'the data must tell the condition from none').toBeGreaterThan(0);
    expect(right.length).toBeLessThan(36);
    expect(await found(query)).toEqual(right);
  });

  it('R-16.a any two conditions together find whom both find', async () => {
    for (const [at, [one, first]] of ORACLE.entries()) {
      for (const [two, second] of ORACLE.slice(at + 1)) {
        const [a, b] = [one.split('&')[0]!.split('=')[0], two.split('&')[0]!.split('=')[0]];
        if (a === b) continue;
        expect(await found(`${one}&${two}`), `${one} & ${two}`).toEqual(await expected(`(${first}) and (${second})`));
      }
    }
  }, 120_000);

  it('R-16.a conditions joined by and and or in any nesting find whom plain SQL finds', async () => {
    type Asked = readonly [query: object, sql: string];
    const joined = (joint: 'and' | 'or') => (parts: Asked[]): Asked => [{ [joint]: parts.map(([query]) => query) }, `(${parts.map(([, sql]) => `(${sql})`).join(` ${joint} `)})`];
    const search = async ([query, sql]: Asked): Promise<void> => {
      const { status, body } = await doctor.post('/archives/search', { query, pageSize: 100 });
      expect(status, JSON.stringify([query, body])).toBe(200);
      expect(body.items.map(({ name }) => String(name)).toSorted(), JSON.stringify(query)).toEqual(await expected(sql));
    };
    for (const term of TERM_ORACLE) {
      const some = await expected(term[1]);
      expect([0, 36], JSON.stringify(term)).not.toContain(some.length);
      await search(term);
    }
    const { tree } = fc.letrec<{ tree: Asked }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3, depthSize: 'small' }, fc.constantFrom<Asked>(...TERM_ORACLE),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(joined('and')), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(joined('or'))),
    }));
    await fc.assert(fc.asyncProperty(tree, search), { numRuns: 80 });
  }, 120_000);

  it('R-16.e a query kept with its filters narrows the list and its file; a card number is never kept', async () => {
    const { body: kept } = await doctor.post<{ id: string; sentence: string; filters: object }>('/saved-filters', {
      list: 'archives', name: '血糖高者', filters: { category: 'cadre', cardNo: 'SB1007' }, query: { field: 'latestLab', operator: 'gt', item: 'FPG', value: 7, days: 365 },
    });
    expect(kept).toMatchObject({ sentence: '最近一次检验 近一年 GLU>7 mmol/L', filters: { category: 'cadre' } });
    const names = await found(`scheme=${kept.id}&category=cadre`);
    expect(names.length).toBeGreaterThan(0);
    const { status, bytes } = await doctor.download(`/archives/export?scheme=${kept.id}&category=cadre`);
    expect(status).toBe(200);
    const rows = sheetRows(bytes);
    expect(rows.flat().map(String).filter((cell) => /^对象\d+$/.test(cell)).toSorted()).toEqual(names);
    expect(JSON.stringify(rows)).toContain('对象类型：干保；组合条件：最近一次检验');
    expect(JSON.stringify(rows)).toContain(`${names.length} 条`);
    const { body: plain } = await doctor.post<{ id: string }>('/saved-filters', { list: 'archives', name: '只有筛选', filters: { sex: '2' } });
    expect((await doctor.get(`/archives?sex=2&scheme=${plain.id}`)).body.total).toBe(12);
  });

  it('R-16.e a file never repeats the card number that was asked by, and wants the right to export', async () => {
    const { bytes } = await doctor.download('/archives/export?cardNo=SB1007');
    expect(JSON.stringify(sheetRows(bytes))).toContain('卡号：按完整卡号');
    expect(JSON.stringify(sheetRows(bytes))).not.toContain('SB1007');
    const guest = await hospital.signIn('HEAD_NURSE', { departmentCode: '100110' });
    expect((await guest.download('/archives/export')).status).toBe(403);
  });

  it('R-16.c a card number finds nobody by its beginning', async () => {
    for (const part of ['SB', 'SB10', 'SB100']) expect(await found(`cardNo=${part}`)).toEqual([]);
  });

  it('R-16.d refuses a range that ends before it begins, and half a laboratory condition', async () => {
    for (const query of ['ageFrom=80&ageTo=60', 'lastVisitFrom=2026-02-01&lastVisitTo=2026-01-01', 'labItem=FPG', 'labItem=NOSUCH&labValue=1']) {
      expect((await doctor.get(`/archives?${query}`)).status, query).toBe(400);
    }
  });

  it('says how complete each record is and which version is its newest', async () => {
    const { body } = await doctor.get('/archives?keyword=对象7');
    expect(body.items[0]).toMatchObject({ name: '对象7', parts: 8, present: 4, version: null, archiveId: null, inHospital: true });
  });

  it('does not let somebody ask by what he may not read', async () => {
    await hospital.database.query(`delete from role_permission where role_code = 'NURSE' and permission in ('lab:read', 'diagnosis:read')`);
    const nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
    for (const query of ['diagnosis=I10', 'labItem=FPG&labValue=7']) expect((await nurse.get(`/archives?${query}`)).status).toBe(403);
    for (const [term] of TERM_ORACLE.slice(0, 6)) expect((await nurse.post('/archives/search', { query: term })).status).toBe(403);
  });
});
