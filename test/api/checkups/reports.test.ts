import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { addCheckup, addPerson, insertRows, type Person } from '../../support/facts.js';
import { readPdf } from '../../support/read-pdf.js';

const WARD = '100105';
let hospital: TestHospital;
let doctor: Visitor;
let clerk: Visitor;
let person: Person;
const years: Record<number, string> = {};

const item = (code: string, name: string, text: string | null, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  identity_code: code, item_name: name, value_text: text, unit: 'mmol/L', range_text: '3.9～6.1', flag: 'N', section_no: 'F1', ...more,
});

beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  doctor = await hospital.signIn('DOCTOR', { departmentCode: WARD, staffNo: 'D1' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
  person = await addPerson(hospital.database, { name: '周文轩', birth_date: '1950-03-06', work_unit: '市水务局', access: [{ department: WARD }, { staff: 'D1' }] });
  for (const year of [2019, 2020, 2021, 2022, 2023, 2024, 2025]) {
    years[year] = (await addCheckup(hospital.database, person, {
      checkup_no: `TJ-${year}`, year, checkup_date: `${year}-03-05`, conclusion: '血糖偏高，血压正常。', advice: '内分泌科随诊。', chief_doctor: '钱守正',
      sections: [{ group_name: '生化检查', department_name: '检验科', summary: '血糖异常' }],
      items: [
        item('CHO', '总胆固醇', '5.0'), item('GLU', '空腹血糖', `7.${year - 2019}`, { flag: 'H' }),
        item('BMD', '骨密度', null, { state: 'refused', flag: null, unit: null, range_text: null }), item('ECG', '心电图', null, { state: 'missed', flag: null, unit: null, range_text: null }),
      ],
    })).id;
  }
});
afterAll(() => hospital.stop());

const pagesOf = async (visitor: Visitor, id: string, kind = 'own') => {
  const answer = await visitor.download(`/checkups/${id}/report?kind=${kind}`);
  if (process.env['PDF_OUT']) writeFileSync(`${process.env['PDF_OUT']}-${kind}.pdf`, answer.bytes);
  return { ...answer, pages: answer.status === 200 ? (await readPdf(answer.bytes)).map(({ text }) => text) : [] };
};
const publish = (id: string, edition: number, body: string, status: string): Promise<unknown> =>
  insertRows(hospital.database, 'checkup_summary', [{
    checkup_id: id, beneficiary_id: person.id, confidential: false, edition, body, status, content_hash: 'x', author: 't', author_name: '起草人', edited_by: 't', edited_by_name: '起草人',
    advice: [{ text: '低糖饮食', recheckItem: '空腹血糖', recheckDate: '2025-06-01' }], published_at: '2025-03-20T10:00:00+08:00',
  }]);

describe('a check-up report as a file', () => {
  it('R-38.b the system has no original file of any source and says on every page that its own is none', async () => {
    const { pages } = await pagesOf(doctor, years[2024]!);
    for (const page of pages) expect(page).toContain('不是体检系统的报告原件');
    const kept = await hospital.database.query<{ name: string }>(`select column_name as name from information_schema.columns where table_name = 'checkup' and column_name ~ 'file|url|original'`);
    expect(kept).toEqual([]);
  });

  it('R-38 says who, what was found with range and arrow, the abnormal first, and what was refused or missed', async () => {
    const { pages, headers } = await pagesOf(doctor, years[2024]!);
    expect(headers.get('content-disposition')).toContain('filename="2024_TJ-2024.pdf"');
    const text = pages.join('');
    for (const part of ['周文轩', '年龄：73岁', '市水务局', 'TJ-2024', '2024-03-05', '钱守正', '异常项目（1项）', '血糖偏高，血压正常。', '内分泌科随诊。', '生化检查', '小结：血糖异常', '2项没有结果：骨密度（拒检）、心电图（未检）'])
      expect(text).toContain(part);
    expect(text).toMatch(/空腹血糖7\.5↑偏高mmol\/L3\.9～6\.1/);
    const sections = text.slice(text.indexOf('各科检查'));
    expect(sections.indexOf('空腹血糖')).toBeLessThan(sections.indexOf('总胆固醇'));
    expect(text).not.toContain('历年对比');
    for (const [at, page] of pages.entries()) expect(page).toContain(`第${at + 1}页/共${pages.length}页`);
  });

  it('R-38 carries the newest published summary, no draft, and says where there is none', async () => {
    expect((await pagesOf(doctor, years[2025]!)).pages.join('')).toContain('本院尚未发布这次体检的小结');
    await publish(years[2025]!, 1, '旧的小结', 'superseded');
    await publish(years[2025]!, 2, '控制血糖，三个月后复查。', 'published');
    await publish(years[2025]!, 3, '还在写的草稿', 'draft');
    const text = (await pagesOf(doctor, years[2025]!)).pages.join('');
    for (const part of ['控制血糖，三个月后复查。', '1.低糖饮食（复查：空腹血糖2025-06-01）', '第2版']) expect(text).toContain(part);
    expect(text).not.toMatch(/旧的小结|还在写的草稿/);
  });

  it('R-38 历年对比 puts this and at most four earlier check-ups side by side, none that came later', async () => {
    const text = (await pagesOf(doctor, years[2024]!, 'compare')).pages.join('');
    const compared = text.slice(text.indexOf('历年对比'));
    expect(compared.match(/20\d\d-03-05/g)).toEqual(['2024-03-05', '2023-03-05', '2022-03-05', '2021-03-05', '2020-03-05']);
    expect(compared).toMatch(/空腹血糖mmol\/L3\.9～6\.17\.5↑7\.4↑7\.3↑7\.2↑7\.1↑/);
    expect((await pagesOf(doctor, years[2025]!, 'compare')).pages.join('')).toContain('2025-03-05');
  });

  it('R-38.d wants its own right, shows nothing of people whom the caller does not see, and nothing before it is summed up', async () => {
    const nurse = await hospital.signIn('NURSE', { departmentCode: WARD });
    expect((await nurse.get(`/checkups/${years[2024]!}/report`)).status).toBe(403);
    const stranger = await hospital.signIn('DEPT_DIRECTOR', { departmentCode: '100101', staffNo: 'D9' });
    expect((await stranger.get(`/checkups/${years[2024]!}/report`)).status).toBe(404);
    const hidden = await addPerson(hospital.database, { secrecy: 'V', access: [{ department: WARD }, { staff: 'D1' }] });
    const secret = await addCheckup(hospital.database, hidden, { confidential: true });
    expect((await doctor.get(`/checkups/${secret.id}/report`)).status).toBe(404);
    const early = await addCheckup(hospital.database, person, { status: 'pending_summary', checkup_date: '2018-03-05', year: 2018 });
    expect(await doctor.get(`/checkups/${early.id}/report`)).toMatchObject({ status: 409, body: { code: 'CHECKUP_NOT_FINISHED' } });
  });

  it('R-38.a R-38.d every download is one row of the trail with the digest of exactly these bytes, and every page names who took it', async () => {
    const { bytes, pages } = await pagesOf(doctor, years[2023]!);
    const rows = await hospital.database.query(
      `select actor, action, beneficiary_ids, row_count, asked->>'sha256' as sha256 from access_trail where operation = 'GET /checkups/:id/report' and $1 = any (object_ids)`, [years[2023]!],
    );
    expect(rows).toEqual([{
      actor: `t.doctor.${WARD}.d1`, action: 'export', beneficiary_ids: [person.id], row_count: 1, sha256: createHash('sha256').update(bytes).digest('hex'),
    }]);
    const [{ name }] = await hospital.database.query<{ name: string }>(`select name from app_user where username = $1`, [`t.doctor.${WARD}.d1`]) as [{ name: string }];
    for (const page of pages) expect(page).toContain(name.replace(/\s/g, ''));
  });
});

