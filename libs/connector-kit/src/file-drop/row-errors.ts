import { constants } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeTables } from '../code-tables.js';
import { mapRecord } from '../map-record.js';
import type { Mapping } from '../mapping.js';
import type { RecordOutcome } from '../pull-transport.js';
import type { SheetRecord } from './sheet-records.js';
import type { SheetRow } from './sheet-row.js';

const BYTE_ORDER_MARK = '\uFEFF';
const OPENING = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;

/**
 * The rows of one file that were set aside, written for its sender as they come: the row as it stood, which columns, and why.
 * The list gets its name when the file is through; one that a crash left is begun again.
 */
export class RowErrors {
  private count = 0;

  constructor(
    private readonly room: string,
    private readonly hash: string,
    private readonly headings: readonly string[],
    private readonly mapping: Mapping | undefined,
  ) {}

  /** Takes what became of a page's records; both in one order. */
  async add(records: readonly SheetRecord[], outcomes: readonly RecordOutcome[]): Promise<void> {
    const lines = records.flatMap((record, at) => {
      const outcome = outcomes[at];
      if (outcome?.verdict !== 'quarantined') return [];
      return record.rows.map((row) => csvLine([...this.cells(row), ...this.explain(record, row, outcome.reason)]));
    });
    if (lines.length === 0) return;
    if (this.count === 0) {
      await this.discard();
      lines.unshift(BYTE_ORDER_MARK + csvLine([...this.headings, '错误列', '错误原因']));
    }
    this.count += lines.length;
    const file: FileHandle = await open(this.path, OPENING, 0o640);
    try {
      await file.appendFile(lines.join(''));
    } finally {
      await file.close();
    }
  }

  /** Puts the list where its reader looks for it; nothing when no row was set aside. */
  async publish(name: string): Promise<void> {
    if (this.count > 0) await rename(this.path, join(this.room, `${name}.errors.csv`));
  }

  private get path(): string {
    return join(this.room, `.${this.hash.slice(0, 16)}.errors.part`);
  }

  private discard(): Promise<void> {
    return unlink(this.path).catch((problem: NodeJS.ErrnoException) => {
      if (problem.code !== 'ENOENT') throw problem;
    });
  }

  private cells({ cells }: SheetRow): string[] {
    return [...cells, ...Array.from({ length: Math.max(0, this.headings.length - cells.length) }, () => '')];
  }

  private explain({ message, rows }: SheetRecord, row: SheetRow, reason: string | null): [string, string] {
    const broken = row.problem === undefined ? rows.find(({ problem }) => problem !== undefined) : row;
    if (broken) return ['', `第 ${broken.number} 行${broken.problem}`];
    return [this.mapping ? badColumns(this.mapping, message).join('、') : '', reason ?? ''];
  }
}

/** The headings that the fields are read from which stood in the way. */
function badColumns(mapping: Mapping, message: SheetRecord['message']): string[] {
  const found = mapRecord(mapping, message, codeTables({}));
  if (!('problems' in found)) return [];
  const columns = found.problems.flatMap(({ field }) => {
    const [, part = '', inPart = ''] = /^(\w+)\[\d+\]\.(\w+)$/.exec(field) ?? [];
    const rule = part === '' ? mapping.fields[field] : mapping.parts?.[part]?.fields[inPart];
    return rule && rule.as !== 'constant' ? [[rule.from].flat().join('/')] : [];
  });
  return [...new Set(columns)];
}

/** One line for a spreadsheet: nothing in it is taken for a formula, and long numbers keep their digits. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`;
}

function harmless(cell: string): string {
  if (/^(0\d+|\d{12,}[Xx]?)$/.test(cell)) return `\t${cell}`;
  return /^[=+\-@\t\r\n]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
