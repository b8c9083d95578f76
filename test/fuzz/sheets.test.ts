import { setImmediate } from 'node:timers/promises';
import { csvRows, type SheetCharset } from '@cadre/connector-kit/file-drop/csv-rows';
import { csvLine } from '@cadre/connector-kit/file-drop/row-errors';
import { limitedRows, SHEET_LIMITS, type SheetRow, UnusableFile } from '@cadre/connector-kit/file-drop/sheet-row';
import { cellFormat, cellText } from '@cadre/connector-kit/file-drop/xlsx-cell';
import { xlsxRows } from '@cadre/connector-kit/file-drop/xlsx-rows';
import { encodeText } from '@cadre/connector-kit/decode-text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packWorkbook } from '../support/packed-workbook.js';
import { runs } from '../support/runs.js';
import { expectLinear } from './linear-time.js';

/** Where FAST_CHECK_RUNS asks for thousands. */
const PATIENCE = 300_000;

/** Bytes as they come from a disk: in pieces, each after the other. */
async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
  for (const [at, end] of places.slice(1).entries()) {
    await setImmediate();
    yield bytes.subarray(places[at], end);
  }
}

/** The rows, or the sentence that says why there are none; anything else thrown is a failure. */
async function rowsOf(rows: AsyncIterable<SheetRow>): Promise<SheetRow[] | string> {
  try {
    const all: SheetRow[] = [];
    for await (const row of limitedRows(rows, SHEET_LIMITS)) all.push(row);
    return all;
  } catch (problem) {
    if (!(problem instanceof UnusableFile)) throw problem;
    expect(problem.message).toMatch(/\p{Script=Han}/u);
    return problem.message;
  }
}

const csv = (bytes: Buffer, charset: SheetCharset, cuts: readonly number[] = []): Promise<SheetRow[] | string> =>
  rowsOf(csvRows(pieces(bytes, cuts), charset, SHEET_LIMITS));

const cuts = fc.array(fc.nat(300), { maxLength: 8 });
const charset = fc.constantFrom<SheetCharset>('utf-8', 'gb18030', 'utf-16le');
const table = fc.array(fc.constantFrom('"', '""', ',', '\t', ';', '\r', '\n', '\r\n', 'a', '体检', '1', ' ', '\uFEFF', '='), { maxLength: 80 }).map((some) => some.join(''));

describe('PT7 whatever stands in a CSV file', () => {
  it('is rows or refused with a sentence, the same however the disk gives it', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(table.map((text) => Buffer.from(text)), fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))), charset, cuts, async (bytes, code, places) => {
      expect(await csv(bytes, code, places)).toEqual(await csv(bytes, code));
    }), runs(200));
  }, PATIENCE);

  it('that we write ourselves is read as it was, in every charset', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '中', '葉', ' ', '1', ';'), maxLength: 8 }).map((text) => `x${text}`);
    const grid = fc.integer({ min: 2, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
    await fc.assert(fc.asyncProperty(grid, fc.constantFrom<'utf-8' | 'gb18030'>('utf-8', 'gb18030'), cuts, async (rows, code, places) => {
      const headed = [rows[0]!.map((_, at) => `列${at}`), ...rows];
      const read = await csv(encodeText(headed.map(csvLine).join(''), code), code, places);
      expect(read).toEqual(headed.map((cells, at) => ({ number: at + 1, cells })));
    }), runs(200));
  }, PATIENCE);

  it('costs ten times the time for ten times as much', () => {
    // Only what runs without waiting can be measured this way: the split into pieces is left out.
    expectLinear((size) => Array.from({ length: size }, () => ['1', '"引号"', '=1+1', '一,二']), (rows) => rows.map(csvLine));
  });
});

describe('PT7 whatever stands in a workbook', () => {
  it('is rows or refused with a sentence, whichever bytes of it are spoilt', async () => {
    const good = await packWorkbook({ rows: [['体检号', '结果'], ['1', { v: '46082', s: 1 }], [{ t: 's', v: '0' }, null]], formats: ['yyyy-mm-dd'], sharedStrings: ['<t>共享</t>'] });
    const spoilt = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(fc.asyncProperty(spoilt, fc.nat(good.length), async (changes, end) => {
      const bytes = Buffer.from(good.subarray(0, end % 3 === 0 ? end : good.length));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      await rowsOf(xlsxRows(bytes, SHEET_LIMITS));
    }), runs(200));
  }, PATIENCE);

  it('is rows or refused with a sentence, whatever XML its sheet is', async () => {
    const tag = fc.constantFrom('<row>', '</row>', '<row r="3">', '<c>', '</c>', '<c r="B2" t="s">', '<c t="inlineStr" s="1">', '<c t="e">', '<v>', '</v>', '<v/>', '<is><t>', '</t></is>', '<f>A1</f>',
      '5', '1e400', '-1', '46082.5', '文字', '&amp;', '&#0;', '&x;', '<![CDATA[1]]>', '<!-- x -->', '<x:c>', '</x:c>', '<c r="ZZZZ9">');
    await fc.assert(fc.asyncProperty(fc.array(tag, { maxLength: 40 }), async (tags) => {
      await rowsOf(xlsxRows(await packWorkbook({ parts: { 'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${tags.join('')}</sheetData></worksheet>` } }), SHEET_LIMITS));
    }), runs(200));
  }, PATIENCE);

  it('gives every cell a text or a reason, and numbers without loss', () => {
    const type = fc.constantFrom('n', 's', 'str', 'inlineStr', 'b', 'e', 'd', '?');
    const value = fc.oneof(fc.constant(null), fc.string({ maxLength: 12 }), fc.double().map(String), fc.integer().map(String));
    const format = fc.tuple(fc.nat(400), fc.option(fc.string({ maxLength: 20 }), { nil: undefined })).map(([id, code]) => cellFormat(id, code));
    const cell = fc.record({ type, value, hasFormula: fc.boolean(), format });
    fc.assert(fc.property(cell, fc.boolean(), (stored, since1904) => {
      const found = cellText(stored, since1904);
      expect('text' in found ? found.text : found.problem).toEqual(expect.any(String));
    }), runs(500));
    fc.assert(fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 5 }), (digits, places) => {
      const found = cellText({ type: 'n', value: String(digits / 10 ** places), hasFormula: false, format: { kind: 'plain' } }, false);
      expect('text' in found && Number(found.text)).toBeCloseTo(digits / 10 ** places, 9);
      expect('text' in found && found.text).toMatch(/^-?\d+(\.\d+)?$/);
    }), runs(500));
  });

  it('gives every day of a spreadsheet as that day', () => {
    fc.assert(fc.property(fc.integer({ min: 61, max: 2_958_465 }), fc.integer({ min: 0, max: 86_399 }), (serial, second) => {
      const wanted = new Date(Date.UTC(1899, 11, 30) + (serial * 86_400 + second) * 1_000).toISOString().replace('T', ' ').slice(0, 19);
      const found = cellText({ type: 'n', value: String(serial + second / 86_400), hasFormula: false, format: { kind: 'date' } }, false);
      expect(found).toEqual({ text: second === 0 ? wanted.slice(0, 10) : wanted });
    }), runs(500));
  });

  it('has formats that cost ten times the time for ten times as much', () => {
    expectLinear((size) => '[红]"'.repeat(size) + 'yyyy', (code) => Array.from({ length: 200 }, () => cellFormat(200, code)));
    expectLinear((size) => '9'.repeat(size), (value) => cellText({ type: 'n', value, hasFormula: false, format: { kind: 'plain' } }, false));
  });
});
