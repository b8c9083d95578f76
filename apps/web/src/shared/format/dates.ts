/** Dates and times as the ward reads them: Asia/Shanghai, 24 h, whatever the computer is set to. */
const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const DAY_MS = 86_400_000;

export const NOTHING = '—';

/** `2026-12-06T02:30:05Z` → date `2026-12-06`, time `10:30`, seconds `05`. */
function partsOf(at: Date): { date: string; time: string; second: string } {
  const part = Object.fromEntries(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${part['year']}-${part['month']}-${part['day']}`,
    time: `${part['hour']}:${part['minute']}`,
    second: part['second'] ?? '00',
  };
}

/** Today in Shanghai, `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  return partsOf(now).date;
}

/** `date` moved by whole days, `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `今天 10:32`, `昨天 10:32`, else `2026-12-06 10:32`; nothing → `—`. Never "3 hours ago": medical facts carry their time. */
export function formatTime(iso: string | null | undefined, now = new Date()): string {
  if (!iso) return NOTHING;
  const { date, time } = partsOf(new Date(iso));
  const thisDay = today(now);
  if (date === thisDay) return `今天 ${time}`;
  return date === addDays(thisDay, -1) ? `昨天 ${time}` : `${date} ${time}`;
}

/** Always `2026-12-06 10:32`; for titles, hover texts and anything that is copied or printed. */
export function formatFullTime(iso: string | null | undefined): string {
  if (!iso) return NOTHING;
  const { date, time } = partsOf(new Date(iso));
  return `${date} ${time}`;
}

/** The clock only: `10:32:05`. */
export function formatClock(iso: string | null | undefined): string {
  if (!iso) return NOTHING;
  const { time, second } = partsOf(new Date(iso));
  return `${time}:${second}`;
}

/** A date without time, or the date of an instant, as `2026-12-06`. */
export function formatDate(value: string | null | undefined): string {
  if (!value) return NOTHING;
  return value.length === 10 ? value : partsOf(new Date(value)).date;
}

/** Reads what people type: `20260131`, `2026-1-31`, `2026/01/31`, `2026年1月31日`. Null when it is no day of the calendar. */
export function parseDate(typed: string): string | null {
  const found = /^(\d{4})(?:(\d{2})(\d{2})|[-/.年](\d{1,2})[-/.月](\d{1,2})日?)$/.exec(typed.trim());
  if (!found) return null;
  const [year, month, day] = [found[1], found[2] ?? found[4], found[3] ?? found[5]].map((part) =>
    String(part).padStart(2, '0'),
  );
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === `${year}-${month}-${day}`
    ? `${year}-${month}-${day}`
    : null;
}

export type Period = readonly [from: string, to: string];

/** The presets that every period filter offers; both ends belong to the period, weeks begin on Monday. */
export function periodPresets(now = new Date()): readonly { readonly label: string; readonly period: Period }[] {
  const day = today(now);
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const monday = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const first = (y: number, m: number) => new Date(Date.UTC(y, m - 1, 1)).toISOString().slice(0, 10);
  const quarter = month - ((month - 1) % 3);
  return [
    { label: '今天', period: [day, day] },
    { label: '昨天', period: [addDays(day, -1), addDays(day, -1)] },
    { label: '近7天', period: [addDays(day, -6), day] },
    { label: '近30天', period: [addDays(day, -29), day] },
    { label: '本周', period: [monday, addDays(monday, 6)] },
    { label: '上周', period: [addDays(monday, -7), addDays(monday, -1)] },
    { label: '本月', period: [first(year, month), addDays(first(year, month + 1), -1)] },
    { label: '上月', period: [first(year, month - 1), addDays(first(year, month), -1)] },
    { label: '本季', period: [first(year, quarter), addDays(first(year, quarter + 3), -1)] },
    { label: '上季', period: [first(year, quarter - 3), addDays(first(year, quarter), -1)] },
    { label: '今年', period: [`${year}-01-01`, `${year}-12-31`] },
    { label: '去年', period: [`${year - 1}-01-01`, `${year - 1}-12-31`] },
  ];
}

/** The last `days` days up to today, both included. */
export function lastDays(days: number, now = new Date()): Period {
  return [addDays(today(now), 1 - days), today(now)];
}

/** Longer than five years, an open end counted up to today: still answered, but the reader is told that it takes its time. */
export function isLongPeriod([from, to]: Period, now = new Date()): boolean {
  const end = to || today(now);
  return `${Number(end.slice(0, 4)) - 5}${end.slice(4)}` > from;
}
