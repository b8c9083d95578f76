import type { PdfBlock, PdfDocument } from '../../platform/pdf/pdf-document.js';
import type { Paper, ReportSheet } from './report-print.dto.js';

/** Widths of the columns that a sheet of the laboratory or of a culture may have. */
const WIDTHS: Readonly<Record<string, number | 'auto'>> = { 序号: 'auto', 项目: 2.2, 药物: 2, 结果: 1.2, 提示: 'auto', 单位: 'auto', 参考区间: 1.4, 敏感性: 'auto', 方法: 1.2 };

/** Reports one after the other, each beginning on a page of its own. */
export function sheetsPdf(sheets: readonly ReportSheet[], paper: Paper, printed: { readonly by: string; readonly at: string }): PdfDocument {
  const [first] = sheets;
  const title = first?.title ?? '报告单';
  const again = sheets.some(({ nth }) => nth > 1);
  return {
    title,
    paper,
    header: { left: first?.hospital ?? '', right: `${sheets.length === 1 ? `${title} ${first?.reportNo ?? ''}` : `${title} 共 ${sheets.length} 份`}${again ? '　补打' : ''}` },
    footer: [...(sheets.length === 1 ? (first?.foot ?? []) : []), `打印 ${printed.by} ${printed.at}`],
    blocks: sheets.flatMap((sheet, nth) => [...(nth > 0 ? [{ kind: 'page-break' } as const] : []), ...blocksOf(sheet, sheets.length > 1)]),
  };
}

function blocksOf({ title, subtitle, nth, fields, tables, texts, foot }: ReportSheet, withFoot: boolean): PdfBlock[] {
  const again = nth > 1 ? `补打（第 ${nth} 次）` : '';
  return [
    { kind: 'title', text: title, subtitle: [subtitle, again].filter(Boolean).join('　') },
    { kind: 'fields', columns: 4, fields },
    ...tables.flatMap(({ caption, columns, rows }): PdfBlock[] => [
      ...(caption ? [{ kind: 'heading', level: 2, text: caption } as const] : []),
      {
        kind: 'table',
        columns: columns.map((name) => ({ title: name, width: WIDTHS[name] ?? 1 })),
        rows: rows.map(({ cells, abnormal }) => cells.map((text) => (abnormal ? { text, tone: 'strong' } : text))),
      },
    ]),
    ...texts.flatMap(({ heading, text }): PdfBlock[] => [{ kind: 'heading', level: 2, text: heading }, { kind: 'text', text }]),
    ...(withFoot ? foot.map((text): PdfBlock => ({ kind: 'text', text, tone: 'quiet' })) : []),
  ];
}
