import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, diagnosis, insertRows, outpatientVisit, stay } from '../../support/facts.js';
import { sheetRows, unpack } from '../../support/workbook.js';

const HEADER = 4;

let hospital: TestHospital;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital();
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  const person = await addPerson(hospital.database, { name: '=HYPERLINK("http://x","张三")', categories: ['cadre', 'vip'] });
  const visits = [
    outpatientVisit(person, { visit_no: '00012345678901234567', visit_class: 'emergency', main_diagnosis: '+高血压 <3 级> & "危"', doctor_name: '-医生' }),
    outpatientVisit(person, { visit_no: '@SUM(A1)', started_at: '2026-03-01T00:30:00+08:00', main_diagnosis: null, department_name: 'a\u0001b' }),
  ];
  await insertRows(hospital.database, 'visit', visits);
  await insertRows(hospital.database, 'visit_diagnosis', [diagnosis(visits[0]!, { name: '糖尿病' }), diagnosis(visits[0]!, { name: '痛风', rank: 3 })]);
  await insertRows(hospital.database, 'visit', [stay(person, { status: 'discharged', ended_at: '2026-03-05T10:00:00+08:00' })]);
});
afterAll(() => hospital.stop());

describe('the export of a list', () => {
  it('G-X.a states title, hospital, conditions, maker and time, and closes with a total', async () => {
    const { bytes, headers } = await clerk.download('/outpatient-visits/export?from=2026-03-01&to=2026-03-31&careLevel=L2&departmentCode=100110');
    const rows = sheetRows(bytes);
    expect(rows[0]).toEqual(['门急诊就诊记录']);
    expect(rows[1]).toEqual(['深圳市第三人民医院']);
    expect(rows[2]).toEqual(['条件：就诊时间：2026-03-01 至 2026-03-31；保健级别：二级保健；科室：干部保健科（特诊科）']);
    expect(rows[3]![0]).toBe('制表人：t.office_staff.4001');
    expect(rows[3]![3]).toBeCloseTo((Date.now() + 8 * 3_600_000) / 86_400_000 + 25_569, 1);
    expect(rows.at(-1)!.slice(0, 2)).toEqual(['合计', '2 条']);
    const name = decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(headers.get('content-disposition')!)![1]!);
    expect(name).toMatch(/^门急诊就诊记录_2026-03-01至2026-03-31_\d{14}\.xlsx$/);
  });

  it('S42 carries a mark of whoever took it out, on the sheet, on every printed page and where no sheet shows it; the mark leads to the access trail', async () => {
    const { bytes } = await clerk.download('/outpatient-visits/export');
    const mark = String(sheetRows(bytes)[3]![4]);
    const [, number] = /^导出账号 t\.office_staff\.4001，编号 ([0-9a-f]{16})$/.exec(mark)!;
    const parts = unpack(bytes);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain(`<oddFooter>&amp;L${mark}`);
    expect(parts.get('docProps/core.xml')).toContain(`<dc:identifier>${number}</dc:identifier>`);
    const trail = await hospital.database.query('select actor, action from access_trail where trace = $1', [number]);
    expect(trail).toEqual([{ actor: 't.office_staff.4001', action: 'export' }]);
  });

  it('G-X.a has a bold frozen header, numbers of people as text and real dates on the wall clock', async () => {
    const { bytes } = await clerk.download('/outpatient-visits/export');
    const rows = sheetRows(bytes);
    const sheet = unpack(bytes).get('xl/worksheets/sheet1.xml')!;
    const column = (title: string): number => rows[HEADER]!.indexOf(title);
    expect(sheet).toContain('<pane ySplit="5" topLeftCell="A6" activePane="bottomLeft" state="frozen"/>');
    expect(rows[HEADER]).toEqual(['姓名', '性别', '年龄', '保健级别', '对象类型', '就诊号', '就诊时间', '待就诊', '就诊科室', '医生', '主要诊断', '其他诊断',
      '就诊类型', '门急诊', '就诊机构', '状态', '特需', '检验异常项数', '危急值项数']);
    expect(rows[5]![column('就诊号')]).toBe('00012345678901234567');
    // 2026-03-02 09:00 as Excel counts days.
    expect(rows[5]![column('就诊时间')]).toBeCloseTo(46_083.375, 6);
    expect(rows[5]!.slice(3, 5)).toEqual(['二级保健', '干保；特需']);
    expect([rows[5]![column('门急诊')], rows[5]![column('状态')], rows[5]![column('待就诊')]]).toEqual(['急诊', '已完成', '否']);
  });

  it('R-29.c writes all diagnoses, parted by ；', async () => {
    const rows = sheetRows((await clerk.download('/outpatient-visits/export')).bytes);
    expect(rows[5]![rows[HEADER]!.indexOf('其他诊断')]).toBe('糖尿病；痛风');
  });

  it('G-X.e keeps texts that look like formulas texts, and drops what XML cannot carry', async () => {
    const { bytes } = await clerk.download('/outpatient-visits/export');
    const sheet = unpack(bytes).get('xl/worksheets/sheet1.xml')!;
    expect(sheet).not.toContain('<f>');
    expect(sheet).toMatch(/t="inlineStr"><is><t xml:space="preserve">=HYPERLINK/);
    const rows = sheetRows(bytes);
    expect(rows[5]![0]).toBe('=HYPERLINK("http://x","张三")');
    expect(rows[5]).toContain('+高血压 <3 级> & "危"');
    expect(rows[6]).toContain('@SUM(A1)');
    expect(rows[6]).toContain('ab');
  });

  it('G-X.d has as many rows as the screen and the access trail say', async () => {
    const { bytes } = await clerk.download('/outpatient-visits/export?from=2026-03-02');
    const { body } = await clerk.get('/outpatient-visits?from=2026-03-02');
    const [trail] = await hospital.database.query<{ row_count: number; action: string }>(
      `select row_count, action from access_trail where operation = 'GET /outpatient-visits/export' order by seq desc limit 1`);
    expect(sheetRows(bytes).length - 6).toBe(body.total);
    expect(trail).toEqual({ row_count: body.total, action: 'export' });
  });

  it('exports stays with their days', async () => {
    const rows = sheetRows((await clerk.download('/inpatient-visits/export?status=discharged')).bytes);
    expect(rows[5]![rows[HEADER]!.indexOf('住院天数')]).toBe(3);
    expect(rows[2]).toEqual(['条件：状态：已出院']);
  });

  it('G-X.g says in words why nothing was exported', async () => {
    const { status, bytes } = await clerk.download('/outpatient-visits/export?from=2026-03-02&to=2026-03-01');
    expect(status).toBe(400);
    expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ detail: expect.stringContaining('结束日期不能早于开始日期') });
  });
});
