import pg from 'pg';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addLabReport, addPerson, diagnosis, insertRows, measured, outpatientVisit, type Person, stay } from '../../support/facts.js';

type Term = { field: string; operator: string; value?: unknown; item?: string; days?: number };
type Node = Term | { and: Node[] } | { or: Node[] };
interface Known { person: string; sex: string; level: string | null; hba1c: number[]; visitClass: string; department: string; main: string | null; others: string[]; vip: boolean; day: string; status: string; doctor: string }

const DEPARTMENTS = ['100101', '100105', '200101'];
const MAIN = ['高血压病', '2型糖尿病', '肺炎', null];
const OTHERS = [[], ['高脂血症'], ['2型糖尿病', '慢性胃炎']];
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-05', '2026-03-31', '2026-04-01'];
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

let hospital: TestHospital;
let clerk: Visitor;
const known = new Map<string, Known>();

async function seed(): Promise<void> {
  const people: { person: Person; sex: string; level: string | null; hba1c: number[] }[] = [];
  for (const [index, level] of ['L1', 'L2', null, 'L3'].entries()) {
    const sex = index % 2 ? '2' : '1';
    const hba1c = [[6.1], [7, 7.4], [], [9.9]][index]!;
    const person = await addPerson(hospital.database, { care_level: level, sex });
    for (const value of hba1c) {
      await addLabReport(hospital.database, person, { collected_at: new Date().toISOString(), results: [measured('HBA1C', String(value), { unit: '%' })] });
    }
    people.push({ person, sex, level, hba1c });
  }
  // Above seven, but long ago, in another unit, or withdrawn: none of these is "HbA1c above 7 within a year".
  const nobody = people[2]!.person;
  await addLabReport(hospital.database, nobody, { collected_at: '2020-01-01T08:00:00+08:00', results: [measured('HBA1C', '9.9', { unit: '%' })] });
  await addLabReport(hospital.database, nobody, { collected_at: new Date().toISOString(), results: [measured('HBA1C', '60', { unit: 'mmol/mol' })] });
  await addLabReport(hospital.database, nobody, { collected_at: new Date().toISOString(), status: 'withdrawn', results: [measured('HBA1C', '9.9', { unit: '%' })] });
  const rows: (Record<string, unknown> & { id: string })[] = [];
  const more: Record<string, unknown>[] = [];
  for (let index = 0; index < 160; index += 1) {
    const { person, sex, level, hba1c } = pick(people, index);
    const facts: Known = {
      person: person.id, sex, level, hba1c, visitClass: pick(['outpatient', 'emergency'], Math.floor(index / 4)), department: pick(DEPARTMENTS, Math.floor(index / 3)),
      main: pick(MAIN, Math.floor(index / 5)), others: pick(OTHERS, Math.floor(index / 7)), vip: index % 11 === 0, day: pick(DAYS, index * 3),
      status: pick(['finished', 'refunded', 'registered'], Math.floor(index / 9)), doctor: pick(['李一', '王二', '李三'], Math.floor(index / 2)),
    };
    const row = outpatientVisit(person, {
      visit_class: facts.visitClass, department_code: facts.department, main_diagnosis: facts.main, main_diagnosis_code: facts.main === '肺炎' ? 'J18.900' : null,
      vip: facts.vip, started_at: `${facts.day}T${index % 2 ? '00:00:00' : '23:59:59'}+08:00`, status: facts.status, doctor_name: facts.doctor,
    });
    rows.push(row);
    more.push(...facts.others.map((name) => diagnosis(row, { name })));
    known.set(row.id, facts);
  }
  await insertRows(hospital.database, 'visit', rows);
  await insertRows(hospital.database, 'visit_diagnosis', more);
}

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  await seed();
});
afterAll(() => hospital.stop());

