import { hash } from 'node:crypto';
import type { TextRow } from './sql-dialect.js';

const SEAL = 'row_seal';
/** What makes PostgreSQL quote a value inside a row's text form. */
const QUOTED = /["\\(), \t\n\v\f\r]/;

/** The same rows, each with a checksum that the source made of it. */
export function sealed(select: string): string {
  return `select sealed.*, md5(sealed::text) as ${SEAL} from (${select}) sealed`;
}

/**
 * The rows without their checksums; undefined when one is not what the source wrote. A bad line or device that changes
 * a digit would otherwise change a laboratory value, and nothing else would notice.
 */
export function unsealed(rows: readonly TextRow[]): TextRow[] | undefined {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== SEAL);
  const good: TextRow[] = [];
  for (const row of rows) {
    const bare: Record<string, string | null> = {};
    const cells: string[] = [];
    for (const column of columns) {
      const value = row[column] ?? null;
      bare[column] = value;
      cells.push(cellText(value));
    }
    if (hash('md5', `(${cells.join(',')})`) !== row[SEAL]) return undefined;
    good.push(bare);
  }
  return good;
}

function cellText(value: string | null): string {
  if (value === null) return '';
  if (value !== '' && !QUOTED.test(value)) return value;
  return `"${value.replace(/["\\]/g, '$&$&')}"`;
}
