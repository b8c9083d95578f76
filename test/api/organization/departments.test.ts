import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit } from '../../support/facts.js';
import { sheetRows } from '../../support/workbook.js';

let hospital: TestHospital;
let administrator: Visitor;

beforeAll(async () => {
  hospital = await startHospital();
  administrator = await hospital.signIn('SYS_ADMIN');
});
afterAll(() => hospital.stop());

interface Row {
  readonly code: string;
  readonly name: string;
  readonly depth: number;
  readonly path: string;
  readonly members: number;
  readonly active: boolean;
  readonly handlesVisits: boolean;
}
interface Tree {
  readonly items: Row[];
  readonly summary: { departments: number; active: number; handlingVisits: number; members: number };
}
const tree = async (query = ''): Promise<Tree> => (await administrator.get<Tree>(`/departments/tree${query}`)).body;
const add = async (code: string, parentCode: string | null = null): Promise<void> => {
  const { status } = await administrator.post('/departments', { code, name: `科室${code}`, parentCode, kind: 'clinical', handlesVisits: false });
  expect(status).toBe(204);
};
const fromHis = (code: string) =>
  hospital.database.query(`update department set source_system = 'his', source_key = code, source_version = now() where code = $1`, [code]);
const staff = (staffNo: string, department: string, name = '在岗人员') =>
  hospital.database.query(
    `insert into staff (source_system, source_key, source_version, source_rank, content_hash, staff_no, name, department_code)
     values ('his', $1, now(), 1, $1, $1, $3, $2)`,
    [staffNo, department, name],
  );

describe('the tree of departments', () => {
  it('R-76.b takes five levels and more, and stands in its order', async () => {
    let parent: string | null = null;
    for (const code of ['T1', 'T2', 'T3', 'T4', 'T5', 'T6']) {
      await add(code, parent);
      parent = code;
    }
    const { items } = await tree('?keyword=T');
    expect(items.map(({ code, depth }) => [code, depth])).toEqual([['T1', 0], ['T2', 1], ['T3', 2], ['T4', 3], ['T5', 4], ['T6', 5]]);
    expect(items[2]!.path).toBe('科室T1 / 科室T2 / 科室T3');
  });

  it('R-76.b S26 refuses a department above itself, also when two move at the same moment', async () => {
    const under = await administrator.post('/departments/T1/move', { parentCode: 'T4' });
    expect([under.status, under.body.code]).toEqual([409, 'DEPARTMENT_CIRCLE']);
    expect((await administrator.post('/departments/T2/move', { parentCode: 'T2' })).status).toBe(409);
    for (let round = 0; round < 5; round += 1) {
      await add(`A${round}`);
      await add(`B${round}`);
      const answers = await Promise.all([
        administrator.post(`/departments/A${round}/move`, { parentCode: `B${round}` }),
        administrator.post(`/departments/B${round}/move`, { parentCode: `A${round}` }),
      ]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
    }
    expect((await tree('?keyword=A')).items.length + (await tree('?keyword=B')).items.length).toBe(10);
  });

  it('R-74.b who sees people by the tree sees others at the next request after a move', async () => {
    await add('M1');
    await add('M2');
    const person = await addPerson(hospital.database, { access: [{ department: 'M2' }] });
    const director = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: 'M1' });
    expect((await director.get(`/beneficiaries/${person.id}`)).status).toBe(404);
    await administrator.post('/departments/M2/move', { parentCode: 'M1' });
    expect((await director.get(`/beneficiaries/${person.id}`)).status).toBe(200);
    await administrator.post('/departments/M2/move', { parentCode: null });
    expect((await director.get(`/beneficiaries/${person.id}`)).status).toBe(404);
  });

  it('R-76.c what the HIS says of a department is read-only here; what is ours is not', async () => {
    await add('H1');
    await add('H2');
    await fromHis('H1');
    await staff('HEAD1', 'H1', '李主任');
    const own = { kind: 'clinical', sort: 7, headStaffNo: 'HEAD1' };
    expect((await administrator.patch('/departments/H1', { ...own, name: '另一个名字' })).body).toMatchObject({ code: 'SOURCE_OWNED' });
    for (const [act, body] of [['move', { parentCode: 'H2' }], ['disable', {}], ['merge', { into: 'H2', reason: '合并' }]] as const) {
      expect((await administrator.post(`/departments/H1/${act}`, body)).body, act).toMatchObject({ code: 'SOURCE_OWNED' });
    }
    expect((await administrator.patch('/departments/H1', { ...own, name: '科室H1' })).status).toBe(204);
    expect((await administrator.get('/departments/H1')).body).toMatchObject({ headName: '李主任', members: 1, staff: [{ staffNo: 'HEAD1', name: '李主任' }], origin: 'his' });
  });

  it('R-76.d a new name keeps the old one with its days', async () => {
    await add('N1');
    await administrator.patch('/departments/N1', { name: '改名后的科室', kind: 'clinical', sort: 1 });
    const { body } = await administrator.get<{ names: { name: string; from: string | null; until: string | null }[] }>('/departments/N1');
    expect(body.names).toEqual([
      { name: '改名后的科室', parentName: null, from: expect.any(String), until: null },
      { name: '科室N1', parentName: null, from: null, until: body.names[0]!.from },
    ]);
    const log = await hospital.database.query(`select before ->> 'name' as was, after ->> 'name' as now, actor from change_log where table_name = 'department' and row_id = 'N1' and action = 'update'`);
    expect(log).toEqual([{ was: '科室N1', now: '改名后的科室', actor: 't.sys_admin' }]);
  });

  it('R-76.a is not deleted while something hangs on it, and says what', async () => {
    await add('D1');
    await add('D2', 'D1');
    await staff('S-D2', 'D2');
    const gone = (code: string) =>
      fetch(`${hospital.url}/api/v1/departments/${code}`, { method: 'DELETE', headers: { authorization: `Bearer ${administrator.token}` } });
    const withChildren = await gone('D1');
    expect([withChildren.status, ((await withChildren.json()) as { detail: string }).detail]).toEqual([409, expect.stringMatching(/下级科室.*停用.*合并/)]);
    expect(((await (await gone('D2')).json()) as { detail: string }).detail).toContain('人员');
    await hospital.database.query(`delete from staff where staff_no = 'S-D2'`);
    const person = await addPerson(hospital.database);
    await insertRows(hospital.database, 'visit', [outpatientVisit(person, { department_code: 'D2' })]);
    expect(((await (await gone('D2')).json()) as { detail: string }).detail).toContain('业务记录');
    await add('D3');
    expect((await gone('D3')).status).toBe(204);
    expect((await administrator.get('/departments/D3')).status).toBe(404);
  });

  it('R-76.a a merge hands people and sub-departments over and leaves the records where they were', async () => {
    await add('G1');
    await add('G2', 'G1');
    await add('G3');
    await administrator.post('/users', { username: 'of.g1', name: '成员', departmentCode: 'G1' });
    expect((await administrator.post('/departments/G1/merge', { into: 'G2', reason: '合并' })).body).toMatchObject({ code: 'DEPARTMENT_CIRCLE' });
    expect((await administrator.post('/departments/G1/merge', { into: 'G3', reason: '机构调整' })).status).toBe(204);
    expect((await administrator.get('/users?keyword=of.g1')).body.items).toMatchObject([{ departmentCode: 'G3' }]);
    expect((await administrator.get('/departments/G2')).body).toMatchObject({ parentCode: 'G3' });
    expect((await administrator.get('/departments/G1')).body).toMatchObject({ active: false, mergedInto: 'G3' });
  });
});

