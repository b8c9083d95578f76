import { escapeXml } from '../http/escape-xml.js';

export interface TrendPoint {
  readonly at: Date;
  readonly value: number;
  readonly abnormal?: boolean;
}

export interface TrendChart {
  readonly title: string;
  /** One unit: what is measured otherwise belongs on another chart. */
  readonly unit: string | null;
  readonly points: readonly TrendPoint[];
  /** The range that the newest report prints; either side may be open. */
  readonly low?: number | null;
  readonly high?: number | null;
}

const [WIDTH, HEIGHT] = [520, 150];
const PLOT = { left: 46, right: 508, top: 24, bottom: 126 };

/** A line of values over time as an SVG for print: abnormal points are squares, so that grey copies still tell them apart. */
export function trendChart({ title, unit, points, low = null, high = null }: TrendChart): string {
  const ordered = points.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const values = [...ordered.map(({ value }) => value), ...[low, high].filter((bound) => bound !== null)];
  const [least, most] = spanOf(values);
  const [first, last] = [ordered[0]?.at.getTime() ?? 0, ordered.at(-1)?.at.getTime() ?? 0];
  const x = (at: Date): number => PLOT.left + (last === first ? 0.5 : (at.getTime() - first) / (last - first)) * (PLOT.right - PLOT.left);
  const y = (value: number): number => PLOT.bottom - ((value - least) / (most - least)) * (PLOT.bottom - PLOT.top);
  const parts = [
    `<text x="4" y="14" font-size="10" font-weight="bold">${escapeXml(unit ? `${title}（${unit}）` : title)}</text>`,
    bandOf(low, high, y),
    ...[least, (least + most) / 2, most].map((value) =>
      `<line x1="${PLOT.left}" y1="${n(y(value))}" x2="${PLOT.right}" y2="${n(y(value))}" stroke="#d9d9d9" stroke-width="0.5"/>`
      + `<text x="${PLOT.left - 4}" y="${n(y(value) + 3)}" font-size="8" text-anchor="end" fill="#595959">${label(value)}</text>`),
    `<polyline fill="none" stroke="#0958d9" stroke-width="1.2" points="${ordered.map((point) => `${n(x(point.at))},${n(y(point.value))}`).join(' ')}"/>`,
    ...ordered.map(({ at, value, abnormal }) => markOf(x(at), y(value), abnormal ?? false)),
    ...[ordered[0], ordered.length > 1 ? ordered.at(-1) : undefined].map((point, place) => point
      ? `<text x="${place === 0 && ordered.length > 1 ? PLOT.left : PLOT.right}" y="142" font-size="8" fill="#595959" text-anchor="${place === 0 && ordered.length > 1 ? 'start' : 'end'}">${dayOf(point.at)}</text>`
      : ''),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><g font-family="Noto">${parts.join('')}</g></svg>`;
}

/** A little air above and below; never a span of nothing. */
function spanOf(values: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return [0, 1];
  const air = (most - least) * 0.1 || Math.abs(most) * 0.1 || 1;
  return [least >= 0 ? Math.max(0, least - air) : least - air, most + air];
}

function bandOf(low: number | null, high: number | null, y: (value: number) => number): string {
  if (low === null && high === null) return '';
  const [top, bottom] = [high === null ? PLOT.top : y(high), low === null ? PLOT.bottom : y(low)];
  return `<rect x="${PLOT.left}" y="${n(top)}" width="${PLOT.right - PLOT.left}" height="${n(Math.max(0, bottom - top))}" fill="#e6f4ea"/>`;
}

const markOf = (x: number, y: number, abnormal: boolean): string => abnormal
  ? `<rect x="${n(x - 3)}" y="${n(y - 3)}" width="6" height="6" fill="#cf1322"/>`
  : `<circle cx="${n(x)}" cy="${n(y)}" r="2.4" fill="#0958d9"/>`;

const n = (value: number): string => value.toFixed(1);
const label = (value: number): string => String(Number(value.toPrecision(3)));
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const dayOf = (at: Date): string => DAY.format(at);
