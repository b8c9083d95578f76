import { hospitalDay } from '@cadre/clinical/calendar-day';
import { BadInput } from '../../platform/http/refusal.js';

/** First and last day, YYYY-MM-DD, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 5 * 366;

const stamp = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => dayAt(stamp(day) + days * DAY_MS);
export const daysBetween = ({ from, to }: Period): number => (stamp(to) - stamp(from)) / DAY_MS + 1;

/** The same day so many months away, or the last one of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
export const monthEnd = (day: string): string => addDays(addMonths(monthStart(day), 1), -1);

/** Refuses a period that ends before it begins, begins in the future or is longer than five years. */
export function checkedPeriod({ from, to }: Period): Period {
  const refuse = (message: string, field: string, short: string): never => {
    throw new BadInput(message, [{ field, message: short }]);
  };
  if (from > to) refuse('结束日期不能早于开始日期，请调整后重新查询。', 'to', '不能早于开始日期');
  if (from > hospitalDay(new Date())) refuse('开始日期在今天之后，还没有可统计的数据。', 'from', '不能晚于今天');
  if (daysBetween({ from, to }) > MOST_DAYS) refuse('统计区间最长 5 年，请缩短后重新查询。', 'to', '超过 5 年');
  return { from, to };
}

/** The period before it of the same kind: whole months by months, anything else by its number of days. */
export function previousPeriod({ from, to }: Period): Period {
  if (from === monthStart(from) && to === monthEnd(to)) {
    const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1;
    return { from: addMonths(from, -months), to: addDays(from, -1) };
  }
  const days = daysBetween({ from, to });
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

/** The same days of the year before; a whole February stays whole. */
export function lastYear({ from, to }: Period): Period {
  return { from: addMonths(from, -12), to: to === monthEnd(to) ? monthEnd(addMonths(to, -12)) : addMonths(to, -12) };
}

/** The whole months inside a period, and whether there are days beside them. */
export function wholeMonths({ from, to }: Period): Period | null {
  const first = from === monthStart(from) ? from : addMonths(monthStart(from), 1);
  const last = to === monthEnd(to) ? to : addDays(monthStart(to), -1);
  return first < last ? { from: first, to: last } : null;
}

/** Monday of an ISO week, e.g. 2026-W05. */
export function weekStart(week: string): string {
  const [year, number] = week.split('-W').map(Number) as [number, number];
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
  return dayAt(monday + (number - 1) * 7 * DAY_MS);
}

/** The ISO week of a day. */
export function weekOf(day: string): string {
  const thursday = stamp(day) + (3 - ((new Date(stamp(day)).getUTCDay() + 6) % 7)) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
