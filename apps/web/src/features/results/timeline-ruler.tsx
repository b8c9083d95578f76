import { rulerOf, type Timeline } from './timeline-view.js';

interface Props {
  readonly months: Timeline['months'];
  readonly year: string | null;
  readonly onYear: (year: string | null) => void;
}

/** How much happened in every month of the whole history; a year is shown by itself when pressed. */
export function TimelineRuler({ months, year, onYear }: Props) {
  const years = rulerOf(months);
  const most = Math.max(1, ...years.flatMap(({ counts }) => counts));
  return (
    <nav className="ruler" aria-label="按年份查看">
      <button type="button" className="quiet" aria-pressed={year === null} onClick={() => onYear(null)}>
        全部年份
      </button>
      {years.map(({ year: one, counts, total }) => (
        <button
          key={one}
          type="button"
          className="quiet"
          aria-pressed={year === String(one)}
          onClick={() => onYear(year === String(one) ? null : String(one))}
        >
          <span>{one}</span>
          <span className="ruler-bars" aria-hidden>
            {counts.map((count, month) => (
              <i
                key={month}
                title={`${month + 1} 月 ${count} 项`}
                style={{ height: `${count ? 15 + (count / most) * 85 : 0}%` }}
              />
            ))}
          </span>
          <small className="weak">{total}</small>
        </button>
      ))}
    </nav>
  );
}
