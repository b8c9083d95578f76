import { hash } from 'node:crypto';
import type { TextRow } from './sql-dialect.js';

/** The column that carries the source's own checksum of the others. */
export const SEAL = 'row_seal';
const BETWEEN = '\u001f';

/**
 * The rows without their checksums, each the MD5 of `=` and the text, or `-` for nothing, of its columns in order;
 * undefined when one is not what the source wrote. See row-seal.ts for why.
 */
export function unsealedTexts(rows: readonly TextRow[]): TextRow[] | undefined {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== SEAL);
  const good: TextRow[] = [];
  for (const row of rows) {
    const bare: Record<string, string | null> = {};
    const cells: string[] = [];
    for (const column of columns) {
      const value = row[column] ?? null;
      bare[column] = value;
      cells.push(value === null ? '-' : `=${value}`);
    }
    if (hash('md5', cells.join(BETWEEN)) !== row[SEAL]) return undefined;
    good.push(bare);
  }
  return good;
}
