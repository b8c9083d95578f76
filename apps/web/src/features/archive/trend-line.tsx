import { formatDate } from '../../shared/format/dates.js';
import type { Section } from './archive-types.js';

type Line = Section['series'][number];
const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [520, 120, 46, 22, 98] as const;

/** A series on paper: one unit, its range as a band, abnormal points as squares. */
export function TrendLine({ line }: { line: Line }) {
  const { name, unit, points, low, high } = line;
  const values = [...points.map(({ value }) => value), ...[low, high].filter((bound) => bound !== null)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const air = (most - least) * 0.1 || Math.abs(most) * 0.1 || 1;
  const y = (value: number) => BOTTOM - ((value - least + air) / (most - least + 2 * air)) * (BOTTOM - TOP);
  const [first, last] = [Date.parse(points[0]?.at ?? ''), Date.parse(points.at(-1)?.at ?? '')];
  const x = (at: string) => (last === first ? (LEFT + WIDTH) / 2 : LEFT + ((Date.parse(at) - first) / (last - first)) * (WIDTH - LEFT - 12));
  const label = `${name}${unit ? `（${unit}）` : ''}：${points.map(({ at, value }) => `${formatDate(at)} ${value}`).join('，')}`;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="paper-trend">
      <text x="2" y="12" fontSize="11" fontWeight="bold">
        {name}
        {unit && `（${unit}）`}
      </text>
      {(low !== null || high !== null) && (
        <rect x={LEFT} width={WIDTH - LEFT - 12} y={high === null ? TOP : y(high)} height={Math.max(0, (low === null ? BOTTOM : y(low)) - (high === null ? TOP : y(high)))} fill="#e6f4ea" />
      )}
      <text x={LEFT - 4} y={y(most)} fontSize="9" textAnchor="end">
        {Number(most.toPrecision(3))}
      </text>
      <text x={LEFT - 4} y={y(least)} fontSize="9" textAnchor="end">
        {Number(least.toPrecision(3))}
      </text>
      <polyline fill="none" stroke="#0958d9" strokeWidth="1.3" points={points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
      {points.map(({ at, value, abnormal }) =>
        abnormal ? (
          <rect key={at} x={x(at) - 3} y={y(value) - 3} width="6" height="6" fill="#cf1322" />
        ) : (
          <circle key={at} cx={x(at)} cy={y(value)} r="2.5" fill="#0958d9" />
        ),
      )}
      <text x={LEFT} y={114} fontSize="9">
        {formatDate(points[0]?.at)}
      </text>
      {points.length > 1 && (
        <text x={WIDTH - 12} y={114} fontSize="9" textAnchor="end">
          {formatDate(points.at(-1)?.at)}
        </text>
      )}
    </svg>
  );
}
