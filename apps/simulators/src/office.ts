import type { OfficeClient } from './office-client.js';
import { dayOf, lookAround, wanted } from './office-day.js';
import { recordMissions } from './office-missions.js';
import { arrivalsBetween, type Colleague, receptionOf, timesOf } from './office-receptions.js';

const DAY = 86_400_000;
/** Enough for a year and the year before it. */
const HISTORY_DAYS = 400;
/** So many of the account's own department, who stand first among the staff, look after people. */
const STAFF = 5;

export interface Office {
  /** Of the ward: writes down whom they looked after. */
  readonly ward: OfficeClient;
  /** Of 干保办: enters missions. */
  readonly desk: OfficeClient;
}

/** Writes down what is not on record yet of the days until yesterday, and the missions where there are none. @returns how many of each */
export async function catchUp({ ward, desk }: Office, now: number): Promise<{ receptions: number; missions: number }> {
  const colleagues = await colleaguesOf(ward);
  const arrivals = (await arrivalsBetween(ward, dayOf(now - HISTORY_DAYS * DAY), dayOf(now - DAY))).filter(wanted);
  const { total } = await desk.get<{ total: number }>('/missions?pageSize=20');
  const people = [...new Set(arrivals.map(({ beneficiaryId }) => beneficiaryId))];
  const missions = total === 0 ? await recordMissions(desk, colleagues, people, now) : 0;
  for (const arrival of arrivals) await ward.post('/receptions', { ...receptionOf(arrival, colleagues), ...timesOf(arrival, now) });
  return { receptions: arrivals.length, missions };
}

/** One look around the house of today. */
export async function work({ ward }: Office, now: number): Promise<void> {
  await lookAround(ward, await colleaguesOf(ward), now);
}

async function colleaguesOf(ward: OfficeClient): Promise<Colleague[]> {
  const { items } = await ward.get<{ items: Colleague[] }>('/receptions/staff');
  return items.filter(({ departmentName }) => departmentName === items[0]?.departmentName).slice(0, STAFF);
}
