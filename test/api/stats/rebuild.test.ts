import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { insertRows } from '../../support/facts.js';
import { eventually } from '../../support/reading-hospital.js';
import { readPdf } from '../../support/read-pdf.js';
import { staffRow } from '../../support/staff.js';
import { unpack } from '../../support/workbook.js';
import { addHolder, at, clinic } from './countable.js';

let hospital: TestHospital;
let director: Visitor;
let clerk: Visitor;

beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  director = await hospital.signIn('OFFICE_DIRECTOR', { departmentCode: '4001' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001', staffNo: 'N1' });
  const person = await addHolder(hospital.database, [['L2', '2020-01-01']]);
  for (const day of ['2026-01-05', '2026-02-05', '2026-02-06']) await clinic(hospital.database, person, day);
  await insertRows(hospital.database, 'staff', [staffRow('N1', '护士甲', '4001')]);
  const reception = { beneficiary_id: person.id, confidential: false, kind: 'CLINIC', status: 'done', origin: 'blank', started_at: at('2026-02-05'), ended_at: at('2026-02-05', '10:00') };
  await insertRows(hospital.database, 'reception', [{ ...reception, snap_type: 'cadre', snap_level: 'L2', snap_category: [], snap_key_care: false, created_by: 't', created_by_name: 't' }]);
  await hospital.database.query(`insert into reception_staff (reception_id, staff_no, beneficiary_id, confidential, staff_name, department_code)
    select id, 'N1', beneficiary_id, false, '护士甲', '4001' from reception`);
});
afterAll(() => hospital.stop());

const asked = { from: '2026-01', to: '2026-02', reason: '核对二月数字' };
const february = async (): Promise<number> => {
  const { body } = await clerk.get<{ rows: { key: string; cells: { measure: string; column: string; visits: number }[] }[] }>('/stats/workload?from=2026-02-01&to=2026-02-28');
  return body.rows.find(({ key }) => key === 'all')!.cells.find(({ measure, column }) => measure === 'outpatient' && column === 'all')?.visits ?? 0;
};

describe('重算统计', () => {
  it('R-64 counts anew what had gone wrong, as a job whose end says what was put right, and leaves who asked and why', async () => {
    await hospital.database.query(`update care_day set visits = visits + 5 where id = (select min(id) from care_day where span = 'month' and day = '2026-02-01')`);
    expect(await february()).toBe(7);
    const started = await director.post<{ jobId: string }>('/stats/rebuild', asked);
    expect(started.status).toBe(200);
    const job = await eventually(async () => {
      const { body } = await director.get(`/jobs/${started.body.jobId}`);
      expect(body['state']).toBe('done');
      return body;
    }, 25_000);
    expect([job['message'], job['done'], job['total']]).toEqual(['已重算，2 项合计中更正了 1 项。', 3, 3]);
    expect(await february()).toBe(2);
    expect((await director.get('/stats/rebuild')).body.items[0]).toMatchObject({ kind: 'rebuild', from: '2026-01-01', to: '2026-02-28', cells: 2, differing: 1 });
    const trail = await hospital.database.query<{ reason: string }>(`select reason from access_trail where operation = 'POST /stats/rebuild' and outcome = 'allowed' and reason is not null limit 1`);
    expect(trail).toEqual([{ reason: '核对二月数字' }]);
  });

  it('R-64 needs the right, months that have begun, and a reason', async () => {
    expect((await clerk.post('/stats/rebuild', asked)).status).toBe(403);
    for (const wrong of [{ from: '2026-03', to: '2026-02' }, { from: '2199-01', to: '2199-02' }, { from: '2010-01', to: '2026-01' }, { reason: '' }]) {
      expect((await director.post('/stats/rebuild', { ...asked, ...wrong })).status).toBe(400);
    }
  });
});

describe('整本导出', () => {
  it('R-51.a R-51.b every page of a period in one workbook: title, period, sum and who made it on each sheet', async () => {
    const { status, bytes } = await clerk.download('/stats/export?from=2026-02-01&to=2026-02-28');
    expect(status).toBe(200);
    const parts = unpack(bytes);
    const names = [...parts.get('xl/workbook.xml')!.matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(['接待量', '同比环比', '走势', '全院工作量人次', '全院工作量人数', '医护接待量']);
    for (const at of names.keys()) {
      const sheet = parts.get(`xl/worksheets/sheet${at + 1}.xml`)!;
      for (const said of ['统计区间：2026-02-01 至 2026-02-28', '制表人：', '合计']) expect(sheet, `${names[at]} ${said}`).toContain(said.replace('合计', names[at] === '同比环比' ? '' : '合计'));
    }
  });

  it('R-68 医护接待量 goes out as it stands on the page, by its own right', async () => {
    const { status, bytes } = await clerk.download('/stats/staff-reception/export?from=2026-02-01&to=2026-02-28');
    expect(status).toBe(200);
    const sheet = unpack(bytes).get('xl/worksheets/sheet1.xml')!;
    for (const said of ['护士甲', '合计（按接待单去重）', '多人共同接待：每人各计 1']) expect(sheet).toContain(said);
    const nurse = await hospital.signIn('NURSE', { departmentCode: '4001' });
    expect((await nurse.download('/stats/staff-reception/export?from=2026-02-01&to=2026-02-28')).status).toBe(403);
    expect((await nurse.download('/stats/export?from=2026-02-01&to=2026-02-28')).status).toBe(403);
  });

  it('R-67 R-67.a on paper 全院工作量 is pages of two measures with their levels, each with the departments again; the workbook breaks there too', async () => {
    const asked = 'from=2026-02-01&to=2026-02-28';
    const pages = (await readPdf((await clerk.download(`/stats/workload/document?${asked}`)).bytes)).map(({ text }) => text);
    const heads = ['体检一级', '门诊一级', '住院（出院）一级', '手术例数', '胃肠镜一级', '会诊合计'];
    const pageOf = (head: string): number => pages.findIndex((text) => text.includes(head));
    expect(heads.map(pageOf)).toEqual([0, 0, 1, 1, 2, 2]);
    for (const text of pages.slice(0, 3)) for (const said of ['科室', '合计', '制表人：', '全院工作量（人次）', '统计区间：2026-02-01至2026-02-28']) expect(text).toContain(said);
    const book = unpack((await clerk.download(`/stats/workload/export?${asked}`)).bytes);
    const breaks = [...book.get('xl/worksheets/sheet1.xml')!.matchAll(/<brk id="(\d+)"/g)].map(([, at]) => Number(at));
    expect(breaks).toEqual([13, 26]);
    expect(book.get('xl/workbook.xml')).toContain(`'人次'!$A:$A,'人次'!$5:$6`);
    for (const [path, said] of [['reception-volume', '接待量同比环比'], ['staff-reception', '护士甲']] as const) {
      expect((await readPdf((await clerk.download(`/stats/${path}/document?${asked}`)).bytes)).map(({ text }) => text).join('')).toContain(said);
    }
    const nurse = await hospital.signIn('HEAD_NURSE', { departmentCode: '100110' });
    for (const path of ['workload', 'reception-volume', 'staff-reception']) expect((await nurse.download(`/stats/${path}/document?${asked}`)).status).toBe(403);
  });
});
