import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PersonFacts } from '../../../apps/api/src/features/roster/person-facts.queries.js';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, insertRows, outpatientVisit, type Person } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';
import { staffRow } from '../../support/staff.js';
import { listedRows, sheetNo, sheetRows } from '../../support/workbook.js';

interface Deed { what: 'reception' | 'mission'; id: string; staff: { no: string; department: string }[]; person: string | null; columns: string[]; day: string; hours: number }
interface Row { staffNo: string | null; departmentCode: string | null; counts: Record<string, number>; total: number; people: number; hours: number }

const WARD = '100105';
const OTHER = '100110';
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;
let hospital: TestHospital;
let clerk: Visitor;
const deeds: Deed[] = [];

beforeAll(async () => {
  hospital = await startHospital();
  const { database } = hospital;
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  await insertRows(database, 'staff', ['S1', 'S2', 'S3', 'S4'].map((no) => staffRow(no, `人员${no}`, WARD)));
  const people: Person[] = [];
  for (let index = 0; index < 5; index += 1) people.push(await addPerson(database, { access: [{ department: WARD }] }));
  for (let index = 0; index < 90; index += 1) {
    const id = randomUUID();
    const person = pick(people, index);
    const level = pick(['L1', 'L2', 'L3', 'L9', 'VIP'], index * 3);
    const status = index % 11 === 0 ? pick(['planned', 'in_progress', 'cancelled'], index) : 'done';
    const day = pick(['2026-03-31', '2026-04-01', '2026-04-15', '2026-04-30', '2026-05-01'], Math.floor(index / 2));
    const [keyCare, snapKey] = [index % 7 === 0, index % 5 === 0];
    const kind = pick(['CLINIC', 'PE', 'INPATIENT'], Math.floor(index / 3));
    const dimensions = index % 13 === 0 ? ['FOREIGN'] : [];
    // S1 moved from one department to another in the middle of the month.
    const staff = [...new Set([pick(['S1', 'S2', 'S3'], index), ...(index % 4 === 0 ? ['S2'] : [])])].map((no) => ({ no, department: no === 'S1' && day < '2026-04-15' ? OTHER : WARD }));
    await insertRows(database, 'reception', [{
      id, beneficiary_id: person.id, confidential: false, kind, status, origin: 'blank', started_at: `${day}T00:00:00+08:00`, ended_at: `${day}T00:30:00+08:00`,
      key_care: keyCare, dimensions, snap_type: level === 'VIP' ? 'vip' : 'cadre', snap_level: level === 'VIP' ? null : level, snap_category: [], snap_key_care: snapKey, created_by: 't', created_by_name: 't',
    }]);
    await insertRows(database, 'reception_staff', staff.map(({ no, department }) => ({ reception_id: id, staff_no: no, staff_name: `人员${no}`, department_code: department, beneficiary_id: person.id, confidential: false })));
    const columns = [level, ...(keyCare || snapKey ? ['KEY_CARE'] : []), ...(kind === 'PE' ? ['PE'] : []), ...dimensions];
    if (status === 'done') deeds.push({ what: 'reception', id, staff, person: person.id, columns, day, hours: 0.5 });
  }
  const mission = async (from: string, to: string, status: string, hours: number): Promise<void> => {
    const id = randomUUID();
    await insertRows(database, 'mission', [{ id, mission_no: id, title: '任务', kind: 'TRAVEL', status, received_at: from, starts_at: from, ends_at: to, created_by: 't', created_by_name: 't' }]);
    const staff = ['S1', 'S3'].map((no) => ({ no, department: WARD }));
    await insertRows(database, 'mission_staff', staff.map(({ no, department }) => ({ mission_id: id, staff_no: no, staff_name: `人员${no}`, department_code: department, starts_at: from, ends_at: to })));
    if (status === 'done') deeds.push({ what: 'mission', id, staff, person: null, columns: ['MISSION'], day: from.slice(0, 10), hours });
  };
  await mission('2026-04-10T08:00:00+08:00', '2026-04-10T12:00:00+08:00', 'done', 4);
  await mission('2026-04-20T08:00:00+08:00', '2026-04-20T12:00:00+08:00', 'executing', 0);
  // Begins in April and ends in May: counted in April, with the four hours of April.
  await mission('2026-04-30T20:00:00+08:00', '2026-05-01T06:00:00+08:00', 'done', 4);
});
afterAll(() => hospital?.stop());

