import { hash, randomBytes } from 'node:crypto';

const EIGHT_HOURS = 8 * 3_600_000;
const DAY = 86_400_000;

/** How many records a day has and a keyed hash over them that does not depend on their order. */
export interface DaySum {
  readonly count: number;
  /** 16 hexadecimal digits. */
  readonly hash: string;
}

/** A sum of 64 bits as two halves. */
interface Running {
  count: number;
  low: number;
  high: number;
}

/** What is hashed of a record; both sides write it alike. */
const hashedText = (hashKey: string, key: string, version: number): string => `${hashKey}${version} ${key}${hashKey}`;

/**
 * The same in SQL, over rows `r (key text, version bigint)`; `$1` is the hash key. PostgreSQL adds up where the rows are:
 * none of them travels.
 */
export const daySumsSql = (rows: string): string => `
  select day::int, count(*)::int, (sum(low) % 4294967296)::float8 as low,
    ((sum(high) + div(sum(low), 4294967296)) % 4294967296)::float8 as high
  from (select floor((version + ${EIGHT_HOURS})::float8 / ${DAY}) as day, ('x' || substr(digest, 9, 8))::bit(32)::bigint as low, ('x' || substr(digest, 1, 8))::bit(32)::bigint as high
    from (select version, encode(sha256(convert_to($1 || version || ' ' || key || $1, 'UTF8')), 'hex') as digest from (${rows}) r) hashed) halves
  group by day`;

/** The number of a day in China; milliseconds since 1970. */
export const dayOf = (at: number): number => Math.floor((at + EIGHT_HOURS) / DAY);

/** `YYYY-MM-DD` of a day's number. */
export const dayName = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The moment a day begins in China. */
export const dayStart = (name: string): number => Date.parse(`${name}T00:00:00+08:00`);

/** A key for one comparison: sums of different comparisons cannot be held against each other, and none tells a record. */
export const newHashKey = (): string => randomBytes(32).toString('base64url');

/** Adds records up by day, in whatever order they come. Memory is one line a day. */
export class DaySums {
  private readonly days = new Map<number, Running>();

  constructor(private readonly hashKey: string) {}

  /** `version` in milliseconds. */
  add(key: string, version: number): void {
    const day = dayOf(version);
    let sum = this.days.get(day);
    if (!sum) this.days.set(day, (sum = { count: 0, low: 0, high: 0 }));
    // In hexadecimal, which spares a buffer a record: half of the time.
    const digest = hash('sha256', hashedText(this.hashKey, key, version), 'hex');
    const low = sum.low + Number.parseInt(digest.slice(8, 16), 16);
    sum.count += 1;
    sum.low = low % 2 ** 32;
    sum.high = (sum.high + Number.parseInt(digest.slice(0, 8), 16) + (low >= 2 ** 32 ? 1 : 0)) % 2 ** 32;
  }

  /** A day that was added up elsewhere, by {@link daySumsSql}. */
  put(day: number, sum: Running): void {
    this.days.set(day, sum);
  }

  /** Days with at least one record, by number. */
  get dayNumbers(): readonly number[] {
    return [...this.days.keys()];
  }

  of(day: number): DaySum {
    const { count, low, high } = this.days.get(day) ?? { count: 0, low: 0, high: 0 };
    return { count, hash: [high, low].map((word) => word.toString(16).padStart(8, '0')).join('') };
  }

  get total(): number {
    return [...this.days.values()].reduce((sum, { count }) => sum + count, 0);
  }
}
