import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packWorkbook, type PackedWorkbook } from '../support/packed-workbook.js';
import { TestFolder } from './file-folder.js';

const HEADINGS = ['体检号', '身份证号', '小结', '体检日期'];
const DATES = { formats: ['yyyy"年"m"月"d"日"', 'yyyy-mm-dd hh:mm', '00000000', 'h:mm'] };
let folder: TestFolder;

beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

async function readRow(row: NonNullable<PackedWorkbook['rows']>[number], more: PackedWorkbook = {}): Promise<Record<string, string> | undefined> {
  folder.put('体检_1.xlsx', await packWorkbook({ ...DATES, ...more, rows: [HEADINGS, row] }));
  const { rows, failure } = await folder.read();
  expect(failure).toBeNull();
  return rows[0];
}

describe('an XLSX file that a 体检 system drops', () => {
  it('gives text as text and dates as dates, from its first visible sheet', async () => {
    const row = await readRow(['0001', '110101199003070018', { t: 's', v: '1' }, { v: '46082', s: 1 }], {
      sharedStrings: ['<t>无</t>', '<r><t>血压</t></r><r><t>偏高</t></r><rPh><t>xue</t></rPh>'],
    });
    expect(row).toMatchObject({ 体检号: '0001', 身份证号: '110101199003070018', 小结: '血压偏高', 体检日期: '2026-03-01' });
  });

  it.each([
    ['a date with a time', { v: '46082.604166666664', s: 2 }, '2026-03-01 14:30:00'],
    ['a date just before midnight', { v: '46082.99999999', s: 2 }, '2026-03-02'],
    ['a date before the day that never was', { v: '59', s: 1 }, '1900-02-28'],
    ['a date after it', { v: '61', s: 1 }, '1900-03-01'],
    ['a time', { v: '0.354166666666667', s: 4 }, '08:30:00'],
    ['a number shown with leading zeros', { v: '123', s: 3 }, '00000123'],
    ['a fraction', { v: '5.6000000000000005' }, '5.6'],
    ['a small number', { v: '1.5E-7' }, '0.00000015'],
    ['a large number', { v: '1.2E+14' }, '120000000000000'],
    ['a flag', { v: '1', t: 'b' }, 'TRUE'],
    ['a day told as text', { v: '2026-03-01T00:00:00', t: 'd' }, '2026-03-01T00:00:00'],
    ['a formula by its stored result', { v: '6', f: 'SUM(1,5)' }, '6'],
    ['a formula whose result is text', { v: '偏高', f: 'IF(1,"偏高")', t: 'str' }, '偏高'],
    ['what only looks like a formula', '=cmd|calc', '=cmd|calc'],
  ])('gives %s', async (_, cell, text) => {
    expect(await readRow(['1', 'P1', cell, '2026-03-01'])).toMatchObject({ 小结: text });
  });

  it('counts days from 1904 where the workbook says so', async () => {
    expect(await readRow(['1', 'P1', { v: '44620', s: 1 }, '2026-03-01'], { date1904: true })).toMatchObject({ 小结: '2026-03-01' });
  });

  it.each([
    ['a formula that was never computed', { f: 'A1+1' }, /C 列是没有计算结果的公式/],
    ['an error', { v: '#N/A', t: 'e' }, /C 列是错误值 #N\/A/],
    ['an identity number that became a number', { v: '1.10101199003070e+17' }, /C 列是超过 15 位的数字，末尾已失真/],
    ['a date that never was', { v: '60', s: 1 }, /不是有效的日期/],
  ])('sets aside a row with %s', async (_, cell, reason) => {
    folder.put('体检_1.xlsx', await packWorkbook({ ...DATES, rows: [HEADINGS, ['1', 'P1', cell, '2026-03-01'], ['2', 'P2', '好', '2026-03-01']] }));
    const { rows } = await folder.read({ store: (row) => ('无法读取的行' in row ? { verdict: 'quarantined', reason: '缺少' } : { verdict: 'added', reason: null }) });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveProperty('无法读取的行');
    expect(folder.text('failed', '.errors.csv')).toMatch(reason);
  });

  it('may leave cells at the end of a row out', async () => {
    folder.put('体检_1.xlsx', await packWorkbook({ rows: [['体检号', '身份证号', '体检日期', '小结'], ['1', 'P1', '2026-03-01']] }));
    expect((await folder.read()).rows[0]).toMatchObject({ 体检号: '1', 小结: '' });
  });
});

describe('a workbook that means harm', () => {
  const sheet = (body: string): PackedWorkbook => ({ parts: { 'xl/worksheets/sheet2.xml': body } });

  it.each<[string, () => PackedWorkbook | Promise<PackedWorkbook>, RegExp]>([
    ['declares entities', () => sheet('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'), /文档类型声明/],
    ['nests without end', () => sheet(`<worksheet>${'<a>'.repeat(100_000)}`), /已损坏/],
    ['is cut off', () => sheet('<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>体检号'), /已损坏/],
    ['is no UTF-8', () => ({ parts: { 'xl/worksheets/sheet2.xml': Buffer.from([0x3c, 0x61, 0xff, 0xfe]) } }), /已损坏/],
    ['points far to the right', () => sheet('<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'), /超过 500 列/],
    ['counts rows beyond the last', () => sheet('<worksheet><sheetData><row r="99999999"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'), /已损坏/],
    ['points to a text that is not there', () => sheet('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>'), /已损坏/],
    ['holds one endless cell', () => sheet(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${'长'.repeat(200_000)}</v></c></row></sheetData></worksheet>`), /超过 100000 字/],
    ['holds attributes without end', () => sheet(`<worksheet ${Array.from({ length: 5_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`), /已损坏/],
    ['leads out of the package', () => ({ parts: { 'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="../../etc/passwd"/></Relationships>' } }), /没有可见的工作表/],
    ['leads to the network', () => ({ parts: { 'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" TargetMode="External" Target="http://x/"/></Relationships>' } }), /没有可见的工作表/],
    ['is full of parts', () => ({ parts: Object.fromEntries(Array.from({ length: 2_100 }, (_, at) => [`x/${at}`, 'x'])) }), /部件过多/],
  ])('that %s is refused with a sentence', async (_, made, reason) => {
    folder.put('体检_1.xlsx', await packWorkbook(await made()));
    const { rows, failure } = await folder.read();
    expect(failure?.message).toMatch(reason);
    expect(rows).toEqual([]);
    expect(folder.names('failed')).toHaveLength(2);
  });

  it.each([
    ['says that it unpacks to gigabytes', 0xf000_0000, /解压后过大/],
    ['unpacks to more than it says', 10, /不是完好的/],
  ])('that %s is refused', async (_, declared, reason) => {
    const bytes = await packWorkbook({ rows: [HEADINGS, ['1', 'P1', 'x', '2026-03-01']] });
    // A part's unpacked size stands 22 bytes before its name in the directory at the end of the package.
    bytes.writeUInt32LE(declared, bytes.lastIndexOf('xl/worksheets/sheet2.xml') - 22);
    folder.put('体检_1.xlsx', bytes);
    expect((await folder.read()).failure?.message).toMatch(reason);
  });

  it('that is no package at all is refused', async () => {
    folder.put('体检_1.xlsx', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 7)]));
    expect((await folder.read()).failure?.message).toMatch(/不是完好的 XLSX/);
  });

  it('that is another kind of package is refused', async () => {
    folder.put('体检_1.xlsx', await packWorkbook({ parts: { 'xl/workbook.xml': '<other/>' } }));
    expect((await folder.read()).failure?.message).toMatch(/没有可见的工作表/);
  });
});
