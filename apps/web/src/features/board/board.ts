import type { Schema } from '@cadre/api-client/typed-paths';

export type Bed = Schema<'BoardBed'>;
export type Board = Schema<'WardBoard'>;

/** Where a bed stands: its ward, or the department where the source names none. */
export const wardOf = ({ wardName, departmentName }: Pick<Bed, 'wardName' | 'departmentName'>): string =>
  wardName ?? departmentName ?? '未分病区';

/** The wards in the order of the board, each with its beds. */
export function byWard<One extends Pick<Bed, 'wardName' | 'departmentName'>>(beds: readonly One[]): readonly (readonly [ward: string, beds: readonly One[]])[] {
  const wards = new Map<string, One[]>();
  for (const bed of beds) wards.set(wardOf(bed), [...(wards.get(wardOf(bed)) ?? []), bed]);
  return [...wards];
}
