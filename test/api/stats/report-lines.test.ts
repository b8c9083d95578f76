import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows, type Person } from '../../support/facts.js';
import { unpack } from '../../support/workbook.js';
import { addHolder, at, clinic, consulted, examined, VIP } from './countable.js';

interface Cell { column: string; visits: number; people: number }
interface Fact { key: string | null; name: string; value: number | null }
interface Report { figures: { rows: { key: string; cells: Cell[]; previous: Cell }[]; annual: Fact[]; work: Fact[]; quality: Fact[] }; id: string; version: number }

const sheetText = (bytes: Buffer): string => unpack(bytes).get('xl/worksheets/sheet1.xml')!;

let hospital: TestHospital;
let clerk: Visitor;
let director: Visitor;
let cadre: Person;
let vip: Person;
let secret: Person;
let report: Report;

async function mission([no, kind, status = 'done']: readonly [no: string, kind: string, status?: string], [from, to]: readonly [string, string], people: readonly Person[]): Promise<void> {
  const id = randomUUID();
  const hidden = people.includes(secret);
  await insertRows(hospital.database, 'mission', [{
    id, mission_no: no, title: `任务${no}`, kind, status, received_at: at('2026-01-01'), starts_at: from, ends_at: to, created_by: 't', created_by_name: 't',
  }]);
  await insertRows(hospital.database, 'mission_staff', ['N1', 'N2'].map((staff_no) => ({ mission_id: id, staff_no, staff_name: `护士${staff_no}`, starts_at: from, ends_at: to })));
  await insertRows(hospital.database, 'mission_person', people.map((one) => ({
    mission_id: id, beneficiary_id: one.id, confidential: hidden && one === secret, snap_type: one === vip ? 'vip' : 'cadre', snap_level: one === vip ? null : 'L2', snap_category: [], snap_key_care: false,
  })));
}

const recall = (who: Person, line: number, given: object): Promise<void> =>
  insertRows(hospital.database, 'recall', [{
    beneficiary_id: who.id, confidential: false, origin: 'manual', line, item: '复查血脂', due_date: '2026-03-31', created_by: 't', created_by_name: 't', ...given,
  }]);

const finding = (who: Person, no: string, given: object): Promise<void> =>
  insertRows(hospital.database, 'abnormal_finding', [{
    beneficiary_id: who.id, confidential: false, report_id: randomUUID(), result_no: no, item_code: 'K', item_name: '钾', collected_at: at('2026-03-02'), kinds: ['critical'],
    severity: 1, reasons: '[]', status: 'closed', status_at: at('2026-03-03'), status_by: '处理人', ...given,
  }]);

/** A patient number of the hospital's system that may be one of ours. */
const candidate = (patient_id: string, rule: string, given: object = {}): Promise<void> =>
  insertRows(hospital.database, 'match_candidate', [{
    source_system: 'HIS', patient_id, rule, score: 60, reason: `因${rule}`, person_cipher: 'x', confidential: false, created_at: at('2026-03-09'), ...given,
  }]);

async function identities(): Promise<void> {
  await candidate('P1', 'R2', { beneficiary_id: cadre.id });
  for (const { id } of [cadre, vip]) await candidate('P2', 'R3', { beneficiary_id: id });
  for (const { id } of [cadre, vip]) await candidate('P3', 'CONFLICT', { beneficiary_id: id });
  await candidate('P4', 'MERGE', { beneficiary_id: vip.id });
  await candidate('P5', 'SIGN', { status: 'rejected', decided_at: at('2026-04-02') });
  await candidate('P6', 'SIGN', { status: 'rejected', decided_at: at('2026-03-20') });
  await candidate('P7', 'SIGN', { created_at: at('2026-04-01') });
  await candidate('P8', 'R1', { beneficiary_id: secret.id, confidential: true });
  await candidate('P9', 'R3', { beneficiary_id: cadre.id });
  await candidate('P9', 'R3', { beneficiary_id: secret.id });
}

beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  const db = hospital.database;
  cadre = await addHolder(db, [['L2', '2020-01-01']]);
  vip = await addHolder(db, [], VIP);
  secret = await addHolder(db, [['L1', '2020-01-01']], { secrecy: 'V' });
  await mission(['M1', 'CONFERENCE'], [at('2026-03-05'), at('2026-03-05', '13:00')], [cadre, vip]);
  await mission(['M2', 'CONFERENCE'], ['2026-03-31T20:00:00+08:00', '2026-04-01T08:00:00+08:00'], [cadre]);
  await mission(['M3', 'TRAVEL', 'executing'], [at('2026-03-06'), at('2026-03-06', '10:00')], [cadre]);
  await mission(['M4', 'EVENT'], [at('2026-03-07'), at('2026-03-07', '10:00')], []);
  await mission(['M5', 'TRAVEL'], [at('2026-03-08'), at('2026-03-08', '12:00')], [cadre, secret]);
  await mission(['M6', 'VISIT'], ['2026-02-28T20:00:00+08:00', '2026-03-01T02:00:00+08:00'], [vip]);
  await recall(cadre, 1, { status: 'done', handled_at: at('2026-03-10') });
  await recall(cadre, 2, { status: 'done', handled_at: at('2026-03-11') });
  await recall(vip, 3, { status: 'cancelled', handled_at: at('2026-03-11') });
  await recall(vip, 4, { status: 'open' });
  await finding(cadre, 'a', {});
  await finding(cadre, 'b', { status: 'in_progress' });
  await finding(cadre, 'c', { void_at: at('2026-03-04') });
  await finding(cadre, 'd', { kinds: ['change'] });
  await consulted(db, cadre, '2026-03-12', { departments: ['100101', '100102'] });
  await consulted(db, cadre, '2026-03-13', { departments: ['100101'], kind: 'external' });
  await clinic(db, cadre, '2026-03-16');
  await clinic(db, vip, '2026-03-17', { main_diagnosis: null, main_diagnosis_code: null });
  await examined(db, cadre, '2026-03-18', { abnormal_count: 2 });
  await insertRows(db, 'reception', [{
    beneficiary_id: cadre.id, confidential: false, kind: 'CLINIC', status: 'done', origin: 'blank', started_at: at('2026-03-16'), ended_at: at('2026-03-16', '10:00'),
    snap_type: 'cadre', snap_level: 'L2', snap_category: [], snap_key_care: false, created_by: 't', created_by_name: 't',
  }]);
  await identities();
  report = (await clerk.post<Report>('/stats/reports', { kind: 'month', period: '2026-03' })).body;
});
afterAll(() => hospital.stop());

const cellsOf = (key: string): Record<string, [number, number]> =>
  Object.fromEntries(report.figures.rows.find((row) => row.key === key)!.cells.filter(({ visits }) => visits > 0).map(({ column, visits, people }) => [column, [visits, people]]));

