import { parse, type Parser } from 'csv-parse';
import { type SheetLimits, type SheetRow, UnusableFile } from './sheet-row.js';

export type SheetCharset = 'utf-8' | 'utf-16le' | 'gb18030';

const DELIMITERS = [',', '\t', ';', '|'];
/** A first line longer than this is no heading row. */
const HEADING = 64 * 1024;

/**
 * Rows of a text table, one record each; quoted cells may hold delimiters, quotes and line breaks. Cells stay text: nothing is
 * made a number. A quote out of place ends the file, because what follows could be swallowed by it.
 * @throws UnusableFile when the text is no table
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>, charset: SheetCharset, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const text = decoded(bytes, charset);
  const head = await firstLine(text);
  let found: string[][] = [];
  const parser = parse({
    delimiter: delimiterOf(head), record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, max_record_size: limits.cell * 10,
    // Taken here and not from the stream, which drops what it holds when it fails: rows before a mistake are always read.
    on_record: (cells: string[]) => {
      found.push(cells);
      return null;
    },
  }).resume();
  let number = 0;
  const take = (): SheetRow[] => {
    const rows = found.map((cells): SheetRow => {
      number += 1;
      return cells.some((cell) => cell.includes('\uFFFD')) ? { number, cells, problem: '含有无法识别的字符' } : { number, cells };
    });
    found = [];
    return rows;
  };
  try {
    let mistake = await given(parser, head);
    yield* take();
    for await (const piece of text) {
      if (mistake) break;
      mistake = await given(parser, piece);
      yield* take();
    }
    mistake ??= await given(parser, null);
    yield* take();
    if (mistake) throw new UnusableFile(`第 ${number + 1} 行附近的引号不成对或内容过长，其后的内容不能读取。请更正后重新放入。`);
  } finally {
    parser.destroy();
  }
}

/** Resolves when the parser is through with a piece of text, or with all of it; with what it found wrong. */
function given(parser: Parser, piece: string | null): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const failed = (problem: Error): void => resolve(problem);
    parser.once('error', failed);
    const through = (problem?: Error | null): void => {
      // The event of a mistake comes after the callback.
      if (!problem) parser.off('error', failed);
      resolve(problem ?? undefined);
    };
    if (piece === null) parser.end(through);
    else parser.write(piece, through);
  });
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, charset: SheetCharset): AsyncGenerator<string> {
  // Not iconv-lite: in pieces it loses a byte beside one that means nothing.
  const decoder = new TextDecoder(charset);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Everything up to the first line break, at least; without a byte order mark. */
async function firstLine(text: AsyncIterator<string>): Promise<string> {
  let head = '';
  while (!/[\r\n]/.test(head) && head.length < HEADING) {
    const { value, done } = await text.next();
    if (done) break;
    head += value;
  }
  return head.replace(/^\uFEFF/, '');
}

/** The character that separates most headings. */
function delimiterOf(head: string): string {
  const line = head.split(/[\r\n]/, 1)[0]!.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}
