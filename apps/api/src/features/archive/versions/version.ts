import { createHash, randomInt } from 'node:crypto';
import type { ArchiveContent } from '../content/archive-content.js';
import type { Period, TemplateBlock } from '../templates/blocks.js';

/** What a version keeps: the record as its maker could read it, and how it was laid out. */
export interface KeptContent {
  readonly archive: ArchiveContent;
  readonly blocks: readonly TemplateBlock[];
  readonly period: Period;
  /** Diagnoses of the version before that the sources have withdrawn since. */
  readonly withdrawn: readonly string[];
}

/** The same content has the same hash, whatever order its keys were stored in. */
export function contentHash(content: KeptContent): string {
  return createHash('sha256').update(JSON.stringify(inOrder(content))).digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, inOrder(one)]));
}

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const letters = (count: number): string => Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Says nothing of the person, and cannot be counted through. */
export const newNumber = (day: string): string => `DA${day.replaceAll('-', '')}-${letters(6)}`;
/** 80 bits: nobody finds a file by trying. */
export const newCode = (): string => letters(16);

const diagnosesOf = (archive: ArchiveContent) => archive.sections.find(({ key }) => key === 'diagnoses')?.facts ?? [];

/** Names of diagnoses that stood in the version before and stand in the record no more. */
export function withdrawnSince(before: KeptContent | undefined, now: ArchiveContent): string[] {
  if (!before || !now.sections.some(({ key }) => key === 'diagnoses')) return [];
  const present = new Set(diagnosesOf(now).map(({ key }) => key));
  return diagnosesOf(before.archive).filter(({ key }) => !present.has(key)).map(({ cells }) => cells['name']).filter((name) => name != null);
}
