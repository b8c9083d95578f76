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

/** The first sheet's rows; a missing cell is null, numbers and dates are numbers, text is text. */
export function sheetRows(file: Buffer): (string | number | null)[][] {
  const sheet = unpack(file).get('xl/worksheets/sheet1.xml') ?? '';
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
    const cells: (string | number | null)[] = [];
    for (const [, letters, text, number] of row!.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs)) {
      const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      cells[column] = text === undefined ? Number(number) : plain(text);
    }
    return Array.from(cells, (cell) => cell ?? null);
  });
}

function plain(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
}
