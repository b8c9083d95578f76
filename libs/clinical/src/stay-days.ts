import { type Moment, daysBetween, hospitalDay } from './calendar-day.js';

/** `head-not-tail` is 算头不算尾 (the day of discharge is not counted); `head-and-tail` counts both. */
export type StayRule = 'head-not-tail' | 'head-and-tail';

/**
 * Days of a stay by the hospital's calendar. `until` is the discharge, or now for somebody still in hospital. A stay
 * of one day counts 1 by either rule; null when `until` lies before the admission.
 */
export function stayDays(admittedAt: Moment, until: Moment, rule: StayRule = 'head-not-tail'): number | null {
  const nights = daysBetween(hospitalDay(admittedAt), hospitalDay(until));
  if (nights < 0) return null;
  return rule === 'head-and-tail' ? nights + 1 : Math.max(nights, 1);
}
