import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { addPerson, type Person } from '../../support/facts.js';
import { RosterBench } from '../../support/people.js';
import { readPdf } from '../../support/read-pdf.js';
import { connectSources, diabetic, type Fact } from './archive-bench.js';

const WHOLE = '5e0c1a4e-0000-4000-8000-000000000001';
const FOR_HIMSELF = '5e0c1a4e-0000-4000-8000-000000000003';
interface Block { section: string; title: string; facts: Fact[]; remark: string | null }
interface Version { id: string; version: number; number: string; contentHash: string; blocks: Block[]; missing: string[]; withdrawn: string[]; signedName: string | null; opinion: string | null; ruleVersion: number }

let hospital: TestHospital;
let doctor: Visitor;
let nurse: Visitor;
let person: Person;

beforeAll(async () => {
  hospital = await startHospital();
  doctor = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D1' });
  nurse = await hospital.signIn('NURSE', { departmentCode: '100110' });
  await connectSources(hospital);
  person = await diabetic(hospital);
});
afterAll(() => hospital.stop());

const generate = async (id = person.id, over: object = {}): Promise<Version> => (await doctor.post<Version>(`/beneficiaries/${id}/archives`, { templateId: WHOLE, ...over })).body;
const pdfOf = async (visitor: Visitor, id: string, body: object = {}) => {
  const answer = await fetch(`${hospital.url}/api/v1/archives/${id}/pdf`, {
    method: 'POST', headers: { authorization: `Bearer ${visitor.token}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  return { status: answer.status, name: answer.headers.get('content-disposition'), bytes: Buffer.from(await answer.arrayBuffer()) };
};
const factsOf = ({ blocks }: Version, section: string) => blocks.find((block) => block.section === section)!.facts;

describe('versions of a health record', () => {
  it('R-19.a generating makes version n + 1; what was generated never changes and stays readable', async () => {
    const first = await generate();
    const before = (await doctor.get(`/archives/${first.id}`)).body;
    await hospital.database.query(`update exam_report set impression = '更正后的结论', revision = 2, status = 'corrected', content_hash = 'n', recorded_from = now() where beneficiary_id = $1`, [person.id]);
    const second = await generate();
    expect(second.version).toBe(first.version + 1);
    expect((await doctor.get(`/archives/${first.id}`)).body).toEqual(before);
    expect(factsOf(second, 'exams')[0]!.cells['conclusion']).toBe('更正后的结论');
    expect((await doctor.get(`/beneficiaries/${person.id}/archives`)).body.items.map(({ version }) => version)).toEqual([second.version, first.version]);
    await expect(new RosterBench(hospital).run((em) => em.query(`update archive_version set content = '{}' where id = $1`, [first.id]))).rejects.toThrow(/permission denied/);
    await expect(new RosterBench(hospital).run((em) => em.query(`delete from archive_version where id = $1`, [first.id]))).rejects.toThrow(/permission denied/);
  });

  it('R-19.b a record as of an earlier moment is the one that was made then', async () => {
    const someone = await diabetic(hospital);
    const then = await generate(someone.id);
    const moment = new Date().toISOString();
    await new Promise((done) => { setTimeout(done, 20); });
    await hospital.database.query(`update visit set deleted_at = now(), recorded_from = now() where beneficiary_id = $1`, [someone.id]);
    const now = await generate(someone.id);
    const back = await generate(someone.id, { asOf: moment });
    expect(factsOf(now, 'visits')).toEqual([]);
    expect(back.blocks).toEqual(then.blocks);
  });

  it('R-17.d a diagnosis that its source withdrew is not in the next version, and the version says so', async () => {
    const someone = await diabetic(hospital);
    await generate(someone.id);
    await hospital.database.query(`update visit set deleted_at = now(), recorded_from = now() where beneficiary_id = $1 and main_diagnosis_code like 'I10%'`, [someone.id]);
    const next = await generate(someone.id);
    expect(next.withdrawn).toEqual(['高血压病3级（高危）']);
    expect(factsOf(next, 'diagnoses').map(({ cells }) => cells['name'])).not.toContain('高血压病3级（高危）');
    const pages = await readPdf((await pdfOf(doctor, next.id)).bytes);
    expect(pages[0]!.text).toContain('来源已撤销的诊断：高血压病3级（高危）');
  });

  it('R-19.c names in it and on paper what was not connected when it was made', async () => {
    await hospital.database.query(`update source set state = 'failed' where id = 'ris'`);
    const version = await generate();
    await hospital.database.query(`update source set state = 'ok' where id = 'ris'`);
    expect(version.missing).toEqual(['检查结论：RIS 接口 未连通，数据截至 2026-03-10']);
    const pages = await readPdf((await pdfOf(doctor, version.id)).bytes);
    expect(pages[0]!.text).toContain('检查结论：RIS接口未连通，数据截至2026-03-10');
  });

  it('R-19.d carries 未审签 until a doctor who may has signed it, once', async () => {
    const version = await generate();
    for (const { text } of await readPdf((await pdfOf(doctor, version.id)).bytes)) expect(text).toContain('未审签');
    expect((await nurse.post(`/archives/${version.id}/signature`, { opinion: '同意' })).status).toBe(403);
    const { status, body } = await doctor.post<Version>(`/archives/${version.id}/signature`, { opinion: '病情平稳，三个月后复查。' });
    expect([status, body.opinion, body.contentHash]).toEqual([200, '病情平稳，三个月后复查。', version.contentHash]);
    expect((await doctor.post(`/archives/${version.id}/signature`, { opinion: '再签' })).status).toBe(409);
    const text = (await readPdf((await pdfOf(doctor, version.id)).bytes)).map((page) => page.text).join('');
    expect(text).not.toContain('未审签');
    expect(text).toContain('审签意见：病情平稳，三个月后复查。');
  });

  it('R-19.d asks who proved himself long ago for his password again before he signs', async () => {
    const version = await generate();
    const late = await hospital.signIn('DOCTOR', { departmentCode: '100110', staffNo: 'D9' });
    await hospital.database.query(`update session set fresh_at = now() - interval '1 hour' where user_id = (select id from app_user where username = 't.doctor.100110.d9')`);
    const { status, body } = await late.post(`/archives/${version.id}/signature`, { opinion: '同意' });
    expect([status, body['code']]).toEqual([403, 'REAUTH_REQUIRED']);
  });

  it('R-19 says what changed between two versions', async () => {
    const someone = await diabetic(hospital);
    const first = await generate(someone.id);
    await hospital.database.query(`update exam_report set impression = '结节较前缩小', content_hash = 'd', recorded_from = now() where beneficiary_id = $1`, [someone.id]);
    const second = await generate(someone.id);
    const { body } = await doctor.get<{ changes: { section: string; kind: string; before: string; after: string }[] }>(`/archives/${second.id}/diff?with=${first.id}`);
    expect(body.changes).toHaveLength(1);
    expect(body.changes[0]).toMatchObject({ section: '检查结论', kind: 'changed', before: expect.stringContaining('建议随访'), after: expect.stringContaining('较前缩小') });
  });
});

describe('a health record on paper', () => {
  it('R-14.a is a whole PDF: every fact of the version stands in it, with header, number and page count', async () => {
    const version = await generate();
    const { name, bytes } = await pdfOf(doctor, version.id);
    if (process.env['PDF_OUT']) writeFileSync(process.env['PDF_OUT'], bytes);
    expect(name).toBe(`attachment; filename="${version.number}.pdf"; filename*=UTF-8''${version.number}.pdf`);
    const pages = await readPdf(bytes);
    const text = pages.map((page) => page.text).join('');
    for (const { facts } of version.blocks) for (const { cells } of facts) for (const cell of Object.values(cells)) if (cell) expect(text).toContain(cell.replace(/\s+/g, ''));
    pages.forEach((page, at) => {
      expect(page.text).toContain(`编号${version.number}第${version.version}版`);
      expect(page.text).toContain(`第${at + 1}页/共${pages.length}页`);
    });
  });

  it('R-14 prints the parts that were chosen and says that it is an excerpt; parts that the version has not are refused', async () => {
    const version = await generate();
    const { bytes } = await pdfOf(doctor, version.id, { sections: ['visits', 'background'] });
    const text = (await readPdf(bytes)).map((page) => page.text).join('');
    expect(text).toContain(`本文件为节选：全文共${version.blocks.length}章，此处2章。`);
    expect(text).toContain('一、既往史与过敏史');
    expect(text).toContain('二、历次就诊');
    expect(text).not.toMatch(/关键检验趋势|用药史/);
    const short = await generate(person.id, { templateId: FOR_HIMSELF });
    const absent = version.blocks.find(({ section }) => !short.blocks.some((block) => block.section === section))!.section;
    expect((await pdfOf(doctor, short.id, { sections: [absent] })).status).toBe(400);
    for (const wrong of [[], ['nothing'], ['visits', 'visits']]) expect((await pdfOf(doctor, version.id, { sections: wrong })).status, String(wrong)).toBe(400);
  });

  it('R-14.c is for those who may download; 机密 people need a reason', async () => {
    const version = await generate();
    expect((await pdfOf(nurse, version.id)).status).toBe(403);
    const secret = await diabetic(hospital, { secrecy: 'V' });
    const cleared = await hospital.signIn('HOSPITAL_LEADER');
    await new RosterBench(hospital).clear('t.hospital_leader');
    const made = await hospital.database.query<{ id: string }>(
      `insert into archive_version (beneficiary_id, confidential, version, number, template_id, template_version, template_name, audience, rule_version, as_of, content, content_hash, missing, generated_by, generated_name)
       select $1, true, 1, 'DA-SECRET', template_id, template_version, template_name, audience, rule_version, as_of, content, content_hash, missing, generated_by, generated_name
       from archive_version where id = $2 returning id`, [secret.id, version.id],
    );
    const id = made[0]!.id;
    expect((await pdfOf(doctor, id)).status).toBe(404);
    expect((await pdfOf(cleared, id, { reason: '会诊需要' })).status, 'not opened yet').toBe(404);
    await new RosterBench(hospital).open('t.hospital_leader', secret.id);
    expect((await pdfOf(cleared, id, { reason: '会诊需要' })).status, 'opened people are not taken out of the house by default').toBe(404);
    const administrator = await hospital.signIn('SYS_ADMIN');
    expect((await administrator.put('/parameters/confidential.export', { value: true, version: 0, reason: '测试' })).status).toBe(204);
    expect((await pdfOf(cleared, id)).status).toBe(400);
    expect((await pdfOf(cleared, id, { reason: '会诊需要' })).status).toBe(200);
  });

  it('R-14.d each download is on record with its hash, and the code on it says whether it is unaltered and current, and nothing of the person', async () => {
    const someone = await diabetic(hospital);
    const version = await generate(someone.id);
    const { bytes } = await pdfOf(doctor, version.id);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const [file] = await hospital.database.query<{ id: string; code: string; sha256: string; made_by: string }>(`select * from archive_file where archive_id = $1`, [version.id]);
    expect(file).toMatchObject({ sha256, made_by: 't.doctor.100110.d1' });
    const trail = await hospital.database.query(`select action from access_trail where $1 = any (object_ids) and actor = 't.doctor.100110.d1'`, [file!.id]);
    expect(trail).toEqual([{ action: 'export' }]);
    const { status, body } = await hospital.stranger.get(`/verify/${file!.code}`);
    expect([status, body['sha256'], body['newest'], body['signed']]).toEqual([200, sha256, true, false]);
    expect(Object.keys(body).toSorted()).toEqual(['madeAt', 'newest', 'number', 'pages', 'sha256', 'signed', 'version']);
    await generate(someone.id);
    expect((await hospital.stranger.get(`/verify/${file!.code}`)).body['newest']).toBe(false);
    expect((await hospital.stranger.get('/verify/AAAABBBBCCCCDDDD')).status).toBe(404);
  });

  it('R-14.e nothing to print is said clearly, and no file and no version come of it', async () => {
    const empty = await addPerson(hospital.database, { access: [{ department: '100110' }] });
    const { body: template } = await doctor.post<{ id: string }>('/archive-templates', {
      name: '只看手术', scope: 'own', audience: 'staff',
      blocks: [{ section: 'surgeries', form: 'table', title: null, columns: null, period: 'all', order: 'newest', limit: null, pageBreak: false, whenEmpty: 'hide' }],
    });
    const { status, body } = await doctor.post(`/beneficiaries/${empty.id}/archives`, { templateId: template.id });
    expect([status, body['code']]).toEqual([409, 'ARCHIVE_EMPTY']);
    expect((await doctor.get(`/beneficiaries/${empty.id}/archives`)).body.items).toEqual([]);
  });
});
