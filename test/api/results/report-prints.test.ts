import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addCareFacts } from '../../support/care-records.js';
import { addLabReport, addPerson, insertRows, measured, type Person, stay } from '../../support/facts.js';
import { readPdf } from '../../support/read-pdf.js';
import { sheetRows } from '../../support/workbook.js';

interface Sheet {
  readonly title: string;
  readonly nth: number;
  readonly fields: readonly { readonly label: string; readonly value: string | null }[];
  readonly tables: readonly { readonly caption: string | null; readonly columns: readonly string[]; readonly rows: readonly { readonly cells: readonly string[]; readonly abnormal: boolean }[] }[];
  readonly foot: readonly string[];
}

let hospital: TestHospital;
let person: Person;
let doctor: Visitor;
let short: string;
let long: string;
let withdrawn: string;
let preliminary: string;
let foreign: string;
let exam: string;

beforeAll(async () => {
  hospital = await startHospital();
  const db = hospital.database;
  person = await addPerson(db, { name: '打印堃喆', access: [{ staff: 'D1' }] });
  const visit = stay(person, { visit_no: 'ZY88', medical_record_no: 'BA88', bed_no: '12', department_name: '干部病房' });
  await insertRows(db, 'visit', [visit]);
  const report = async (given: Record<string, unknown>, whose = person) => (await addLabReport(db, whose, {
    visit_no: 'ZY88', tester: '检验甲', verifier: '审核乙', received_at: '2026-03-02T08:00:00+08:00', verified_at: '2026-03-02T11:30:00+08:00',
    results: [measured('CREA', '132', { item_name: '肌酐', unit: 'μmol/L', range_text: '57-111', flag: 'H' }), measured('K', '4.1', { item_name: '钾', unit: 'mmol/L', range_text: '3.5-5.3', flag: 'N' })],
    ...given,
  })).id;
  short = await report({ report_no: 'BG1' });
  long = await report({
    report_no: 'BG2', results: Array.from({ length: 90 }, (_, at) => measured(`X${at}`, `${at}.5`, { item_name: `第${at + 1}项`, unit: 'g/L', range_text: '1-99' })),
  });
  withdrawn = await report({ report_no: 'BG3', status: 'withdrawn' });
  preliminary = await report({ report_no: 'BG4', status: 'preliminary' });
  foreign = await report({ report_no: 'BG5' }, await addPerson(db));
  exam = (await addCareFacts(db, person))['exam-report']!;
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
});
afterAll(() => hospital.stop());

