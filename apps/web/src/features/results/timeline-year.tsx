import { memo } from 'react';
import { formatDate, formatFullTime } from '../../shared/format/dates.js';
import { KINDS, daysOf, placeInYear, type EventKind, type TimelineItem, type YearOfEvents } from './timeline-view.js';

const NAMES = Object.fromEntries(KINDS.map(({ kind, name }) => [kind, name])) as Record<EventKind, string>;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
/** Stays longer than this fill their bar. */
const FULL_BAR_DAYS = 60;

type Props = YearOfEvents & { readonly onOpen: (item: TimelineItem) => void };

/** One year: its lanes over a ruler of months, then its events month by month. */
export const TimelineYear = memo(function TimelineYear({ year, items, months, onOpen }: Props) {
  return (
    <section className="year" aria-labelledby={`year-${year}`}>
      <h2 id={`year-${year}`}>
        {year} 年 <small className="weak">{items.length} 项</small>
      </h2>
      <Lanes year={year} items={items} onOpen={onOpen} />
      {months.map(({ month, items: events }) => (
        <div key={month} className="month">
          <h3>{month} 月</h3>
          <ul>
            {events.map((item) => (
              <li key={item.refId}>
                <Event item={item} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
});

function Event({ item, onOpen }: { item: TimelineItem; onOpen: Props['onOpen'] }) {
  const { at, until, kind, title, subtitle, important } = item;
  const name = title.replace(`${NAMES[kind]} · `, '');
  const days = kind === 'inpatient' ? daysOf(item) : 0;
  return (
    <button
      type="button"
      className={`quiet event kind-${kind} ${important ? 'event-important' : ''}`}
      onClick={() => onOpen(item)}
    >
      <span className="event-day">{kind === 'checkup' ? formatDate(at).slice(5) : formatFullTime(at).slice(5)}</span>
      <span className="event-kind">
        <i aria-hidden />
        {NAMES[kind]}
      </span>
      <span className="event-title">{name}</span>
      <span className={subtitle?.startsWith('异常') ? 'flag' : 'weak'}>{subtitle}</span>
      {kind === 'inpatient' && (
        <span className="event-stay">
          <i aria-hidden style={{ width: `${Math.max(2, Math.min(100, (days / FULL_BAR_DAYS) * 100))}%` }} />
          <small>
            {formatDate(at).slice(5)} ～ {until ? formatDate(until).slice(5) : '今'}，{Math.max(1, days)} 天
            {until ? '' : '（在院）'}
          </small>
        </span>
      )}
    </button>
  );
}

/** The shape of the year at a glance; the list beneath says the same in words, so this is for eyes and mouse only. */
function Lanes({ year, items, onOpen }: Pick<Props, 'year' | 'items' | 'onOpen'>) {
  const lanes = KINDS.filter(({ kind }) => items.some((item) => item.kind === kind));
  return (
    <div className="lanes" aria-hidden>
      {lanes.map(({ kind, name }) => (
        <div key={kind} className={`lane kind-${kind}`}>
          <span>{name}</span>
          <div>
            {items
              .filter((item) => item.kind === kind)
              .map((item) => {
                const { left, width } = placeInYear(item, year);
                return (
                  <i
                    key={item.refId}
                    className={item.important ? 'mark mark-important' : 'mark'}
                    title={`${formatDate(item.at)} ${item.title} ${item.subtitle ?? ''}`}
                    onClick={() => onOpen(item)}
                    style={
                      width
                        ? { left: `${left}%`, width: `max(6px, ${width}%)`, marginLeft: 0, borderRadius: 2 }
                        : { left: `${left}%` }
                    }
                  />
                );
              })}
          </div>
        </div>
      ))}
      <div className="lane lane-ruler">
        <span />
        <div>
          {MONTHS.map((month) => (
            <small key={month}>{month}月</small>
          ))}
        </div>
      </div>
    </div>
  );
}
