import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import {
  AlignmentType, Document, type FileChild, Footer, Header, HeadingLevel, HorizontalPositionRelativeFrom, ImageRun, PageNumber, PageOrientation, Packer, Paragraph,
  ShadingType, Table, TableCell, TableRow, TextRun, TextWrappingType, VerticalPositionRelativeFrom, WidthType,
} from 'docx';
import type { PdfBlock, PdfCell, PdfDocument, PdfTable } from '../pdf/pdf-document.js';

// This file runs as a thread of its own, from the sources in tests and from dist in the product:
// it imports packages only, never a file of ours (types are gone when it runs).

export type WordAnswer = Uint8Array;

/** What Word has on every Chinese desktop; figures in a Latin face of even width. */
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' };
const PAPERS = { A4: [11_906, 16_838, false], 'A4-landscape': [11_906, 16_838, true], 'A5-landscape': [8_391, 11_906, true] } as const;
const MARGIN = 850;
const TWIPS_A_PIXEL = 15;
/** Drawn so many times as large as it is shown, for paper. */
const SHARPNESS = 3;
const GREY = '595959';

const document = workerData as PdfDocument;
const [shortSide, longSide, landscape] = PAPERS[document.paper ?? 'A4'];
const textWidth = (landscape ? longSide : shortSide) - 2 * MARGIN;
const require = createRequire(import.meta.url);
await initWasm(readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
/** One weight: a drawing's bold words may stand in it, and reading a font of all Chinese characters takes its time. */
const fontBuffers = [await readFile(require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'))];

function picture(svg: string, width: number, sharpness = SHARPNESS): { data: Uint8Array; width: number; height: number } {
  const drawn = new Resvg(svg.replaceAll('font-family="Noto"', 'font-family="Noto Sans SC"'), {
    fitTo: { mode: 'width', value: Math.round(width * sharpness) },
    font: { fontBuffers, defaultFontFamily: 'Noto Sans SC', sansSerifFamily: 'Noto Sans SC' },
  });
  const image = drawn.render();
  return { data: image.asPng(), width: Math.round(width), height: Math.round((image.height / image.width) * width) };
}

const textOf = (cell: PdfCell): string => (cell === null ? '—' : typeof cell === 'string' ? cell : cell.text);
const run = (text: string, given: object = {}): TextRun[] => text.split('\n').map((line, at) => new TextRun({ text: line, font: FONT, size: 21, ...(at > 0 && { break: 1 }), ...given }));

function tableOf({ columns, rows }: PdfTable): Table {
  const shares = columns.reduce((sum, { width }) => sum + (typeof width === 'number' ? width : 1), 0);
  const widths = columns.map(({ width }) => Math.floor(((typeof width === 'number' ? width : 1) / shares) * textWidth));
  const cell = (text: string, at: number, head: boolean): TableCell => new TableCell({
    width: { size: widths[at]!, type: WidthType.DXA },
    margins: { left: 60, right: 60 },
    ...(head && { shading: { type: ShadingType.CLEAR, fill: 'F0F0F0' } }),
    children: [new Paragraph({ alignment: alignment(columns[at]!.align), children: run(text, { size: 17, bold: head }) })],
  });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ title }, at) => cell(title, at, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: columns.map((_, at) => cell(textOf(row[at] ?? null), at, false)) })),
    ],
  });
}

const alignment = (align: 'left' | 'right' | 'center' | undefined): 'left' | 'right' | 'center' => AlignmentType[(align ?? 'left').toUpperCase() as 'LEFT'];

