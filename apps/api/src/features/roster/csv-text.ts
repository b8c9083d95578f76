/** A spreadsheet's text: UTF-8 with or without BOM, otherwise what Excel of a Chinese Windows writes. */
export function decodeSheet(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export interface CsvRecord {
  /** Line of the file that the record begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Records of a comma-separated text (RFC 4180): quoted cells may hold commas, quotes and line breaks. Blank lines are left out. */
export function readCsv(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const cell = /("(?:[^"]|"")*"?|[^",\r\n]*)[^,\r\n]*(,|\r\n|\n|\r|$)/gy;
  let cells: string[] = [];
  let line = 1;
  let begins = 1;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [whole, raw = '', end = ''] = match;
    cells.push(raw.startsWith('"') ? raw.replace(/^"|"$/g, '').replaceAll('""', '"').trim() : raw.trim());
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === ',') continue;
    if (cells.some((value) => value !== '')) records.push({ line: begins, cells });
    cells = [];
    begins = line;
    if (cell.lastIndex >= text.length) break;
  }
  return records;
}