describe('月报的行', () => {
  it('R-70 保健任务 counts the people looked after, in the month in which a mission begins, by the level of that day', () => {
    expect(cellsOf('missionConference')).toEqual({ L2: [2, 1], VIP: [1, 1], all: [3, 2] });
    expect(cellsOf('missionTravel')).toEqual({});
    expect(cellsOf('missionOther')).toEqual({});
    expect(report.figures.rows.find(({ key }) => key === 'missionOther')!.previous).toMatchObject({ visits: 1, people: 1 });
  });

  it('R-70 missions, those who took part and their hours stand beside it; what is left of a mission of two months is its hours', () => {
    // M1 4 h, M2 4 h until midnight, M4 1 h, M6 2 h since midnight, each by two of the staff; M5 has somebody 机密.
    expect(report.figures.work.map(({ key, value }) => [key, value])).toEqual([['missions', 3], ['missionStaff', 6], ['missionHours', 22]]);
  });

  it('R-70 随访 counts what was done, 危急值处理 what was closed and is not void', () => {
    expect(cellsOf('followUp')).toEqual({ L2: [2, 1], all: [2, 1] });
    expect(cellsOf('criticalValue')).toEqual({ L2: [1, 1], all: [1, 1] });
  });

  it('R-70 会诊 is told apart into those inside and outside the house', () => {
    expect(['consultation', 'consultationInside', 'consultationOutside'].map((key) => cellsOf(key)['all'])).toEqual([[3, 1], [2, 1], [1, 1]]);
  });

  it('R-62.b 漏登 counts what has no reception, and what lacks a diagnosis is counted', () => {
    expect(Object.fromEntries(report.figures.quality.map(({ key, value }) => [key, value]))).toMatchObject({ unreceived: 2, undiagnosed: 1 });
  });

  it('R-70 未绑定身份 and 身份冲突 are the patient numbers that waited when the period ended, each once, none of somebody 机密; what was entered late is counted', async () => {
    expect(Object.fromEntries(report.figures.quality.map(({ key, value }) => [key, value]))).toMatchObject({ unbound: 4, conflicts: 2, backfilled: 1 });
    const what = async (fact: string): Promise<unknown[]> =>
      (await clerk.get(`/stats/reports/${report.id}/facts/${fact}`)).body.items.map((row) => /患者编号 (\w+)/.exec(String(row['what']))![1]!).sort((one, other) => (one < other ? -1 : 1));
    expect([await what('unbound'), await what('conflicts')]).toEqual([['P1', 'P2', 'P3', 'P5'], ['P3', 'P4']]);
    const leader = await hospital.signIn('HOSPITAL_LEADER');
    expect((await leader.get(`/stats/reports/${report.id}/facts/unbound`)).status).toBe(403);
  });

  it('R-70 G11 every number of the form opens what it counted, and every fact beside it too', async () => {
    const total = async (query: string): Promise<unknown> => (await clerk.get(`/stats/drill?reportId=${report.id}&${query}`)).body.total;
    const days = { now: 'from=2026-03-01&to=2026-03-31', previous: 'from=2026-02-01&to=2026-02-28' };
    for (const { key, cells, previous } of report.figures.rows) {
      const cases = ['gastroscopy', 'colonoscopy', 'criticalValue'].includes(key) ? '&cases=true' : '';
      for (const { column, visits, people } of cells) {
        const of = `measure=${key}&${days.now}${cases}${column === 'all' ? '' : `&level=${column}`}`;
        expect([await total(of), await total(`${of}&unit=people`)], `${key} ${column}`).toEqual([visits, people]);
      }
      expect(await total(`measure=${key}&${days.previous}${cases}`), key).toBe(previous.visits);
    }
    for (const { key, value } of [...report.figures.work, ...report.figures.quality]) {
      if (key === 'missionHours') continue;
      expect((await clerk.get(`/stats/reports/${report.id}/facts/${key}`)).body.total, key!).toBe(value);
      const { status, bytes } = await clerk.download(`/stats/reports/${report.id}/facts/${key}/export`);
      expect([status, [...sheetText(bytes).matchAll(/(\d+) 条/g)].at(-1)?.[1]], key!).toEqual([200, String(value)]);
    }
    const year = (await clerk.post<Report>('/stats/reports', { kind: 'year', period: '2026' })).body;
    for (const { key, value, name } of year.figures.annual) {
      if (key) expect((await clerk.get(`/stats/reports/${year.id}/facts/${key}`)).body.total, name).toBe(value);
    }
    expect(year.figures.annual.find(({ name }) => name === '异常检出率')?.value).toBe(100);
    expect((await clerk.get(`/stats/reports/${report.id}/facts/toString`)).status).toBe(404);
    const hours = (await clerk.get(`/stats/reports/${report.id}/facts/missionHours`)).body.items.map(({ what }) => Number(/ ([\d.]+) 小时$/.exec(String(what))![1]));
    expect(hours.reduce((sum, one) => sum + one, 0)).toBe(22);
  });

  it('R-70.a a locked month opens the rows that were locked, whatever arrived since', async () => {
    const other = (await clerk.post<Report>('/stats/reports', { kind: 'month', period: '2026-02' })).body;
    await clinic(hospital.database, cadre, '2026-02-10');
    expect((await director.post(`/stats/reports/${other.id}/lock`, { reason: '上报', version: other.version })).status).toBe(200);
    await clinic(hospital.database, cadre, '2026-02-11');
    const total = async (query: string): Promise<unknown> => (await clerk.get(`/stats/drill?measure=outpatient&from=2026-02-01&to=2026-02-28${query}`)).body.total;
    expect([await total(''), await total(`&reportId=${other.id}`)]).toEqual([2, 1]);
    expect(await total(`&reportId=${randomUUID()}`)).toBeUndefined();
    const head = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100101' });
    expect((await head.get(`/stats/drill?measure=outpatient&from=2026-02-01&to=2026-02-28&reportId=${other.id}`)).status).toBe(403);
    expect((await head.get(`/stats/reports/${other.id}/facts/late`)).status).toBe(403);
  });

  it('R-70 what is taken back leaves the figures in the same transaction', async () => {
    const now = async (): Promise<number[]> => {
      report = (await clerk.post<Report>(`/stats/reports/${report.id}/recalculate`)).body;
      return ['missionConference', 'followUp', 'criticalValue'].map((key) => cellsOf(key)['all']?.[0] ?? 0);
    };
    await hospital.database.query(`update mission set status = 'revoked' where mission_no = 'M2'`);
    await hospital.database.query(`update recall set status = 'open', handled_at = null where line = 1`);
    await hospital.database.query(`update abnormal_finding set status = 'unread' where result_no = 'a'`);
    expect(await now()).toEqual([2, 1, 0]);
    await hospital.database.query(`update mission set status = 'done' where mission_no = 'M2'`);
    await hospital.database.query(`delete from mission_person where beneficiary_id = $1`, [vip.id]);
    expect(await now()).toEqual([2, 1, 0]);
    await hospital.database.query('select rebuild_figures($1, $2)', ['2026-03-01', '2026-03-31']);
    expect(await now()).toEqual([2, 1, 0]);
    await hospital.database.query(`update consultation set kind = 'ordinary' where kind = 'external'`);
    await now();
    expect(cellsOf('consultationOutside')).toEqual({});
  });
});
