import { CsvError, parse } from 'csv-parse';
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
  const parser = parse({
    delimiter: delimiterOf(head), record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, max_record_size: limits.cell * 10,
  });
  const feeding = feed(parser, head, text);
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      yield cells.some((cell) => cell.includes('\uFFFD')) ? { number, cells, problem: '含有无法识别的字符' } : { number, cells };
    }
    await feeding;
  } catch (problem) {
    if (!(problem instanceof CsvError)) throw problem;
    throw new UnusableFile(`第 ${Number(problem['records']) + 1} 行附近的引号不成对或内容过长，其后的内容不能读取。请更正后重新放入。`);
  } finally {
    parser.destroy();
    await feeding.catch(() => undefined);
  }
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

async function feed(parser: ReturnType<typeof parse>, head: string, rest: AsyncIterable<string>): Promise<void> {
  const write = (text: string): Promise<void> | undefined => {
    if (parser.destroyed || parser.write(text)) return undefined;
    return new Promise((resolve) => {
      const go = (): void => {
        parser.off('drain', go).off('close', go);
        resolve();
      };
      parser.on('drain', go).on('close', go);
    });
  };
  try {
    await write(head);
    for await (const text of rest) {
      if (parser.destroyed) return;
      if (text !== '') await write(text);
    }
    parser.end();
  } catch (problem) {
    parser.destroy(problem as Error);
  }
}