function childrenOf(block: PdfBlock): FileChild[] {
  switch (block.kind) {
    case 'title':
      return [
        new Paragraph({ heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER, children: run(block.text, { size: 36, bold: true, color: '000000' }) }),
        ...(block.subtitle ? [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 160 }, children: run(block.subtitle, { color: GREY }) })] : []),
      ];
    case 'heading':
      return [new Paragraph({
        heading: block.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1, keepNext: true, spacing: { before: 240, after: 100 },
        children: run(block.text, { size: block.level === 2 ? 23 : 27, bold: true, color: '000000' }),
      })];
    case 'text':
      return [new Paragraph({
        spacing: { after: 80, line: 340 }, ...(block.indent && { indent: { firstLine: 420 } }),
        children: run(block.text, { bold: block.tone === 'strong', ...(block.tone === 'quiet' && { color: GREY, size: 18 }) }),
      })];
    case 'fields':
      return block.fields.map(({ label, value }) => new Paragraph({ children: [...run(`${label}：`, { color: GREY }), ...run(value ?? '—')] }));
    case 'table':
      return [tableOf(block), new Paragraph({ spacing: { after: 80 }, children: [] })];
    case 'chart': {
      const { data, width, height } = picture(block.svg, Math.min(560, textWidth / TWIPS_A_PIXEL));
      const words = block.caption ?? '图';
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER, keepNext: Boolean(block.caption),
          children: [new ImageRun({ type: 'png', data, transformation: { width, height }, altText: { name: words, title: words, description: words } })],
        }),
        ...(block.caption ? [new Paragraph({ alignment: AlignmentType.CENTER, children: run(block.caption, { size: 18, color: GREY }) })] : []),
      ];
    }
    case 'line':
      return [new Paragraph({ border: { bottom: { style: 'single', size: 4, color: '8C8C8C' } }, children: [] })];
    case 'page-break':
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
  }
}

/** Behind the text of every page, in its head: who made it and when. */
function watermark(text: string): Paragraph {
  const [width, height] = [landscape ? 1_000 : 700, landscape ? 640 : 960];
  const marks: string[] = [];
  for (let y = 60, row = 0; y < height + 60; y += 150, row += 1) {
    for (let x = row % 2 ? 20 : -80; x < width; x += 260) marks.push(`<text transform="rotate(-28 ${x} ${y})" x="${x}" y="${y}">${text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)}</text>`);
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g font-family="Noto" font-size="13" fill="#9e9e9e" fill-opacity="0.3">${marks.join('')}</g></svg>`;
  const drawn = picture(svg, width, 1);
  return new Paragraph({
    children: [new ImageRun({
      type: 'png', data: drawn.data, transformation: { width, height: drawn.height }, altText: { name: '水印', title: '水印', description: text },
      floating: {
        horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, offset: 300_000 }, verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, offset: 500_000 },
        behindDocument: true, wrap: { type: TextWrappingType.NONE },
      },
    })],
  });
}

const small = { size: 17, color: GREY };
const word = new Document({
  creator: document.header.left,
  title: document.title,
  styles: { default: { document: { run: { font: FONT, size: 21, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } } } },
  sections: [{
    properties: {
      page: { size: { width: shortSide, height: longSide, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT }, margin: { top: 1_100, bottom: 1_000, left: MARGIN, right: MARGIN } },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({
            tabStops: [{ type: 'right', position: textWidth }], border: { bottom: { style: 'single', size: 4, color: '434343' } },
            children: [...run(document.header.left, { size: 18, bold: true }), ...run(`\t${document.header.right ?? ''}`, small)],
          }),
          ...(document.watermark ? [watermark(document.watermark)] : []),
        ],
      }),
    },
    footers: {
      default: new Footer({
        children: [
          ...document.footer.map((line) => new Paragraph({ children: run(line, small) })),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            children: [new TextRun({ font: FONT, ...small, children: ['第 ', PageNumber.CURRENT, ' 页 / 共 ', PageNumber.TOTAL_PAGES, ' 页'] })],
          }),
        ],
      }),
    },
    children: [
      ...(document.stamp ? [new Paragraph({ alignment: AlignmentType.CENTER, children: run(`【${document.stamp}】`, { bold: true, color: 'A8071A' }) })] : []),
      ...document.blocks.flatMap(childrenOf),
    ],
  }],
});
const answer: WordAnswer = new Uint8Array(await Packer.toBuffer(word));
parentPort?.postMessage(answer);
