import { inflateRawSync } from 'node:zlib';

const CENTRAL_ENTRY = 0x02014b50;
const END = 0x06054b50;

/** The packed files of an xlsx by name. */
export function unpack(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from([END & 255, (END >> 8) & 255, (END >> 16) & 255, END >> 24]));
  const parts = new Map<string, string>();
  for (let at = file.readUInt32LE(end + 16); file.readUInt32LE(at) === CENTRAL_ENTRY; ) {
    const [packed, nameLength, extra, comment, local] = [
      file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32), file.readUInt32LE(at + 42),
    ];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const data = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    parts.set(name, inflateRawSync(file.subarray(data, data + packed)).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}

/** The rows of a sheet, of the first unless said; a missing cell is null, numbers and dates are numbers, text is text. */
export function sheetRows(file: Buffer, nth = 1): (string | number | null)[][] {
  const sheet = unpack(file).get(`xl/worksheets/sheet${nth}.xml`) ?? '';
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
    const cells: (string | number | null)[] = [];
    for (const [, letters, text, number] of row!.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs)) {
      const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      cells[column] = text === undefined ? Number(number) : plain(text);
    }
    return Array.from(cells, (cell) => cell ?? null);
  });
}

/** The rows of a list in a file by the titles of its columns, without what stands above and beneath them. */
export function listedRows(file: Buffer, nth = 1): Record<string, string | number | null>[] {
  const [titles, ...rows] = sheetRows(file, nth).slice(4);
  return rows.slice(0, rows.findIndex(([first]) => first === '合计')).map((row) => Object.fromEntries(titles!.map((title, at) => [title, row[at] ?? null])));
}

/** Which sheet of a file has this tab; from 1. */
export const sheetNo = (file: Buffer, tab: string): number =>
  1 + [...unpack(file).get('xl/workbook.xml')!.matchAll(/<sheet name="([^"]+)"/g)].findIndex(([, name]) => name === tab);

function plain(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
}
