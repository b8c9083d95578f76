import { createHash } from 'node:crypto';
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
  const good: TextRow[] = [];
  for (const { [SEAL]: seal, ...row } of rows) {
    if (
      createHash('md5')
        .update(rowText(Object.values(row)))
        .digest('hex') !== seal
    )
      return undefined;
    good.push(row);
  }
  return good;
}

function rowText(values: readonly (string | null)[]): string {
  return `(${values.map(cellText).join(',')})`;
}

function cellText(value: string | null): string {
  if (value === null) return '';
  if (value !== '' && !QUOTED.test(value)) return value;
  return `"${value.replace(/["\\]/g, '$&$&')}"`;
}