/** The same question, answered in memory. */
function holds(node: Node, facts: Known): boolean {
  if ('and' in node) return node.and.every((part) => holds(part, facts));
  if ('or' in node) return node.or.some((part) => holds(part, facts));
  const text = String(node.value);
  const list = node.value as string[];
  const has = (names: readonly (string | null)[]): boolean => names.some((name) => name?.includes(text));
  const opposite = node.operator.startsWith('not');
  const answer = (met: boolean): boolean => met !== opposite;
  switch (node.field) {
    case 'departmentCode': return answer(list.some((code) => facts.department.startsWith(code)));
    case 'mainDiagnosis': return answer(has([facts.main]) || (facts.main === '肺炎' && 'J18.900'.startsWith(text)));
    case 'diagnosis': return answer(has([facts.main, ...facts.others]));
    case 'visitClass': return answer(list.includes(facts.visitClass));
    case 'status': return answer(list.includes(facts.status));
    case 'careLevel': return answer(facts.level !== null && list.includes(facts.level));
    case 'sex': return answer(list.includes(facts.sex));
    case 'vipVisit': return facts.vip === node.value;
    case 'doctor': return node.operator === 'startsWith' ? facts.doctor.startsWith(text) : answer(facts.doctor.includes(text));
    case 'lab': return facts.hba1c.some((value) => (node.operator === 'gt' ? value > Number(node.value) : node.operator === 'lte' ? value <= Number(node.value) : value >= list.map(Number)[0]! && value <= list.map(Number)[1]!));
    case 'visitedAt':
      return node.operator === 'on' ? facts.day === text : node.operator === 'before' ? facts.day < text : node.operator === 'after' ? facts.day > text : facts.day >= list[0]! && facts.day <= list[1]!;
    default: throw new Error(node.field);
  }
}

const term = (field: string, operators: string[], value: fc.Arbitrary<unknown>, more: object = {}): fc.Arbitrary<Term> =>
  fc.record({ operator: fc.constantFrom(...operators), value }).map((one) => ({ field, ...one, ...more }));
const some = (...codes: string[]) => fc.subarray(codes, { minLength: 1 });
const TERMS: fc.Arbitrary<Term> = fc.oneof(
  term('departmentCode', ['in', 'notIn'], some('1001', '100105', '200101')), term('mainDiagnosis', ['contains', 'notContains'], fc.constantFrom('糖尿病', 'J18', '高')),
  term('diagnosis', ['contains', 'notContains'], fc.constantFrom('糖尿病', '胃炎', '高')), term('visitClass', ['in', 'notIn'], some('outpatient', 'emergency')),
  term('status', ['in', 'notIn'], some('finished', 'refunded', 'registered')), term('careLevel', ['in', 'notIn'], some('L1', 'L2', 'L3')), term('sex', ['in', 'notIn'], some('1', '2')),
  term('vipVisit', ['is'], fc.boolean()), term('doctor', ['contains', 'notContains', 'startsWith'], fc.constantFrom('李', '三')),
  term('lab', ['gt', 'lte'], fc.constantFrom(6.1, 7, 9), { item: 'HBA1C', days: 365 }), term('lab', ['between'], fc.constantFrom([6, 7], [7.1, 9]), { item: 'HBA1C', days: 365 }),
  term('visitedAt', ['on', 'before', 'after'], fc.constantFrom(...DAYS)), term('visitedAt', ['between'], fc.constantFrom(['2026-03-02', '2026-03-31'])),
);
const { tree: TREES } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3, depthSize: 'small' }, TERMS, fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((and): Node => ({ and })), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((or): Node => ({ or }))),
}));

async function found(query: Node): Promise<Set<unknown>> {
  const ids = new Set<unknown>();
  for (let page = 1, total = 1; ids.size < total; page += 1) {
    const { status, body } = await clerk.post('/outpatient-visits/search', { query, page, pageSize: 100 });
    expect(status, JSON.stringify(body)).toBe(200);
    total = body.total;
    for (const { id } of body.items) ids.add(id);
  }
  return ids;
}
const expected = (query: Node): Set<unknown> => new Set([...known].filter(([, facts]) => holds(query, facts)).map(([id]) => id));
const LAB: Term = { field: 'lab', operator: 'gt', item: 'HBA1C', value: 7, days: 365 };

