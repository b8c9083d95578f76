import { columnsOf } from '../checked-stream.js';
import type { Mapping } from '../mapping.js';
import { FILE_TIME, type SheetValues } from './sheet-message.js';
import { type SheetRow, UnusableFile } from './sheet-row.js';

/** The first row that is not empty, read as headings. */
export class Headings {
  readonly names: readonly string[];

  /** @throws UnusableFile when one stands there twice or one of the needed is missing */
  constructor(row: SheetRow | undefined, needed: readonly (readonly string[])[]) {
    if (!row) throw new UnusableFile('文件里没有表头。');
    this.names = row.cells.map((cell) => cell.trim());
    const named = this.names.filter((name) => name !== '');
    const twice = named.find((name, at) => named.indexOf(name) !== at);
    if (twice !== undefined) throw new UnusableFile(`表头中「${twice}」出现了两次，不能确定取哪一列。请更正后重新放入。`);
    const missing = missingHeadings(named, needed);
    if (missing.length > 0) throw new UnusableFile(`表头缺少${missing.join('')}，整个文件未读取。请核对导出设置后重新放入。`);
  }

  values({ cells }: SheetRow): SheetValues {
    return Object.fromEntries(this.names.map((name, at) => [name, cells[at] ?? ''] as const).filter(([name]) => name !== ''));
  }

  /** A row that has fewer cells than headings was cut off, one with more has slipped: what is wrong with it, in Chinese. */
  misfit({ cells }: SheetRow, isComplete: boolean): string | undefined {
    const beyond = cells.slice(this.names.length).some((cell) => cell.trim() !== '');
    if (!beyond && !(isComplete && cells.length < this.names.length)) return undefined;
    return `有 ${cells.length} 列，表头有 ${this.names.length} 列`;
  }
}

/** What a mapping reads, the alternatives of one field together. */
export function neededHeadings(mapping: Mapping | undefined): readonly (readonly string[])[] {
  const parts = Object.values(mapping?.parts ?? {}).map(({ fields }) => fields);
  return [mapping?.fields ?? {}, ...parts].flatMap(columnsOf);
}

/** Those of which no alternative stands there, each as `「甲」或「乙」`. */
export function missingHeadings(names: readonly string[], needed: readonly (readonly string[])[]): string[] {
  const present = new Set([...names, FILE_TIME]);
  const missing = needed.filter((alternatives) => !alternatives.some((name) => present.has(name)));
  return [...new Set(missing.map((alternatives) => alternatives.map((name) => `「${name}」`).join('或')))];
}
