import { escapeXml } from '../http/escape-xml.js';
import type { PdfBlock, PdfCell, PdfColumn, PdfDocument, PdfTable, PdfTone } from './pdf-document.js';
import type { PageWork } from './pdf-worker.js';

type Node = Record<string, unknown>;

const TONES: Readonly<Record<PdfTone, Node>> = {
  plain: {},
  quiet: { color: '#595959' },
  strong: { bold: true },
  abnormal: { color: '#cf1322', bold: true },
  critical: { color: '#ffffff', background: '#a8071a', bold: true },
};
const PAPERS = {
  A4: { pageSize: 'A4', pageOrientation: 'portrait', width: 595, height: 842 },
  'A4-landscape': { pageSize: 'A4', pageOrientation: 'landscape', width: 842, height: 595 },
  'A5-landscape': { pageSize: 'A5', pageOrientation: 'landscape', width: 595, height: 420 },
} as const;
const SIDE = 36;
/** A row is kept on one page unless a cell is so long that it might not fit on any. */
const LONG_CELL = 700;
/** A drawing may not fetch, link or run anything. */
const UNSAFE_DRAWING = /<\s*(?:image|script|foreignObject|use|a|style|iframe)\b|\bhref\s*=|\bon\w+\s*=|url\(\s*['"]?(?!#)|@import/i;

/** What the printing thread is told: nodes of pdfmake, and what stands on every page. */
export function pageWork(document: PdfDocument): PageWork {
  const { width, height, ...paper } = PAPERS[document.paper ?? 'A4'];
  return {
    definition: {
      ...paper,
      pageMargins: [SIDE, 56, SIDE, document.qr ? 72 : 52],
      info: { title: document.title, creator: document.header.left, producer: document.header.left },
      defaultStyle: { font: 'Noto', fontSize: 9.5, lineHeight: 1.1 },
      language: 'zh-CN',
      content: document.blocks.map((block) => nodeOf(block, width - 2 * SIDE)),
      ...(document.stamp ? { watermark: { text: document.stamp, color: '#a8071a', opacity: 0.12, bold: true } } : {}),
    },
    header: { ...document.header, width: width - 2 * SIDE },
    footer: { lines: document.footer, qr: document.qr ?? null },
    background: document.watermark ? tiled(document.watermark, width, height) : null,
  };
}

function nodeOf(block: PdfBlock, width: number): Node {
  switch (block.kind) {
    case 'title':
      return {
        stack: [
          { text: block.text, fontSize: 18, bold: true, alignment: 'center' },
          ...(block.subtitle ? [{ text: block.subtitle, alignment: 'center', color: '#595959', margin: [0, 4, 0, 0] }] : []),
        ],
        margin: [0, 0, 0, 10],
      };
    case 'heading':
      return block.level === 2
        ? { text: block.text, fontSize: 11, bold: true, margin: [0, 8, 0, 3], headlineLevel: 2 }
        : { text: block.text, fontSize: 13, bold: true, margin: [0, 12, 0, 5], headlineLevel: 1 };
    case 'text':
      return { text: block.text, ...TONES[block.tone ?? 'plain'], margin: [block.indent ? 12 : 0, 1, 0, 3], preserveLeadingSpaces: true };
    case 'fields':
      return fieldsNode(block.fields, block.columns ?? 3);
    case 'table':
      return tableNode(block);
    case 'chart':
      return chartNode(block, width);
    case 'line':
      return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.5, lineColor: '#8c8c8c' }], margin: [0, 4, 0, 4] };
    case 'page-break':
      // Hardly a line: a page that is full to its last one is not followed by an empty one.
      return { text: '', fontSize: 1, lineHeight: 0.1, pageBreak: 'after' };
  }
}

function fieldsNode(fields: readonly { label: string; value: string | null }[], columns: number): Node {
  const cells = fields.map(({ label, value }) => ({ text: [{ text: `${label}：`, color: '#595959' }, { text: value ?? '—' }] }));
  const rows: Node[][] = [];
  for (let at = 0; at < cells.length; at += columns) {
    rows.push([...cells.slice(at, at + columns), ...Array.from({ length: Math.max(0, at + columns - cells.length) }, () => ({ text: '' }))]);
  }
  return rows.length === 0
    ? { text: '' }
    : { table: { widths: Array.from({ length: columns }, () => '*'), body: rows }, layout: 'bare', margin: [0, 0, 0, 6] };
}

function tableNode({ columns, rows }: PdfTable): Node {
  const isLong = rows.some((row) => row.some((cell) => textOf(cell).length > LONG_CELL));
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: isLong ? 0 : 1,
      dontBreakRows: !isLong,
      widths: widthsOf(columns),
      body: [
        columns.map(({ title, align }) => ({ text: title, bold: true, alignment: align ?? 'left', fillColor: '#f0f0f0' })),
        ...rows.map((row) => columns.map(({ align }, at) => cellNode(row[at] ?? null, align))),
      ],
    },
    layout: 'ruled',
    fontSize: 8.5,
    lineHeight: 1,
    margin: [0, 0, 0, 8],
  };
}

/** Shares become stars: a column of share 2 is written as wide as two of share 1. */
function widthsOf(columns: readonly PdfColumn[]): (string | number)[] {
  const shares = columns.reduce((sum, { width }) => sum + (width === 'auto' ? 0 : (width ?? 1)), 0);
  const isFixed = columns.every(({ width }) => width !== 'auto');
  return columns.map(({ width }) => (width === 'auto' ? 'auto' : isFixed ? `${((width ?? 1) / shares) * 100}%` : '*'));
}

const textOf = (cell: PdfCell): string => (cell === null ? '—' : typeof cell === 'string' ? cell : cell.text);

function cellNode(cell: PdfCell, align: PdfColumn['align']): Node {
  const tone = cell !== null && typeof cell === 'object' ? TONES[cell.tone ?? 'plain'] : {};
  return { text: textOf(cell), alignment: align ?? 'left', preserveLeadingSpaces: true, ...tone };
}

function chartNode({ svg, height, caption }: Extract<PdfBlock, { kind: 'chart' }>, width: number): Node {
  if (UNSAFE_DRAWING.test(svg)) throw new Error('A drawing with references or scripts is not printed.');
  const picture = { svg, fit: [width, height] };
  const below = caption ? [{ text: caption, fontSize: 8.5, color: '#595959', margin: [0, 2, 0, 0] }] : [];
  return { stack: [picture, ...below], unbreakable: true, margin: [0, 2, 0, 6] };
}

/** Grey enough to read through, dark enough to survive a copier. */
function tiled(text: string, width: number, height: number): string {
  const marks: string[] = [];
  for (let y = 60, row = 0; y < height + 120; y += 150, row += 1) {
    for (let x = row % 2 ? 20 : -80; x < width; x += 230) marks.push(`<text transform="rotate(-28 ${x} ${y})" x="${x}" y="${y}">${escapeXml(text)}</text>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`
    + `<g font-family="Noto" font-size="11" fill="#9e9e9e" fill-opacity="0.28">${marks.join('')}</g></svg>`;
}
