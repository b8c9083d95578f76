import { type Moment, daysBetween, hospitalDay } from './calendar-day.js';

/** Completed years at a moment (birthday counts from its day on); null when `at` lies before the birth. */
export function ageYears(birthDate: string, at: Moment): number | null {
  const months = ageMonths(hospitalDay(birthDate), hospitalDay(at));
  return months === null ? null : Math.floor(months / 12);
}

/** Age as the ward writes it: `67岁`, below 14 `3岁2月`, below one year `5月`, below one month `12天`; `—` before birth. */
export function ageText(birthDate: string, at: Moment): string {
  const [born, day] = [hospitalDay(birthDate), hospitalDay(at)];
  const months = ageMonths(born, day);
  if (months === null) return '—';
  if (months === 0) return `${daysBetween(born, day)}天`;
  const [years, rest] = [Math.floor(months / 12), months % 12];
  if (years >= 14 || (years > 0 && rest === 0)) return `${years}岁`;
  return years > 0 ? `${years}岁${rest}月` : `${rest}月`;
}

function ageMonths(born: string, day: string): number | null {
  if (day < born) return null;
  const [y1 = 0, m1 = 0, d1 = 0] = born.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(y2, m2, 0)).getUTCDate();
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < Math.min(d1, lastOfMonth) ? 1 : 0);
}
