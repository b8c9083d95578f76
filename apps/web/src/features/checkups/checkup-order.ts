import { isAbnormal } from '../../shared/format/flags.js';
import type { CheckupItem, Section } from './checkups.js';

export interface SectionWithItems {
  readonly section: Section | null;
  readonly items: readonly CheckupItem[];
}

const weight = ({ flag, state }: CheckupItem) => (isAbnormal(flag) ? 0 : state === 'done' ? 1 : 2);

/** Items under their sections, the abnormal ones first and those not done last; otherwise as the check-up system lists them. */
export function bySection(sections: readonly Section[], items: readonly CheckupItem[]): readonly SectionWithItems[] {
  const of = (sectionNo: string | null) =>
    items.filter((item) => item.sectionNo === sectionNo).sort((a, b) => weight(a) - weight(b));
  const known = new Set(sections.map(({ sectionNo }) => sectionNo));
  const loose = items
    .filter(({ sectionNo }) => sectionNo === null || !known.has(sectionNo))
    .sort((a, b) => weight(a) - weight(b));
  return [
    ...sections.map((section) => ({ section, items: of(section.sectionNo) })),
    ...(loose.length ? [{ section: null, items: loose }] : []),
  ];
}

/** What one reads first: everything out of order, and what is missing. */
export function standOuts(items: readonly CheckupItem[]): {
  readonly abnormal: readonly CheckupItem[];
  readonly notDone: readonly CheckupItem[];
} {
  return {
    abnormal: items.filter(({ flag }) => isAbnormal(flag)),
    notDone: items.filter(({ state }) => state !== 'done'),
  };
}
