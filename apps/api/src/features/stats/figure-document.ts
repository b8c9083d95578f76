import type { CellValue } from '../../platform/http/export-cells.js';
import type { FigureSheet } from '../../platform/http/export-sheets.js';
import { hospitalName } from '../../platform/http/hospital-name.js';
import { spokenTime } from '../../platform/http/hospital-time.js';
import type { PdfBlock, PdfCell, PdfColumn, PdfDocument } from '../../platform/pdf/pdf-document.js';

export interface FigurePrint {
  readonly title: string;
  readonly sheets: readonly FigureSheet[];
  readonly maker: { readonly name: string; readonly username: string };
  readonly at: Date;
}

/** Columns of numbers that are read without a magnifying glass on an A4 page that lies. */
const MOST_COLUMNS = 14;
/** Share of the width that the first column has. */
const FIRST_COLUMN = 2.6;

/** Pages of figures for paper: what is too wide is several tables, each with the first column again. */
export function figureDocument({ title, sheets, maker, at }: FigurePrint): PdfDocument {
  return {
    title, paper: 'A4-landscape',
    header: { left: hospitalName(), right: title },
    footer: [`制表人：${maker.name}　制表时间：${spokenTime(at)}`],
    watermark: `${maker.name} ${maker.username} ${spokenTime(at)}`,
    blocks: [
      ...sheets.flatMap((sheet, nth) => [...(nth > 0 ? [{ kind: 'page-break' } as const] : []), ...blocksOf(sheet)]),
      ...notesOf(sheets),
    ],
  };
}

function blocksOf(sheet: FigureSheet): PdfBlock[] {
  const parts = partsOf(sheet);
  return [
    { kind: 'title', text: sheet.title, subtitle: sheet.filters },
    ...parts.flatMap((columns, nth): PdfBlock[] => [
      ...(nth > 0 ? [{ kind: 'page-break' } as const] : []),
      ...(parts.length > 1 ? [{ kind: 'heading', text: `${sheet.title}：第 ${nth + 1} 部分，共 ${parts.length} 部分` } as const] : []),
      ...(nth > 0 ? [{ kind: 'text', tone: 'quiet', text: sheet.filters } as const] : []),
      tableOf(sheet, columns, parts.length > 1),
    ]),
    ...(parts.length > 1 ? [{ kind: 'text', tone: 'quiet', text: '每页只列本页项目有数字的行；合计为全部。' } as const] : []),
  ];
}

/** What the tables say in common is said once, beneath the last. */
function notesOf(sheets: readonly FigureSheet[]): PdfBlock[] {
  const notes = [...new Set(sheets.flatMap((sheet) => sheet.notes ?? []))];
  return notes.length ? [{ kind: 'heading', text: '说明与口径', level: 2 }, ...notes.map((text): PdfBlock => ({ kind: 'text', tone: 'quiet', text }))] : [];
}

/** The columns of each page, the first always left out: as many groups of the header as fit side by side. */
function partsOf({ head }: FigureSheet): number[][] {
  const columns = (head.at(-1) ?? []).map((_, at) => at).slice(1);
  if (head.length === 1) return [columns];
  const groups: number[][] = [];
  for (const at of columns) {
    if (head[0]![at] || groups.length === 0) groups.push([at]);
    else groups.at(-1)!.push(at);
  }
  return groups.reduce<number[][]>((parts, group) => {
    const last = parts.at(-1);
    if (last && last.length + group.length <= MOST_COLUMNS) last.push(...group);
    else parts.push([...group]);
    return parts;
  }, []);
}

function tableOf({ head, rows, sums = 0 }: FigureSheet, columns: readonly number[], busyOnly: boolean): PdfBlock {
  const isSum = (nth: number): boolean => nth >= rows.length - sums;
  const shown = rows.flatMap((row, nth) => (isSum(nth) || !busyOnly || columns.some((at) => row[at]) ? [{ row, strong: isSum(nth) }] : []));
  const titleOf = (at: number): string => {
    const above = head.length > 1 ? head[0]!.slice(0, at + 1).findLast(Boolean) : null;
    const own = head.at(-1)![at];
    return [above, own].filter((one, nth, all) => one && all.indexOf(one) === nth).join('\n');
  };
  return {
    kind: 'table',
    columns: [
      { title: head[0]![0] ?? '', width: FIRST_COLUMN },
      ...columns.map((at): PdfColumn => ({ title: titleOf(at), width: isText(rows, at) ? 1.6 : 1, align: isText(rows, at) ? 'left' : 'right' })),
    ],
    rows: shown.map(({ row, strong }) => [0, ...columns].map((at): PdfCell => (strong ? { text: wordsOf(row[at]), tone: 'strong' } : wordsOf(row[at])))),
  };
}

const isText = (rows: FigureSheet['rows'], at: number): boolean => rows.some((row) => typeof row[at] === 'string');

function wordsOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return spokenTime(value);
  return typeof value === 'object' ? value.day : String(value);
}
