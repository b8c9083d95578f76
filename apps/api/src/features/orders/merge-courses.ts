import type { MedicationCourse, MedicationRow } from './medication.dto.js';

/** A line of an order or a prescription, as it was written. */
export interface DrugLine extends Omit<MedicationCourse, 'presumed'> {
  readonly code: string | null;
  readonly drugName: string;
  readonly specification: string | null;
  /** Of a prescription: for how many days. */
  readonly days: number | null;
  /** Of an order: it was neither stopped nor completed, and its stay goes on. */
  readonly running: boolean;
}

const DAY_MS = 86_400_000;
/** A prescription without days is taken to last a day: nothing is presumed that nobody wrote. */
const UNSAID_DAYS = 1;

/**
 * One row a drug: lines with the same code are the same drug, and lines without a code those with the same name. A drug is
 * current while an order runs or the days of a prescription are not over. Pure.
 */
export function mergeCourses(lines: readonly DrugLine[], now: Date): MedicationRow[] {
  const named = new Map<string, string>();
  for (const { code, drugName } of lines) if (code) named.set(plain(drugName), code);
  const drugs = new Map<string, DrugLine[]>();
  for (const line of lines) {
    const drug = line.code ?? named.get(plain(line.drugName)) ?? plain(line.drugName);
    drugs.set(drug, [...(drugs.get(drug) ?? []), line]);
  }
  return [...drugs.values()].map((same) => rowOf(same, now)).toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastAt.localeCompare(a.lastAt));
}

function rowOf(same: readonly DrugLine[], now: Date): MedicationRow {
  const newest = same.toSorted((a, b) => b.from.localeCompare(a.from));
  const courses = newest.map((line) => courseOf(line));
  return {
    drugName: newest[0]!.drugName,
    specification: newest[0]!.specification,
    current: courses.some(({ from, until }) => Date.parse(from) <= now.getTime() && (until === null || Date.parse(until) > now.getTime())),
    lastAt: newest[0]!.from,
    sources: [...new Set(courses.map(({ source }) => source))],
    courses,
  };
}

function courseOf({ code: _code, drugName: _name, specification: _specification, days, running, ...line }: DrugLine): MedicationCourse {
  if (line.source === 'prescription') {
    const until = new Date(Date.parse(line.from) + (days ?? UNSAID_DAYS) * DAY_MS).toISOString();
    return { ...line, until, presumed: true };
  }
  if (line.until !== null) return { ...line, presumed: false };
  // A temporary order is given once.
  if (line.term === 'temporary' || !running) return { ...line, until: line.from, presumed: true };
  return { ...line, until: null, presumed: false };
}

const plain = (name: string): string => name.normalize('NFKC').replace(/[\s()（）]/g, '').toLowerCase();
