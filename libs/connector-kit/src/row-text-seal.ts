import { createHash } from 'node:crypto';
import type { TextRow } from './sql-dialect.js';

/** The column that carries the source's own checksum of the others. */
export const SEAL = 'row_seal';
const BETWEEN = '\u001f';

/**
 * The rows without their checksums, each the MD5 of `=` and the text, or `-` for nothing, of its columns in order;
 * undefined when one is not what the source wrote. See row-seal.ts for why.
 */
export function unsealedTexts(rows: readonly TextRow[]): TextRow[] | undefined {
  const good: TextRow[] = [];
  for (const { [SEAL]: seal, ...row } of rows) {
    const text = Object.values(row).map((value) => (value === null ? '-' : `=${value}`)).join(BETWEEN);
    if (createHash('md5').update(text).digest('hex') !== seal) return undefined;
    good.push(row);
  }
  return good;
}
