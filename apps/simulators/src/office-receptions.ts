import type { OfficeClient } from './office-client.js';
import { pick, share } from './office-chance.js';

/** Stands in whatever the pretend office writes down. */
export const DEMO_NOTE = '演示数据';
const MINUTE = 60_000;

/** Something that happened with one of the people and nobody's reception is on record of. */
export interface Arrival {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly origin: 'visit' | 'checkup';
  readonly what: 'outpatient' | 'emergency' | 'admission' | 'checkup';
  readonly at: string;
  readonly departmentCode: string | null;
  readonly departmentName: string | null;
  readonly doctorName: string | null;
}

export interface Colleague {
  readonly staffNo: string;
  readonly departmentName: string | null;
}

/** Kind of reception, and how many minutes one takes, by what happened. */
const TAKES: Readonly<Record<Arrival['what'], readonly [kind: string, least: number, most: number]>> = {
  outpatient: ['CLINIC', 20, 70], emergency: ['CLINIC', 40, 120], admission: ['INPATIENT', 30, 60], checkup: ['PE', 90, 180],
};

/** What is written down of an arrival: by one or two colleagues, now and then 重要保健 or 集体接待. */
export function receptionOf(arrival: Arrival, colleagues: readonly Colleague[]): object {
  const { id, beneficiaryId, origin, what, departmentCode, departmentName, doctorName } = arrival;
  const first = pick(colleagues, id, 'first');
  const second = share(id, 'second') < 0.25 ? pick(colleagues, id, 'beside') : first;
  return {
    kind: TAKES[what][0], staffNos: [...new Set([first.staffNo, second.staffNo])], place: departmentName, departmentCode, doctorName,
    keyCare: share(id, 'key care') < 0.1, dimensions: share(id, 'group') < 0.05 ? ['GROUP'] : [], note: DEMO_NOTE, beneficiaryId, origin, originId: id,
  };
}

/** When it was, for what is entered afterwards. */
export function timesOf({ id, what, at }: Arrival, now: number): { startedAt: string; endedAt: string } {
  const [, least, most] = TAKES[what];
  const begun = Date.parse(at);
  const ended = Math.min(begun + (least + share(id, 'minutes') * (most - least)) * MINUTE, now);
  return { startedAt: new Date(begun).toISOString(), endedAt: new Date(Math.max(ended, begun + MINUTE)).toISOString() };
}

/** Arrivals without a reception, the latest first. `from`, `to`: days. */
export async function arrivalsBetween(office: OfficeClient, from: string, to: string): Promise<Arrival[]> {
  const found: Arrival[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await office.get<{ items: Arrival[]; total: number }>(`/receptions/suggestions?from=${from}&to=${to}&pageSize=100&page=${page}`);
    found.push(...items);
    if (items.length === 0 || found.length >= total) return found;
  }
}
