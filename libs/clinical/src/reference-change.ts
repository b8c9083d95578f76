import { VARIATION_LINES } from './variation.table.js';

/** How much results of one item differ by themselves, in percent. */
export interface Variation {
  /** In the laboratory, from run to run. */
  cva: number;
  /** In a healthy person, from time to time. */
  cvi: number;
}

/** 95 %, two-sided. */
export const USUAL_Z = 1.96;

/** The difference in percent that two results must exceed to be more than chance: RCV = √2·Z·√(CVA² + CVI²). */
export function referenceChange({ cva, cvi }: Variation, z: number = USUAL_Z): number {
  return Math.SQRT2 * z * Math.hypot(cva, cvi);
}

/** By how many percent of the earlier value the later one differs; null where the earlier is nothing to compare with. */
export function relativeChange(earlier: number, later: number): number | null {
  return earlier === 0 || !Number.isFinite(earlier) || !Number.isFinite(later) ? null : ((later - earlier) / Math.abs(earlier)) * 100;
}

/** Variation to begin with: CVI as published; CVA half of it, which is what is wanted of a method at least. */
export const PUBLISHED_VARIATION: ReadonlyMap<string, Variation> = new Map(
  VARIATION_LINES.trim()
    .split('\n')
    .map((line) => {
      const [code = '', cvi = ''] = line.split('|');
      return [code, { cvi: Number(cvi), cva: Number((Number(cvi) / 2).toFixed(2)) }] as const;
    }),
);
