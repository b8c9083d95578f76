import { formatFullTime } from '../../shared/format/dates.js';
import { formatRange } from '../../shared/format/ranges.js';
import { FLAG_SOURCES, type Series } from './labs.js';
import { pointsOf } from './trend-table.js';

const HEAD = ['采样时间', '项目', '结果', '单位', '参考区间', '提示', '方法', '判断依据', '报告单号'];
const WORDS: Readonly<Record<string, string>> = {
  H: '偏高',
  L: '偏低',
  HH: '危急值（高）',
  LL: '危急值（低）',
  A: '异常',
};
const [PAD, LINE_PX, SCALE] = [24, 24, 2];

/** The figures as CSV that Chinese Excel opens well; texts that would be formulas are made harmless. */
export function trendCsv(title: string, series: readonly Series[]): string {
  const rows = pointsOf(series).map(({ line, point: { at, text, unit, rangeText, flag, flagSource, reportNo } }) => [
    formatFullTime(at),
    line.itemName,
    text,
    unit,
    formatRange(rangeText),
    flag ? WORDS[flag] : '',
    line.method,
    flagSource && FLAG_SOURCES[flagSource],
    reportNo,
  ]);
  return `\uFEFF${[[title], HEAD, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

function cellOf(value: string | null | undefined): string {
  const text = value ?? '';
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** The drawn chart as PNG with what makes it a document: hospital, whose it is, when it was made. */
export async function trendPng(svg: SVGSVGElement, lines: readonly string[]): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  const top = PAD + lines.length * LINE_PX;
  [canvas.width, canvas.height] = [(width + 2 * PAD) * SCALE, (height + top + PAD) * SCALE];
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.scale(SCALE, SCALE);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#1f1f1f';
  lines.forEach((line, index) => {
    pen.font = `${index === 0 ? 'bold 16px' : '13px'} ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(line, PAD, PAD + index * LINE_PX + 8);
  });
  pen.drawImage(picture, PAD, top, width, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

export function saveAs(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
