import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';
import { packWorkbook, type PackedWorkbook } from '../../support/packed-workbook.js';
import { idCardOf } from '../../support/people.js';
import { type Batch, csv, preview, send, settled } from './uploads.js';

const HEAD = ['姓名', '性别', '对象类型', '保健级别', '证件号', '单位'];
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const MB = 1024 * 1024;

let hospital: TestHospital;
let clerk: Visitor;
beforeAll(async () => {
  hospital = await startHospital({ ROLE: 'http,jobs' });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(() => hospital.stop());

const person = (name: string): string[] => [name, '男', '干保', 'L2', idCardOf('1950-06-15'), '市发展研究院'];
const sheet = (body: string): PackedWorkbook['parts'] => ({ 'xl/worksheets/sheet2.xml': `<?xml version="1.0" encoding="UTF-8"?>${body}` });
const looked = async (workbook: PackedWorkbook): Promise<Batch> => preview(hospital, clerk, 'roster', await packWorkbook(workbook));
const rowsOf = async ({ id }: Batch) => (await clerk.get<{ items: { message: string | null; columns: string[] }[] }>(`/imports/${id}/rows`)).body.items;

describe('files that mean harm', () => {
  it.each<readonly [string, () => Promise<Buffer> | Buffer, string]>([
    ['a zip bomb', () => packWorkbook({ parts: { 'xl/worksheets/sheet2.xml': Buffer.alloc(250 * MB, 0x20) } }), '解压后过大'],
    ['a document type of its own', () => packWorkbook({ parts: sheet(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`) }), '文档类型'],
    ['a macro', () => packWorkbook({ rows: [HEAD], parts: { 'xl/vbaProject.bin': Buffer.from('Attribute VB_Name') } }), '含有宏'],
    ['an old office file', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), '不支持 XLS'],
    ['a program that is called a workbook', () => Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(2_000, 7)]), '缺少列'],
    ['a page that is called a workbook', () => Buffer.from('<html><script>alert(1)</script></html>'), '缺少列'],
    ['half a workbook', async () => (await packWorkbook({ rows: [HEAD, person('半个')] })).subarray(0, 400), '工作簿'],
    ['a text without an end', () => csv(HEAD, ['长', '男', '干保', 'L2', '', 'x'.repeat(200_000)]), '过长'],
    ['more columns than there are headings in the world', () => csv([...HEAD, ...Array.from({ length: 500 }, (_, n) => `列${n}`)]), '列'],
    ['more rows than anybody looks at', () => csv(HEAD, ...Array.from({ length: 20_001 }, (_, n) => [`行${n}`, '男', '干保', 'L2', '', ''])), '行'],
  ])('R-99.b S44 S46 %s is refused with a sentence', async (_what, bytes, words) => {
    const batch = await preview(hospital, clerk, 'roster', await bytes());
    expect(batch).toMatchObject({ state: 'refused', added: 0 });
    expect(batch.message).toContain(words);
    expect(batch.message).not.toMatch(/Error|undefined|at \w+ \(/);
  });

  it('R-99.b S46 a rule over every cell there is costs nothing: rules are not read', async () => {
    const validations = Array.from({ length: 300 }, () => '<dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation>').join('');
    const cells = [HEAD, person('规则甲')].map((row, at) => `<row r="${at + 1}">${row.map((text, column) => `<c r="${String.fromCharCode(65 + column)}${at + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`).join('');
    expect(await looked({ parts: sheet(`<worksheet xmlns="${MAIN}"><sheetData>${cells}</sheetData><dataValidations count="300">${validations}</dataValidations></worksheet>`) }))
      .toMatchObject({ state: 'previewed', added: 1 });
  });

  it('R-99.b S43 a formula is not worked out: what was stored counts, and nothing stored is a mistake of that row', async () => {
    const batch = await looked({ rows: [HEAD, [...person('公式甲').slice(0, 5), { v: '存下的', t: 'str', f: 'HYPERLINK("http://evil")' }], [...person('公式乙').slice(0, 5), { f: 'WEBSERVICE("http://evil")' }]] });
    expect(batch).toMatchObject({ added: 1, failed: 1 });
    expect((await rowsOf(batch))[0]).toMatchObject({ message: expect.stringContaining('公式') });
  });

  it('S46 a link to another workbook leads nowhere', async () => {
    expect(await looked({ rows: [HEAD, person('外链甲')], parts: { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' } })).toMatchObject({ added: 1, failed: 0 });
  });

  it('S46 requests are answered while a file is read', async () => {
    const { body } = await send(hospital, clerk, 'roster', await packWorkbook({ parts: { 'xl/worksheets/sheet2.xml': Buffer.alloc(190 * MB, 0x20) } }));
    let answered = 0;
    while ((await clerk.get<Batch>(`/imports/${body.id}`)).body.state === 'reading') {
      expect((await fetch(`${hospital.url}/health/live`)).status).toBe(200);
      answered += 1;
    }
    expect(answered).toBeGreaterThan(0);
    expect((await settled(clerk, body.id)).state).toBe('refused');
  });

  it('S44 S45 bytes are taken at one place only, up to 10 MB, from whoever is signed in, and in no other form', async () => {
    const post = async (path: string, type: string, body: Buffer, token = clerk.token): Promise<number> =>
      (await fetch(`${hospital.url}/api/v1${path}`, { method: 'POST', body: new Uint8Array(body), headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': type } })).status;
    expect(await post('/imports?kind=roster', 'application/octet-stream', Buffer.alloc(10 * MB + 1))).toBe(413);
    expect(await post('/imports?kind=roster', 'application/octet-stream', Buffer.alloc(0))).toBe(400);
    expect(await post('/beneficiaries', 'application/octet-stream', Buffer.from('{}'))).toBe(415);
    expect(await post('/imports?kind=roster', 'multipart/form-data; boundary=x', Buffer.from('--x\r\nContent-Disposition: form-data; name="a'))).toBe(415);
    expect([401, 415]).toContain(await post('/imports?kind=roster', 'application/octet-stream', Buffer.from('x'), ''));
    expect(await post('/imports?kind=users', 'application/octet-stream', Buffer.from('x'))).toBe(400);
    expect((await fetch(`${hospital.url}/health/ready`)).status).toBe(200);
  });

  it('S40 what its sender calls a file stays out of addresses and of the disk', async () => {
    const { body } = await send(hospital, clerk, 'roster', { bytes: csv(HEAD, person('名字甲')), name: '../../张三的病历\r\n.xlsx' });
    await settled(clerk, body.id);
    for (const name of readdirSync(`${hospital.values.DATA_DIR}/files`)) expect(name).toMatch(/^[0-9a-f-]{36}$/);
  });
});