describe('figures, export and 需处理就诊', () => {
  it.each(['', '?disabled=true', '?handlesVisits=true', '?kind=tech&disabled=true', '?keyword=内科'])('R-77.a the four figures equal the table for "%s"', async (query) => {
    const { items, summary } = await tree(query);
    expect(items.length).toBeGreaterThan(0);
    expect(summary).toEqual({
      departments: items.length, active: items.filter(({ active }) => active).length,
      handlingVisits: items.filter(({ handlesVisits }) => handlesVisits).length, members: items.reduce((sum, { members }) => sum + members, 0),
    });
    if (query.includes('disabled')) expect(summary.departments).toBeGreaterThanOrEqual((await tree(query.replace('disabled=true', ''))).summary.departments);
  });

  it('R-77.b the file keeps the order and the depth of the tree, within three seconds', async () => {
    const started = Date.now();
    const { status, bytes } = await administrator.download('/departments/export?disabled=true');
    expect(status).toBe(200);
    expect(Date.now() - started).toBeLessThan(3_000);
    const { items } = await tree('?disabled=true');
    const rows = sheetRows(bytes);
    const names = rows.slice(5, 5 + items.length).map((row) => row[0]);
    expect(names).toEqual(items.map(({ name, depth }) => `${'　　'.repeat(depth)}${name}`));
    expect(rows[5 + items.length]!.slice(0, 2)).toEqual(['合计', `${items.length} 条`]);
  });

  it('R-77.c R-78.c who lacks the right is refused, and the export is on the trail', async () => {
    const doctor = await hospital.signIn('DOCTOR', { departmentCode: '100105', staffNo: 'D1' });
    expect((await doctor.get('/departments/export')).status).toBe(403);
    expect((await doctor.get('/departments/tree')).status).toBe(403);
    expect((await doctor.put('/departments/visit-handling', { codes: ['100105'], handlesVisits: false })).status).toBe(403);
    expect((await doctor.post('/departments', { code: 'X', name: 'X', kind: 'clinical', handlesVisits: true })).status).toBe(403);
    const trail = await hospital.database.query(`select row_count from access_trail where operation = 'GET /departments/export' and outcome = 'allowed'`);
    expect(trail).toHaveLength(1);
  });

  it('R-78.a shows what is still open before many are switched at once, and the change is on record', async () => {
    const director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
    const person = await addPerson(hospital.database);
    const secret = await addPerson(hospital.database, { secrecy: 'S' });
    await insertRows(hospital.database, 'visit', [
      outpatientVisit(person, { department_code: '100107', status: 'in_visit', ended_at: null }),
      { ...outpatientVisit(secret, { department_code: '100107', status: 'in_visit', ended_at: null }), confidential: true },
    ]);
    const effects = await director.get('/departments/visit-handling?code=100107&code=100108&handlesVisits=false');
    expect(effects.body).toMatchObject({
      openItemsVisible: true,
      items: [{ code: '100107', changes: true, openVisits: 1 }, { code: '100108', changes: true, openVisits: 0 }],
    });
    expect((await director.put('/departments/visit-handling', { codes: ['100107', '100108'], handlesVisits: false })).status).toBe(204);
    const log = await hospital.database.query<{ row_id: string }>(
      `select row_id from change_log where table_name = 'department' and before ->> 'handles_visits' = 'true' and after ->> 'handles_visits' = 'false' order by 1`,
    );
    expect(log.map(({ row_id }) => row_id)).toEqual(expect.arrayContaining(['100107', '100108']));
  });
});