const APRIL = 'from=2026-04-01&to=2026-04-30';
const inApril = ({ day }: Deed): boolean => day >= '2026-04-01' && day <= '2026-04-30';
const report = async (who: Visitor, query = APRIL) => (await who.get<{ rows: Row[]; columns: { code: string; additive: boolean }[]; sharing: string }>(`/stats/staff-reception?${query}`)).body;
const near = (value: number): unknown => expect.closeTo(value, 6);
const counted = (some: readonly Deed[], part: (deed: Deed) => number): Record<string, unknown> => {
  const counts: Record<string, number> = {};
  for (const deed of some) for (const column of deed.columns) counts[column] = (counts[column] ?? 0) + part(deed);
  return Object.fromEntries(Object.entries(counts).map(([code, n]) => [code, near(n)]));
};
/** Title, hospital, conditions, who, headings; and the sum. */
const HEAD_AND_SUM = 6;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

async function agrees(part: (deed: Deed) => number): Promise<void> {
  const { rows } = await report(clerk);
  const april = deeds.filter(inApril);
  const keys = [...new Set(april.flatMap(({ staff }) => staff.map(({ no, department }) => `${no}/${department}`)))].sort();
  expect(rows.slice(0, -1).map(({ staffNo, departmentCode }) => `${staffNo}/${departmentCode}`).sort()).toEqual(keys);
  for (const row of rows.slice(0, -1)) {
    const own = april.filter(({ staff }) => staff.some(({ no, department }) => no === row.staffNo && department === row.departmentCode));
    expect(row.counts, row.staffNo!).toEqual(counted(own, part));
    expect(row.total).toBeCloseTo(sum(own.map(part)), 6);
    expect(row.people).toBe(new Set(own.map(({ person }) => person).filter(Boolean)).size);
    expect(row.hours).toBeCloseTo(sum(own.map(({ hours }) => hours)), 1);
  }
  const all = rows.at(-1)!;
  expect(all).toMatchObject({ staffNo: null, total: april.length, people: new Set(april.map(({ person }) => person).filter(Boolean)).size });
  expect(all.counts).toEqual(counted(april, () => 1));
}

/** Every number of the first sheet is the sum of what stands in 明细 for it. */
async function filedRowsAgree(): Promise<void> {
  const { bytes } = await clerk.download(`/stats/staff-reception/export?${APRIL}&withRows=true`);
  const [titles, ...lines] = sheetRows(bytes).slice(4);
  const work = listedRows(bytes, sheetNo(bytes, '明细'));
  const heads = titles!.map((title) => String(title).replace(' *', ''));
  const totalOf = (rows: typeof work, column: string): number => sum(rows.map((row) => Number(row[column])));
  const within = (rows: typeof work, column: string): typeof work => rows.filter((row) => String(row['计入列']).split('；').includes(column));
  const all = lines.findIndex(([name]) => String(name).startsWith('合计'));
  expect(all).toBeGreaterThan(2);
  for (const line of lines.slice(0, all)) {
    const own = work.filter((row) => row['工号'] === line[1] && row['科室'] === line[2]);
    expect(totalOf(own, '人次'), String(line[1])).toBeCloseTo(Number(line[heads.indexOf('合计人次')]), 1);
    expect(totalOf(own, '时长（分钟）') / 60, String(line[1])).toBeCloseTo(Number(line.at(-1)), 1);
    for (const column of heads.slice(4, heads.indexOf('合计人次'))) {
      expect(totalOf(within(own, column), column === '体检工作' ? '体检工作人次' : '人次'), `${line[1]} ${column}`).toBeCloseTo(Number(line[heads.indexOf(column)]), 1);
    }
  }
  expect(totalOf(work, '合计行人次')).toBe(lines[all]![heads.indexOf('合计人次')]);
}

