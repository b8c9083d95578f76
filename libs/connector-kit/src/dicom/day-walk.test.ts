import { describe, expect, it } from 'vitest';
import type { DicomValues } from './dicom-attributes.js';
import { walkDays } from './day-walk.js';
import { dayOf, daysAfter, type StudyFinder, type StudyQuery } from './study-finder.js';

const TODAY = Date.parse('2026-03-10T04:00:00Z');
const NEVER = new AbortController().signal;

/** A PACS that gives no more than `most` studies at a time and refuses wider questions. */
function pacs(days: readonly string[], most: number): StudyFinder & { readonly asked: StudyQuery[] } {
  const asked: StudyQuery[] = [];
  const studies = async (query: StudyQuery): Promise<readonly DicomValues[] | null> => {
    asked.push(query);
    const { from = '', to = '99999999' } = query.days ?? {};
    const found = days.filter((day) => day >= from && day <= to);
    return found.length > most && from !== to ? null : found.map((StudyDate) => ({ StudyDate }));
  };
  return { asked, studies, series: () => Promise.resolve([]), now: () => Promise.resolve(TODAY), atOnce: 1 };
}

async function walked(finder: StudyFinder, from: string | null, to: string | null, most: number): Promise<string[]> {
  const found: string[] = [];
  for await (const studies of walkDays(finder, { from, to }, most, NEVER))
    found.push(...studies.map((study) => study['StudyDate']!));
  return found;
}

describe('a walk through the days of a PACS', () => {
  const busy = Array.from({ length: 300 }, (_, at) => daysAfter('20250401', at));

  it('meets every day once and in order, the very old and those of the future too', async () => {
    const days = ['18991231', '19891231', '19900101', '20040826', ...busy, '20260310', '20310101'];
    expect(await walked(pacs(days, 40), null, null, 40)).toEqual(days);
  });

  it('asks little where little is, and day by day where much is', async () => {
    const quiet = pacs(['20040826'], 40);
    await walked(quiet, null, null, 40);
    expect(quiet.asked.length).toBeLessThan(60);
    const crowded = pacs(busy, 1);
    expect(await walked(crowded, '20250401', '20250410', 1)).toHaveLength(10);
  });

  it('of one day that a PACS refuses is given up with its date', async () => {
    const finder = { ...pacs([], 1), studies: () => Promise.resolve(null) };
    await expect(walked(finder, '20260301', '20260302', 10)).rejects.toThrow('20260301');
  });

  it('counts days by the calendar of China, over ends of months and leap years', () => {
    expect(dayOf(Date.parse('2026-03-09T16:00:00Z'))).toBe('20260310');
    expect([daysAfter('20240228', 1), daysAfter('20250228', 1), daysAfter('20260101', -1)]).toEqual([
      '20240229',
      '20250301',
      '20251231',
    ]);
  });
});
