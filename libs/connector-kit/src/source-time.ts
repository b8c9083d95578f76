const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\.(\d{1,9}))?)?)?)?(Z|[+-]\d{4})?$/;
const PRINTED =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?$/;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Older dates are placeholders such as 0001-01-01 or 1753-01-01, not facts. */
const FIRST_YEAR = 1850;
export const CHINA = 'Asia/Shanghai';

interface Clock {
  /** The digits read as if they were UTC, in ms. */
  readonly local: number;
  /** Minutes east of Greenwich; null when the literal does not say. */
  readonly offset: number | null;
}

/**
 * A source's literal as ISO 8601 UTC with milliseconds; null when it is none (`0000-00-00`, 31 April, a bare month).
 * Finer fractions are cut. `24:00:00` is the next day's midnight. A literal without an offset is in `zone`; a local time
 * that a clock change skipped counts on from before the change, one that it repeated is the first of the two.
 */
export function parseInstant(text: string, zone: string = CHINA): string | null {
  const clock = readClock(text);
  if (!clock) return null;
  const utc = clock.offset === null ? toUtc(clock.local, zone) : clock.local - clock.offset * MINUTE;
  return new Date(utc).toISOString();
}

/** The calendar day a literal prints, `YYYY-MM-DD`; null when it is none. A time of day behind it is ignored. */
export function parseDate(text: string): string | null {
  const parts = COMPACT.exec(text) ?? PRINTED.exec(text);
  if (!parts || !readClock(text)) return null;
  return `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
}

/** An instant (ms since 1970) as the wall clock of `zone` shows it: `YYYY-MM-DD HH:mm:ss.SSS`. */
export function wallClock(instant: number, zone: string = CHINA): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().replace('T', ' ').slice(0, -1);
}

function readClock(text: string): Clock | null {
  const parts = COMPACT.exec(text) ?? PRINTED.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((at) => Number(parts[at] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second + ms > 0)) return null;
  return { local: Date.UTC(year, month - 1, day, hour, minute, second, ms), offset: readOffset(parts[8]) };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function readOffset(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === 'Z') return 0;
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return text.startsWith('-') ? -minutes : minutes;
}

function toUtc(local: number, zone: string): number {
  const before = offsetAt(local - DAY, zone);
  const after = offsetAt(local + DAY, zone);
  if (before !== after && offsetAt(local - before, zone) !== before && offsetAt(local - after, zone) === after) {
    return local - after;
  }
  return local - before;
}

const SINCE_1992 = Date.UTC(1992, 0, 1);
const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that `zone` was ahead of UTC. China has stood at +08:00 since its last summer time in 1991. */
function offsetAt(utc: number, zone: string): number {
  if (zone === CHINA && utc > SINCE_1992) return 480 * MINUTE;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(utc)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utc / 1000) * 1000;
}