describe('医护接待量', () => {
  it('R-68.b R-69.a R-69.c every figure is what a reader of all records would count, by the department of that day', async () => {
    await agrees(() => 1);
    expect((await report(clerk)).columns.map(({ code }) => code)).toEqual(expect.arrayContaining(['L1', 'L2', 'L3', 'L9', 'VIP', 'KEY_CARE', 'PE', 'MISSION']));
  });

  it('R-69.a columns that add up make the total; the others overlap and say so', async () => {
    const { rows, columns } = await report(clerk);
    for (const { counts, total } of rows) expect(sum(columns.filter(({ additive }) => additive).map(({ code }) => counts[code] ?? 0))).toBeCloseTo(total, 6);
  });

  it('R-68 R-69 every figure opens its rows, 服务人数 a row a person, and the file has them all', async () => {
    const { rows } = await report(clerk);
    const filed = async (query: string): Promise<number> => sheetRows((await clerk.download(`/stats/staff-reception/drill/export?${query}`)).bytes).length - HEAD_AND_SUM;
    for (const { staffNo, departmentCode, counts, total, people } of rows) {
      const who = `${staffNo ? `&staffNo=${staffNo}` : ''}${departmentCode ? `&departmentCode=${departmentCode}` : ''}`;
      expect((await clerk.get(`/stats/staff-reception/drill?${APRIL}${who}`)).body.total).toBe(total);
      const persons = (await clerk.get(`/stats/staff-reception/drill?${APRIL}${who}&unit=people&pageSize=100`)).body;
      expect([persons.total, new Set(persons.items.map((one) => one['beneficiaryId'])).size]).toEqual([people, people]);
      expect([await filed(`${APRIL}${who}`), await filed(`${APRIL}${who}&unit=people`)]).toEqual([total, people]);
      for (const [code, n] of Object.entries(counts)) expect((await clerk.get(`/stats/staff-reception/drill?${APRIL}${who}&column=${code}`)).body.total, `${staffNo} ${code}`).toBe(n);
    }
  });

  it('R-51.a R-68 its workbook has the rows behind the figures: by staff, department and column they add up to them', () => filedRowsAgree());

  it('R-68 each stands there with 工号, 科室 of then and 职务, also who has moved or left since', async () => {
    await hospital.database.query(`update staff set position = '主管护师', active = staff_no <> 'S3' where staff_no in ('S1', 'S3')`);
    const named = async (query = APRIL) => (await clerk.get<{ rows: { staffNo: string | null; name: string; departmentName: string | null; position: string | null }[] }>(`/stats/staff-reception?${query}`)).body.rows
      .filter(({ staffNo }) => staffNo === 'S1' || staffNo === 'S3').map(({ staffNo, name, departmentName, position }) => [staffNo, name, Boolean(departmentName), position]);
    expect(await named()).toEqual(expect.arrayContaining([['S1', '人员S1', true, '主管护师'], ['S3', '人员S3', true, '主管护师']]));
    expect(await named(`${APRIL}&departmentCode=${OTHER}`)).toEqual([['S1', '人员S1', true, '主管护师']]);
  });

  it('R-68.c staff without records stand there with nothing when asked for', async () => {
    expect((await report(clerk)).rows.some(({ staffNo }) => staffNo === 'S4')).toBe(false);
    expect((await report(clerk, `${APRIL}&withoutRecords=true`)).rows.find(({ staffNo }) => staffNo === 'S4')).toMatchObject({ total: 0, people: 0, counts: {} });
  });

  it('R-68.d a nurse sees herself only, in figures and rows, whatever she asks for', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: WARD, staffNo: 'S2' });
    expect((await report(nurse)).rows.map(({ staffNo }) => staffNo)).toEqual(['S2', null]);
    const { body } = await nurse.get(`/stats/staff-reception/drill?${APRIL}&staffNo=S1&pageSize=100`);
    expect(body.total).toBe(deeds.filter((deed) => inApril(deed) && deed.what === 'reception' && deed.staff.some(({ no }) => no === 'S2')).length);
  });

  it('R-69.b a dimension that is added to the dictionary is a column at once', async () => {
    await insertRows(hospital.database, 'dictionary_item', [{ id: 'RECEPTION_DIMENSION/NIGHT', system: 'RECEPTION_DIMENSION', code: 'NIGHT', name: '夜间接待', sort: 9, pinyin: 'yjjd', built_in: false }]);
    const [target] = deeds.filter((deed) => inApril(deed) && deed.what === 'reception');
    await hospital.database.query(`update reception set dimensions = dimensions || '{NIGHT}' where id = $1`, [target!.id]);
    target!.columns.push('NIGHT');
    expect((await report(clerk)).columns.map(({ code }) => code)).toContain('NIGHT');
    await agrees(() => 1);
  });

  it('R-68.a one reception by two counts one for each, or a half, as the parameter says; the sum counts it once', async () => {
    await hospital.database.query(`insert into parameter (id, value, changed_by) values ('reception.sharing', '"split"', 'test')`);
    await expect.poll(async () => (await report(clerk)).sharing, { timeout: 20_000 }).toBe('split');
    await agrees(({ what, staff }) => (what === 'mission' ? 1 : 1 / staff.length));
    await filedRowsAgree();
  });

  it('R-69.c counts when it is finished, moves with its time, and goes when it is cancelled', async () => {
    const person = await addPerson(hospital.database, { access: [{ department: WARD }] });
    const id = randomUUID();
    await insertRows(hospital.database, 'reception', [{
      id, beneficiary_id: person.id, confidential: false, kind: 'CLINIC', status: 'in_progress', origin: 'blank', started_at: '2026-08-03T09:00:00+08:00', ended_at: null, key_care: false,
      dimensions: [], snap_type: 'cadre', snap_level: 'L2', snap_category: [], snap_key_care: false, created_by: 't', created_by_name: 't',
    }]);
    await insertRows(hospital.database, 'reception_staff', [{ reception_id: id, staff_no: 'S3', staff_name: '人员S3', department_code: WARD, beneficiary_id: person.id, confidential: false }]);
    const totals = async (): Promise<number[]> => Promise.all(['08-01&to=2026-08-31', '09-01&to=2026-09-30'].map(async (month) => (await report(clerk, `from=2026-${month}`)).rows.at(-1)!.total));
    const becomes = (set: string) => hospital.database.query(`update reception set ${set} where id = $1`, [id]);
    expect(await totals()).toEqual([0, 0]);
    await becomes(`status = 'done', ended_at = '2026-08-03T10:00:00+08:00'`);
    expect(await totals()).toEqual([1, 0]);
    await becomes(`started_at = '2026-09-03T09:00:00+08:00', ended_at = '2026-09-03T10:00:00+08:00'`);
    expect(await totals()).toEqual([0, 1]);
    await becomes(`status = 'cancelled'`);
    expect(await totals()).toEqual([0, 0]);
  });

  it('R-62.d a reception follows its visit to whom it turned out to be of, with his standing and his secrecy', async () => {
    const { database } = hospital;
    const [taken, owner] = [await addPerson(database, { care_level: 'L3', access: [{ department: WARD }] }), await addPerson(database, { care_level: 'L1', secrecy: 'V', access: [{ department: WARD }] })];
    await insertRows(database, 'care_identity', [{ beneficiary_id: owner.id, care_level: 'L1', valid_from: '2020-01-01', confidential: true, origin: 'manual' }]);
    const visit = outpatientVisit(taken, { seen_at: '2026-06-02T09:00:00+08:00', patient_id: '00009001' });
    await insertRows(database, 'visit', [visit]);
    const id = randomUUID();
    await insertRows(database, 'reception', [{
      id, beneficiary_id: taken.id, confidential: false, kind: 'CLINIC', status: 'done', origin: 'visit', origin_id: visit['id'], started_at: '2026-06-02T01:00:00Z', ended_at: '2026-06-02T02:00:00Z',
      snap_type: 'cadre', snap_level: 'L3', snap_category: [], snap_key_care: false, created_by: 't', created_by_name: 't',
    }]);
    await insertRows(database, 'reception_staff', [{ reception_id: id, staff_no: 'S2', staff_name: '人员S2', department_code: WARD, beneficiary_id: taken.id, confidential: false }]);
    const june = async (): Promise<number> => (await report(clerk, 'from=2026-06-01&to=2026-06-30')).rows.at(-1)!.total;
    expect(await june()).toBe(1);
    await new RosterBench(hospital).run((em) => hospital.app.get(PersonFacts, { strict: false }).move(em, String(visit['patient_numbers_of']), '00009001', taken.id, owner.id));
    expect(await database.query('select beneficiary_id, confidential, snap_level from reception where id = $1', [id])).toEqual([{ beneficiary_id: owner.id, confidential: true, snap_level: 'L1' }]);
    expect(await database.query('select beneficiary_id, confidential from reception_staff where reception_id = $1', [id])).toEqual([{ beneficiary_id: owner.id, confidential: true }]);
    expect(await june()).toBe(0);
  });
});
