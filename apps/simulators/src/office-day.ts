import type { OfficeClient } from './office-client.js';
import { share } from './office-chance.js';
import { type Arrival, arrivalsBetween, type Colleague, DEMO_NOTE, receptionOf } from './office-receptions.js';

const MINUTE = 60_000;
/** So many of those who arrive are looked after; the others stay on the list of what was forgotten. */
const LOOKED_AFTER = 0.85;
/** So many are met at each look around: an office is a handful of people. */
const AT_ONCE = 2;

interface Running {
  readonly id: string;
  readonly note: string | null;
  readonly startedAt: string;
  readonly version: number;
}

/** Whether somebody is looked after; the same at every start. */
export const wanted = ({ id }: Arrival): boolean => share(id, 'looked after') < LOOKED_AFTER;

/** The day of a moment by the hospital's clock. @param at epoch milliseconds */
export const dayOf = (at: number): string => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/** One look around: receptions of its own that took long enough are finished, some of those who came are met. What others began is theirs. */
export async function lookAround(office: OfficeClient, colleagues: readonly Colleague[], now: number): Promise<void> {
  const { items } = await office.get<{ items: Running[] }>('/receptions?status=in_progress&pageSize=100');
  for (const one of items) {
    const long = (2 + share(one.id, 'live minutes') * 6) * MINUTE;
    if (one.note === DEMO_NOTE && Date.parse(one.startedAt) + long < now) await office.post(`/receptions/${one.id}/finish`, { version: one.version });
  }
  const here = (await arrivalsBetween(office, dayOf(now), dayOf(now))).filter(wanted).slice(0, AT_ONCE);
  for (const arrival of here) {
    const { id, version } = await office.post<{ id: string; version: number }>('/receptions', receptionOf(arrival, colleagues));
    await office.post(`/receptions/${id}/start`, { version });
  }
}
