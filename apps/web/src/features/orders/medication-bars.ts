import type { Schema } from '@cadre/api-client/typed-paths';

export type Medication = Schema<'MedicationRow'>;

export interface Bar {
  readonly key: string;
  /** In per cent of the shown span. */
  readonly left: number;
  readonly width: number;
  readonly open: boolean;
  readonly presumed: boolean;
  readonly source: string;
  readonly title: string;
}

/** A course of a day still has to be seen and hit. */
const LEAST_WIDTH = 0.6;

/** The courses of a drug that touch the span from `from` to `to` (ms), as bars; what goes on reaches to the end. */
export function barsOf({ courses }: Medication, from: number, to: number, say: (course: Medication['courses'][number]) => string): readonly Bar[] {
  const span = to - from;
  return courses.flatMap((course) => {
    const begins = Date.parse(course.from);
    const ends = course.until === null ? to : Date.parse(course.until);
    if (ends < from || begins > to) return [];
    const left = ((Math.max(begins, from) - from) / span) * 100;
    const width = Math.max(((Math.min(ends, to) - Math.max(begins, from)) / span) * 100, LEAST_WIDTH);
    return [{
      key: `${course.source} ${course.number} ${course.from}`, left: Math.min(left, 100 - LEAST_WIDTH), width: Math.min(width, 100 - Math.min(left, 100 - LEAST_WIDTH)),
      open: course.until === null, presumed: course.presumed, source: course.source, title: say(course),
    }];
  });
}

/** Months or years to write above the bars, at most about ten. */
export function ticksOf(from: number, to: number): readonly { readonly left: number; readonly label: string }[] {
  const ticks: { left: number; label: string }[] = [];
  const months = (to - from) / (30 * 86_400_000);
  const step = months <= 14 ? (months <= 4 ? 1 : 2) : months <= 40 ? 6 : 12;
  const first = new Date(from);
  for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth() + 1; ; month += 1) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > to) return ticks;
    if (month % step === 0) ticks.push({ left: ((at - from) / (to - from)) * 100, label: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}` });
  }
}
