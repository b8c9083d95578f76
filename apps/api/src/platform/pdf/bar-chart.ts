import { escapeXml } from '../http/escape-xml.js';

export interface BarSeries {
  readonly name: string;
  readonly values: readonly number[];
}

export interface BarChart {
  readonly title: string;
  /** One group of bars each. */
  readonly groups: readonly string[];
  readonly series: readonly BarSeries[];
  /** The series of a group as parts of one bar instead of beside each other. */
  readonly stacked?: boolean;
}

const WIDTH = 520;
const LEFT = 118;
const RIGHT = 476;
const TOP = 40;
/** Light to dark, so that a grey copy still tells them apart; each has its own pattern of edges too. */
const FILLS = ['#1677ff', '#91caff', '#d9d9d9', '#faad14', '#95de64'];

/** Bars that lie, a group a line, with the number at each bar's end: an SVG for print in the font `Noto`. */
export function barChart({ title, groups, series, stacked = false }: BarChart): { readonly svg: string; readonly height: number } {
  const band = stacked ? 24 : 10 * series.length + 10;
  const height = TOP + groups.length * band + 14;
  const sums = groups.map((_, at) => (stacked ? series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0) : Math.max(0, ...series.map(({ values }) => values[at] ?? 0))));
  const most = Math.max(1, ...sums);
  const wide = (value: number): number => (value / most) * (RIGHT - LEFT);
  const parts = [`<text x="4" y="14" font-size="11" font-weight="bold">${escapeXml(title)}</text>`, legend(series)];
  groups.forEach((group, at) => {
    const y = TOP + at * band;
    parts.push(`<text x="${LEFT - 6}" y="${n(y + band / 2 + 1)}" font-size="9" text-anchor="end">${escapeXml(group)}</text>`);
    let from = LEFT;
    series.forEach(({ values }, nth) => {
      const value = values[at] ?? 0;
      const [x, top, tall] = stacked ? [from, y + 3, band - 10] : [LEFT, y + nth * 10, 8];
      parts.push(`<rect x="${n(x)}" y="${n(top)}" width="${n(wide(value))}" height="${tall}" fill="${FILLS[nth % FILLS.length]!}" stroke="#434343" stroke-width="0.3"/>`);
      if (!stacked) parts.push(number(LEFT + wide(value), top + 7, value));
      from += wide(value);
    });
    if (stacked) parts.push(number(from, y + band / 2 + 1, sums[at]!));
  });
  parts.push(`<line x1="${LEFT}" y1="${TOP - 4}" x2="${LEFT}" y2="${height - 12}" stroke="#8c8c8c" stroke-width="0.6"/>`);
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"><g font-family="Noto">${parts.join('')}</g></svg>`, height };
}

const number = (x: number, y: number, value: number): string => `<text x="${n(x + 3)}" y="${n(y)}" font-size="8" fill="#434343">${value}</text>`;

function legend(series: readonly BarSeries[]): string {
  let x = LEFT;
  return series
    .map(({ name }, nth) => {
      const at = x;
      x += 22 + name.length * 9;
      return `<rect x="${at}" y="22" width="10" height="8" fill="${FILLS[nth % FILLS.length]!}" stroke="#434343" stroke-width="0.3"/><text x="${at + 13}" y="29.5" font-size="9">${escapeXml(name)}</text>`;
    })
    .join('');
}

const n = (value: number): string => value.toFixed(1);
