import type { EntityManager } from 'typeorm';
import { Conflict } from '../../platform/http/refusal.js';
import type { ImportColumn } from '../transfers/importer.port.js';

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What stood there before an import, and what the import left: it is taken back only where nobody changed it since. */
export interface ImportedFacts {
  readonly was: Facts;
  readonly is: Facts;
}

export const YES_NO = [{ word: '是', code: 'true' }, { word: '否', code: 'false' }];

export const textColumn = (field: string, title: string, example: string, note: string): ImportColumn => ({ field, title, example, note });

/** Those facts that differ, whether absent or empty is the same. */
export const differing = (one: Facts, other: Facts): string[] => Object.keys(other).filter((field) => (one[field] ?? null) !== (other[field] ?? null));

/** Throws Conflict when somebody changed it after the import. */
export function refuseChangedSince(now: Facts | null, is: Facts): void {
  if (!now || differing(now, is).length) throw new Conflict('CHANGED_MEANWHILE', '导入之后又有修改，没有撤销。');
}

/** One row of a query, or null. */
export async function oneRow(em: EntityManager, statement: string, values: readonly unknown[]): Promise<Facts | null> {
  const [found]: Facts[] = await em.query(statement, [...values]);
  return found ?? null;
}