const order = (reportIds: readonly string[], given: object = {}) => ({ reportIds, paper: 'A4', copies: 1, ...given });
const print = (reportIds: readonly string[], given: object = {}) => doctor.post<{ items: Sheet[]; code?: string; detail?: string }>('/lab-reports/prints', order(reportIds, given));
async function pdf(path: string, body: object): Promise<Awaited<ReturnType<typeof readPdf>>> {
  const answer = await fetch(`${hospital.url}/api/v1${path}`, {
    method: 'POST', headers: { authorization: `Bearer ${doctor.token}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(answer.headers.get('content-disposition')).toMatch(/filename="(lab|exam)-report_\d+\.pdf"/);
  return readPdf(Buffer.from(await answer.arrayBuffer()));
}

describe('a laboratory report on paper', () => {
  it('R-45.a carries hospital, patient, specimen, times, results with hint and range, who made and who verified it', async () => {
    const { body } = await print([short]);
    const [sheet] = body.items;
    const values = Object.fromEntries(sheet!.fields.map(({ label, value }) => [label, value]));
    expect(values).toMatchObject({
      姓名: '打印堃喆', 性别: '男', 年龄: '75岁', 病案号: 'BA88', 就诊号: 'ZY88', 科室: '干部病房', 床号: '12', 标本: '血清',
      采样时间: '2026-03-02 07:30', 接收时间: '2026-03-02 08:00', 报告时间: '2026-03-02 11:00',
    });
    expect(sheet!.tables[0]!.rows.map(({ cells, abnormal }) => [cells.slice(1, 6), abnormal])).toEqual([
      [['肌酐', '132', '↑ 偏高', 'μmol/L', '57-111'], true], [['钾', '4.1', '', 'mmol/L', '3.5-5.3'], false],
    ]);
    expect(sheet!.foot.join(' ')).toMatch(/检验者 检验甲.*审核者 审核乙.*本报告仅对所检测标本负责/);
  });

  it('R-45.d counts every printing; from the second on it is a 补打, and each is on record and on the trail', async () => {
    const before = (await print([short])).body.items[0]!.nth;
    expect(before).toBe(2);
    const [page] = await pdf('/lab-reports/prints/pdf', order([short], { paper: 'A5-landscape' }));
    expect(page!.text).toContain('补打（第3次）');
    const { prints } = (await doctor.get<{ prints: { nth: number; medium: string; printedBy: string }[] }>(`/lab-reports/${short}/prints`)).body;
    expect(prints.map(({ nth, medium, printedBy }) => [nth, medium, printedBy])).toEqual([[3, 'pdf', 't.doctor.100110.d1'], [2, 'paper', 't.doctor.100110.d1'], [1, 'paper', 't.doctor.100110.d1']]);
    const trail = await hospital.database.query(`select 1 from access_trail where operation like '%prints%' and action = 'export' and outcome = 'allowed' and $1 = any (beneficiary_ids)`, [person.id]);
    expect(trail.length).toBeGreaterThanOrEqual(2);
  });

  it('R-45.b R-45.e a long one breaks between rows, repeats its head and counts its pages; rare names are whole', async () => {
    const pages = await pdf('/lab-reports/prints/pdf', order([long]));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach(({ text }, at) => {
      expect(text).toContain('深圳市第三人民医院');
      expect(text).toContain(`第${at + 1}页/共${pages.length}页`);
      if (/第\d+项/.test(text)) expect(text).toContain('序号项目结果提示单位参考区间');
    });
    expect(pages[0]!.text).toContain('打印堃喆');
    const whole = pages.map(({ text }) => text).join('');
    for (let nth = 1; nth <= 90; nth += 1) expect(whole.split(`第${nth}项`).length - 1, `第${nth}项`).toBe(1);
  });

  it('R-45.c what is not verified or was withdrawn is not printed, and nothing of the order is counted', async () => {
    for (const bad of [withdrawn, preliminary]) {
      const { status, body } = await print([long, bad]);
      expect([status, body.code]).toEqual([409, 'NOT_PRINTABLE']);
    }
    expect((await doctor.get(`/lab-reports/${long}/prints`)).body['prints']).toHaveLength(1);
  });

  it('of somebody out of scope is not found, and printing needs its right', async () => {
    expect((await print([short, foreign])).status).toBe(404);
    expect((await doctor.get(`/lab-reports/${foreign}/prints`)).status).toBe(404);
    const guide = await hospital.signIn('GUIDE', { departmentCode: '100110' });
    expect((await guide.post('/lab-reports/prints', order([short]))).status).toBe(403);
  });

  it('several go out in the order asked for, the abnormal results alone when that is wanted', async () => {
    const { body } = await print([long, short], { onlyAbnormal: true });
    expect(body.items.map(({ tables }) => tables.flatMap(({ rows }) => rows.map(({ cells }) => cells[1])))).toEqual([[], ['肌酐']]);
  });

  it('R-44.c a culture is printed as germ by drug, not squeezed into items', async () => {
    const { id } = await addLabReport(hospital.database, person, {
      report_no: 'BG9', panel_name: '痰培养及药敏',
      results: [
        { identity_code: 'LEV', item_name: '左氧氟沙星', value_text: '≥8', value_kind: 'text', organism: '肺炎克雷伯菌', susceptibility: 'R', unit: 'μg/mL' },
        { identity_code: 'MEM', item_name: '美罗培南', value_text: '≤0.25', value_kind: 'text', organism: '肺炎克雷伯菌', susceptibility: 'S', unit: 'μg/mL' },
      ],
    });
    const [sheet] = (await print([id])).body.items;
    expect(sheet!.tables).toMatchObject([{ caption: '培养结果：肺炎克雷伯菌', rows: [{ cells: ['左氧氟沙星', '≥8', 'μg/mL', 'R 耐药', ''], abnormal: true }, { cells: ['美罗培南', '≤0.25', 'μg/mL', 'S 敏感', ''], abnormal: false }] }]);
  });
});

describe('the name of the hospital', () => {
  it('R-97.b set once, stands on the sign-in page, on every sheet, in every PDF and on every export', async () => {
    const administrator = await hospital.signIn('SYS_ADMIN');
    const name = '测试市干部医院';
    expect((await administrator.put('/parameters/hospital.name', { value: name, version: 0, reason: '院名变更' })).status).toBe(204);
    expect((await hospital.stranger.get('/public/branding')).body).toMatchObject({ hospitalName: name });
    expect((await print([short])).body.items).toMatchObject([{ hospital: name }]);
    for (const [path, id] of [['/lab-reports/prints/pdf', short], ['/exam-reports/prints/pdf', exam]] as const) {
      const [page] = await pdf(path, order([id]));
      expect(page!.text).toContain(name);
      expect(page!.text).not.toContain('深圳市第三人民医院');
    }
    const { bytes } = await (await hospital.signIn('OFFICE_DIRECTOR')).download('/lab-reports/export');
    expect(sheetRows(bytes)[1]).toEqual([name]);
    expect((await administrator.post('/parameters/hospital.name/reset', { reason: '恢复' })).status).toBe(204);
    expect((await print([short])).body.items).toMatchObject([{ hospital: '深圳市第三人民医院' }]);
  });
});

describe('an examination on paper', () => {
  it('R-45.a carries findings, impression and advice with who reported and verified', async () => {
    const [page] = await pdf('/exam-reports/prints/pdf', order([exam]));
    for (const words of ['检查报告单', '右肺上叶见磨玻璃结节。', '右肺上叶结节，建议随访。', '三个月后复查', '报告医生报告医生', '审核医生审核医生', '打印堃喆']) expect(page!.text).toContain(words);
  });
});