describe('the reports of a unit', () => {
  const settled = (id: string) =>
    eventually(async () => {
      const { body } = await clerk.get(`/jobs/${id}`);
      if (body['state'] !== 'done' && body['state'] !== 'failed') throw new Error(String(body['state']));
      return body;
    });

  it('R-38.c are made in the background with a result for each; what cannot be made spoils nothing; inside people find each other by name, outside nothing tells anybody', async () => {
    const some = { work_unit: '市档案馆' };
    for (const [index, name] of ['甲一', '乙二', '丙三'].entries())
      await addCheckup(hospital.database, await addPerson(hospital.database, { ...some, name }), { checkup_no: `TJ/${index}`, year: 2025, checkup_date: '2025-04-01' });
    const unfinished = await addCheckup(hospital.database, await addPerson(hospital.database, some), { status: 'examining', year: 2025, checkup_date: '2025-04-02' });
    await addCheckup(hospital.database, await addPerson(hospital.database, { ...some, name: '密五', secrecy: 'V' }), { confidential: true, checkup_no: 'TJ-SECRET', year: 2025, checkup_date: '2025-04-03' });
    await addCheckup(hospital.database, await addPerson(hospital.database, some), { checkup_no: 'TJ-OLD', year: 2024, checkup_date: '2024-12-31' });
    const { status, body } = await clerk.post<{ id: string; checkups: number }>('/checkups/reports', { unit: '市档案馆', year: 2025, kind: 'own' });
    expect([status, body.checkups]).toEqual([200, 4]);
    const job = await settled(body.id);
    expect(job).toMatchObject({ state: 'done', done: 4, failed: 1, fileRows: 3, message: '已生成 3 份体检报告，1 份未生成，原因见明细。文件保留 24 小时。' });
    const { items } = (await clerk.get(`/jobs/${body.id}/items?outcome=failed`)).body;
    expect(items).toMatchObject([{ ref: unfinished.id, outcome: 'failed', message: expect.stringContaining('总检尚未完成') }]);
    const { bytes, headers } = await clerk.download(`/files/${String(job['fileId'])}`);
    for (const [nth, name] of ['甲一', '乙二', '丙三'].entries()) expect(bytes.includes(`2025_市档案馆_${name}_TJ_${nth}.pdf`)).toBe(true);
    for (const other of ['SECRET', 'TJ-OLD', '密五']) expect(bytes.includes(other)).toBe(false);
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).not.toMatch(/市档案馆|甲一/);
    expect(job['title']).not.toContain('市档案馆');
    const [trail] = await hospital.database.query(`select action, row_count from access_trail where operation = 'GET /files/:id' order by seq desc limit 1`);
    expect(trail).toEqual({ action: 'export', row_count: 3 });
  });

  it('R-38.c a unit with nothing to make is refused; one where nothing can be made fails with its reason and leaves no file', async () => {
    expect(await clerk.post('/checkups/reports', { unit: '查无此单位', year: 2025 })).toMatchObject({ status: 409, body: { code: 'NO_CHECKUPS' } });
    await addCheckup(hospital.database, await addPerson(hospital.database, { work_unit: '市林业局' }), { status: 'examining', year: 2025, checkup_date: '2025-04-02' });
    const { body } = await clerk.post<{ id: string }>('/checkups/reports', { unit: '市林业局', year: 2025 });
    expect(await settled(body.id)).toMatchObject({ state: 'failed', failed: 1, fileId: null, message: expect.stringContaining('没有生成任何体检报告') });
  });
});
