import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestFolder } from './file-folder.js';

const HEADINGS = '体检号,身份证号,小结,体检日期';
let folder: TestFolder;

beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const plain = (row: Record<string, string>): Record<string, string> => {
  const { '$file.time': _, ...rest } = row;
  return rest;
};

describe('a CSV file that a 体检 system drops', () => {
  const text = `${HEADINGS}\n0001,110101199003070018,血压偏高，建议复查,2026-03-01\n`;
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['GBK', iconv.encode(text, 'gbk')],
    ['GB18030 with rare characters', iconv.encode(text.replace('血压', '䶮㛃'), 'gb18030')],
    ['UTF-16 with tabs, as a spreadsheet saves Unicode text', Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text.replaceAll(',', '\t'), 'utf16le')])],
  ])('is read in %s, identifiers as text with all of their digits', async (_, bytes) => {
    folder.put('体检_1.csv', bytes);
    const { rows, failure } = await folder.read();
    expect(failure).toBeNull();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ 体检号: '0001', 身份证号: '110101199003070018', 体检日期: '2026-03-01' });
    expect(rows[0]!['小结']).toMatch(/^(血压|䶮㛃)偏高，建议复查$/);
  });

  it('may quote delimiters, quotes and line breaks, and mix line ends', async () => {
    folder.put('体检_1.csv', `${HEADINGS}\r\n1,P1,"一、血压\n二、""偏高"", 复查",2026-03-01\n\n2,P2,,2026-03-02\r3,P3,末行没有换行,2026-03-03`);
    const { rows } = await folder.read();
    expect(rows.map(plain)).toEqual([
      { 体检号: '1', 身份证号: 'P1', 小结: '一、血压\n二、"偏高", 复查', 体检日期: '2026-03-01' },
      { 体检号: '2', 身份证号: 'P2', 小结: '', 体检日期: '2026-03-02' },
      { 体检号: '3', 身份证号: 'P3', 小结: '末行没有换行', 体检日期: '2026-03-03' },
    ]);
  });

  it('keeps a character of GBK whole wherever a piece of the file ends', async () => {
    const long = `${HEADINGS}\n${Array.from({ length: 20_000 }, (_, at) => `${at},P,${at % 2 ? '锦' : ''}葉東誠館珅玘,2026-03-01`).join('\n')}`;
    folder.put('体检_1.csv', iconv.encode(long, 'gbk'));
    const { rows, failure } = await folder.read({ pageSize: 1_000 });
    expect(failure).toBeNull();
    expect(rows).toHaveLength(20_000);
    expect(new Set(rows.map((row) => row['小结']))).toEqual(new Set(['葉東誠館珅玘', '锦葉東誠館珅玘']));
  });

  it('goes back as a whole when its headings lack a mapped column, and the next file is still read', async () => {
    folder.put('体检_1.csv', '体检号,身份证号,小结\n1,P1,x\n');
    folder.put('体检_2.csv', `${HEADINGS}\n2,P2,y,2026-03-01\n`);
    const { rows, failure } = await folder.read();
    expect(failure?.name).toBe('TransportError');
    expect(failure?.message).toMatch(/体检_1\.csv：表头缺少「体检日期」，整个文件未读取。/);
    expect(rows.map((row) => row['体检号'])).toEqual(['2']);
    expect(folder.names('failed').filter((name) => name.startsWith('体检_1.'))).toHaveLength(2);
    expect(folder.text('failed', '.reason.txt')).toContain('表头缺少「体检日期」');
    expect(folder.names()).toEqual([]);
    expect((await folder.read()).failure).toBeNull();
  });

  it.each([
    ['a heading twice', '体检号,体检号,身份证号,小结,体检日期\n1,1,P,x,2026-03-01\n', /「体检号」出现了两次/],
    ['an open quote', `${HEADINGS}\n1,P1,"没有合上,2026-03-01\n2,P2,x,2026-03-01\n`, /引号不成对/],
    ['a quote out of place', `${HEADINGS}\n1,P1,"半"截,2026-03-01\n`, /引号不成对/],
    ['nothing', '', /空的/],
    ['only blank lines', '\n\n', /没有表头/],
    ['a workbook of the old kind', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /XLS/],
  ])('with %s is not guessed at', async (_, contents, reason) => {
    folder.put('体检_1.csv', contents);
    const { rows, failure } = await folder.read();
    expect(failure?.message).toMatch(reason);
    expect(rows).toEqual([]);
    expect(folder.names('done')).toEqual([]);
  });

  it('gives back the rows that were set aside, with column and reason, harmless to a spreadsheet', async () => {
    folder.put('体检_1.csv', `${HEADINGS}\n1,110101199003070018,"=HYPERLINK(""x"")",不是日期\n2,P2,好,2026-03-01\n0003,P3,少一列\n4,P4,多,2026-03-01,出来的\n`);
    await folder.read({
      store: (row) => (row['体检号'] === '2' ? { verdict: 'added', reason: null } : { verdict: 'quarantined', reason: '修改时间不是有效时间' }),
      pageSize: 2,
    });
    expect(folder.text('failed', '.errors.csv')).toBe([
      '\uFEFF体检号,身份证号,小结,体检日期,错误列,错误原因',
      '1,"\t110101199003070018","\'=HYPERLINK(""x"")",不是日期,体检日期,修改时间不是有效时间',
      '"\t0003",P3,少一列,,,第 4 行有 3 列，表头有 4 列',
      '4,P4,多,2026-03-01,出来的,,第 5 行有 5 列，表头有 4 列',
      '',
    ].join('\r\n'));
    expect(folder.names('done')).toHaveLength(1);
  });

  it('that breaks off gives back what was set aside before, and leaves no other trace', async () => {
    folder.put('体检_1.csv', `${HEADINGS}\n1,P1,x,不是日期\n2,P2,x,2026-03-01\n3,P3,"没有合上,2026-03-01\n`);
    const { failure } = await folder.read({ pageSize: 1, store: () => ({ verdict: 'quarantined', reason: '不是有效时间' }) });
    expect(failure?.message).toMatch(/第 4 行附近的引号不成对/);
    expect(folder.text('failed', '.errors.csv')).toContain('1,P1,x,不是日期,体检日期,不是有效时间');
    expect(folder.names('failed').map((name) => name.replace(/^体检_1\.\d{17}\.[0-9a-f]{16}/, ''))).toEqual(['.csv', '.csv.errors.csv', '.csv.reason.txt']);
  });

  it('a row that was cut off says nothing, so that no mapping can store half of it', async () => {
    folder.put('体检_1.csv', `${HEADINGS}\n1,P1,全,2026-03-01\n2,P2,被截`);
    const { rows } = await folder.read();
    expect(rows.map(plain)).toEqual([{ 体检号: '1', 身份证号: 'P1', 小结: '全', 体检日期: '2026-03-01' }, { 无法读取的行: '2 P2 被截' }]);
  });
});
