import { hash, randomBytes } from 'node:crypto';

const EIGHT_HOURS = 8 * 3_600_000;
const DAY = 86_400_000;

/** How many records a day has and a keyed hash over them that does not depend on their order. */
export interface DaySum {
  readonly count: number;
  /** 16 hexadecimal digits. */
  readonly hash: string;
}

interface Running {
  count: number;
  low: number;
  high: number;
}

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
    const digest = hash('sha256', `${this.hashKey}${version} ${key}${this.hashKey}`, 'buffer');
    const low = sum.low + digest.readUInt32LE(0);
    sum.count += 1;
    sum.low = low % 2 ** 32;
    sum.high = (sum.high + digest.readUInt32LE(4) + (low >= 2 ** 32 ? 1 : 0)) % 2 ** 32;
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
