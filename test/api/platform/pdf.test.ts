import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PdfDocument } from '../../../apps/api/src/platform/pdf/pdf-document.js';
import { trendChart } from '../../../apps/api/src/platform/pdf/trend-chart.js';
import { WorkerPrinter } from '../../../apps/api/src/platform/pdf/worker-printer.js';
import { readPdf } from '../../support/read-pdf.js';

const RARE = '䶮㛃堃喆';
const ROWS = Array.from({ length: 160 }, (_, at) => [`第${at + 1}行`, `2026-01-${String((at % 28) + 1).padStart(2, '0')}`, { text: `7.${at} ↑`, tone: 'abnormal' as const }, null]);
const DAY = (at: number) => new Date(Date.UTC(2026, at, 1));

function record(over: Partial<PdfDocument> = {}): PdfDocument {
  return {
    title: '健康档案',
    header: { left: '深圳市第三人民医院', right: '编号 DA-0001' },
    footer: ['操作人 周敏（80012）', '生成时间 2026-11-23 10:00'],
    qr: 'http://127.0.0.1:3000/verify/ABCD',
    watermark: '周敏 80012 2026-11-23 10:00',
    blocks: [
      { kind: 'title', text: '健康档案', subtitle: '第 1 版' },
      { kind: 'fields', columns: 3, fields: [{ label: '姓名', value: `陈${RARE}` }, { label: '性别', value: '男' }, { label: '年龄', value: '67岁' }, { label: '血型', value: null }] },
      { kind: 'heading', text: '一、检验' },
      { kind: 'chart', height: 150, svg: trendChart({ title: '糖化血红蛋白', unit: '%', low: 4, high: 6, points: [6.1, 6.4, 7.2].map((value, at) => ({ at: DAY(at), value, abnormal: value > 6 })) }) },
      { kind: 'table', columns: [{ title: '项目', width: 2 }, { title: '日期' }, { title: '结果', align: 'right' }, { title: '参考区间' }], rows: ROWS },
      { kind: 'page-break' },
      { kind: 'heading', text: '二、小结', level: 2 },
      { kind: 'text', text: '血压控制平稳。<b>不是标记</b>', tone: 'strong' },
    ],
    ...over,
  };
}

describe('a document on paper', () => {
  let printer: WorkerPrinter;
  beforeAll(() => { printer = new WorkerPrinter(); });
  afterAll(() => printer.onModuleDestroy());

  it('is a PDF whose Chinese text, rare names too, can be selected, with an embedded font (R-14.a)', async () => {
    const { bytes, pages, sha256 } = await printer.print(record());
    if (process.env.PDF_OUT) writeFileSync(process.env.PDF_OUT, bytes);
    const read = await readPdf(bytes);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toMatch(/\/FontFile2/);
    expect(bytes.toString('latin1')).toMatch(/NotoSansSC/);
    expect(read).toHaveLength(pages);
    expect(read[0]!.text).toContain(`陈${RARE}`);
    expect(read[0]!.text).toContain('血型：—');
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('repeats the head of the page and of the table on every page and counts the pages (R-14.a)', async () => {
    const read = await readPdf((await printer.print(record())).bytes);
    expect(read.length).toBeGreaterThan(3);
    read.forEach(({ text }, at) => {
      expect(text).toContain('深圳市第三人民医院');
      expect(text).toContain('编号DA-0001');
      expect(text).toContain(`第${at + 1}页/共${read.length}页`);
      expect(text).toContain('操作人周敏（80012）');
    });
    for (const { text } of read.filter((page) => /第\d+行/.test(page.text))) expect(text).toContain('项目日期结果参考区间');
    const all = read.map(({ text }) => text).join('');
    for (const [first] of ROWS) expect(all).toContain(`${first as string}2026`);
  });

  it('prints what somebody wrote as text, whatever it looks like', async () => {
    const read = await readPdf((await printer.print(record())).bytes);
    expect(read.at(-1)!.text).toContain('<b>不是标记</b>');
  });

  it('carries who made it on every page, and what it is not yet', async () => {
    const read = await readPdf((await printer.print(record({ stamp: '未审签' }))).bytes);
    for (const { text } of read) {
      expect(text).toContain('未审签');
      expect(text).toContain('周敏800122026-11-2310:00');
    }
  });

  it('keeps every character of a text longer than a page', async () => {
    const long = Array.from({ length: 900 }, (_, at) => `句${at}。`).join('');
    const read = await readPdf((await printer.print(record({ watermark: '', blocks: [{ kind: 'table', columns: [{ title: '所见' }], rows: [[long]] }, { kind: 'text', text: long }] }))).bytes);
    const all = read.map(({ text }) => text).join('');
    for (const at of [0, 450, 899]) expect(all.split(`句${at}。`)).toHaveLength(3);
  });

  it('reads no file and no address for a drawing', async () => {
    for (const svg of [
      '<svg><image href="/etc/passwd"/></svg>', '<svg><image xlink:href="http://127.0.0.1/x.png"/></svg>', '<svg><rect fill="url(http://127.0.0.1/)"/></svg>',
    ]) {
      await expect(async () => printer.print(record({ blocks: [{ kind: 'chart', height: 10, svg }] }))).rejects.toThrow('not printed');
    }
  });

  it('goes on printing for the next one after a document that could not be set', async () => {
    await expect(printer.print(record({ blocks: [{ kind: 'chart', height: 10, svg: 'not a drawing <' }] }))).rejects.toMatchObject({ code: 'PDF_FAILED' });
    expect((await printer.print(record())).pages).toBeGreaterThan(3);
  });

  it('prints side by side what several people ask for at once', async () => {
    const printed = await Promise.all(['甲', '乙', '丙'].map((name) => printer.print(record({ blocks: [{ kind: 'text', text: `这是${name}的` }] }))));
    const texts = await Promise.all(printed.map(async ({ bytes }) => (await readPdf(bytes))[0]!.text));
    expect(texts.map((text) => /这是.的/.exec(text)?.[0])).toEqual(['这是甲的', '这是乙的', '这是丙的']);
  });
});