describe('conditions that a reader joins himself', () => {
  it('R-31.a every nesting of and and or gives what a reader of all visits would pick', async () => {
    await fc.assert(fc.asyncProperty(TREES, async (query) => {
      expect(await found(query)).toEqual(expected(query));
    }), { numRuns: 150 });
  });

  it('R-31.a (hypertension or diabetes) and HbA1c above 7 within a year, of the out-patients', async () => {
    const query: Node = { and: [{ or: [{ field: 'diagnosis', operator: 'contains', value: '高血压' }, { field: 'diagnosis', operator: 'contains', value: '糖尿病' }] }, LAB, { field: 'visitClass', operator: 'in', value: ['outpatient'] }] };
    const rows = await found(query);
    expect(rows).toEqual(expected(query));
    expect(rows.size).toBeGreaterThan(0);
    const { body } = await clerk.post('/query-sentences', { list: 'outpatient', query });
    expect(body['sentence']).toBe('（诊断含高血压 或 诊断含糖尿病） 且 近一年 HbA1c>7 % 且 门急诊为门诊');
  });

  it.each([
    ['an unknown field', { field: 'password', operator: 'eq', value: 1 }, 'password'],
    ['SQL as a field', { field: "v.id) or (1=1", operator: 'eq', value: 1 }, "v.id) or (1=1"],
    ['a field that is masked for everybody', { field: 'idCardNo', operator: 'equals', value: '440301' }, 'idCardNo'],
    ['an operator of another kind', { field: 'status', operator: 'contains', value: 'x' }, 'status'],
    ['an inherited word as an operator', { field: 'abnormalCount', operator: 'constructor', value: 1 }, 'abnormalCount'],
    ['a value of another kind', { field: 'abnormalCount', operator: 'gt', value: '1; drop table visit' }, 'abnormalCount'],
    ['a day that is none', { field: 'visitedAt', operator: 'on', value: '2026-02-30' }, 'visitedAt'],
    ['an item that is none', { ...LAB, item: 'NOPE' }, 'lab'],
    ['an empty group', { and: [] }, 'query'],
    ['more keys than are known', { field: 'status', operator: 'in', value: ['finished'], sql: '1=1' }, 'sql'],
  ])('R-31.b refuses %s and names it', async (_, query, field) => {
    const { status, body } = await clerk.post('/outpatient-visits/search', { query });
    expect(status).toBe(400);
    expect(body['fields']).toEqual([expect.objectContaining({ field })]);
  });

  it('R-31.b refuses what is too deep or too large, and a sort that is no column', async () => {
    const deep = Array.from({ length: 6 }).reduce<Node>((inner) => ({ and: [inner] }), LAB);
    expect((await clerk.post('/outpatient-visits/search', { query: deep })).status).toBe(400);
    expect((await clerk.post('/outpatient-visits/search', { query: { or: Array.from({ length: 51 }, () => LAB) } })).status).toBe(400);
    expect((await clerk.post('/outpatient-visits/search', { query: LAB, sort: 'v.id; drop table visit' })).status).toBe(400);
  });

  it('R-31.b text that looks like SQL or like a pattern is looked for as it stands', async () => {
    for (const value of ["' or '1'='1", '%', '_', '\\', '$1', '$$']) expect((await found({ field: 'diagnosis', operator: 'contains', value })).size).toBe(0);
  });

  it('R-31.c a query that takes too long is ended within seconds and says what to do', async () => {
    const hand = new pg.Client({ connectionString: hospital.database.ownerUrl });
    await hand.connect();
    await hand.query('begin; lock table visit_diagnosis in access exclusive mode');
    try {
      const { status, body } = await clerk.post('/outpatient-visits/search', { query: { field: 'diagnosis', operator: 'contains', value: '高' } });
      expect(status).toBe(503);
      expect(body['detail']).toContain('条件过宽，请缩小范围');
    } finally {
      await hand.query('rollback');
      await hand.end();
    }
  });

  it('R-31.d whatever is asked, nobody gets more than his scope and his rights', async () => {
    const everything: Node = { or: [{ field: 'status', operator: 'in', value: ['finished'] }, { field: 'status', operator: 'notIn', value: ['finished'] }] };
    const stranger = await hospital.signIn('DOCTOR', { departmentCode: '4001', staffNo: 'D-none' });
    expect((await stranger.post('/outpatient-visits/search', { query: everything })).body).toMatchObject({ total: 0, items: [] });
    const guide = await hospital.signIn('GUIDE');
    for (const field of ['diagnosis', 'mainDiagnosis', 'everDiagnosed']) {
      expect((await guide.post('/outpatient-visits/search', { query: { field, operator: 'contains', value: '高' } })).status).toBe(403);
    }
    expect((await guide.post('/outpatient-visits/search', { query: LAB })).status).toBe(403);
    const { body } = await guide.get('/query-fields/outpatient');
    const names = body.items.map(({ name }) => name);
    expect(names).toContain('status');
    expect(names).not.toContain('diagnosis');
    expect(names).not.toContain('lab');
  });

  it('R-31 stays are asked in the same way, by days, ward and bed too', async () => {
    const person = await addPerson(hospital.database);
    const rows = [stay(person, { ward_name: '甲病区', bed_no: '1' }), stay(person, { ward_name: '乙病区', bed_no: '2', status: 'discharged', ended_at: '2026-03-05T09:00:00+08:00' })];
    await insertRows(hospital.database, 'visit', rows);
    const { body } = await clerk.post('/inpatient-visits/search', { query: { and: [{ field: 'stayDays', operator: 'eq', value: 3 }, { field: 'wardName', operator: 'startsWith', value: '乙' }] } });
    expect(body.items.map(({ id }) => id)).toEqual([rows[1]!.id]);
    expect(body.items[0]!['stayDays']).toBe(3);
  });
});
