import type { TextRow } from './sql-dialect.js';
import type { Place } from './sql-select.js';
import { TransportError } from './transport-error.js';

/** Rows that go on together, and the place behind them where the next page begins; null: there is none. */
export interface Cut {
  readonly rows: readonly TextRow[];
  readonly place: Place | null;
}

/**
 * A page of at most `size` of the rows that were found, one more than that when there is a next page. It never ends
 * between rows that the database may take for equal, as what is equal to a place does not lie behind it.
 * @throws TransportError when an ordering column is null, or when a whole page shares one place
 */
export function cutPage(found: readonly TextRow[], size: number, order: readonly string[]): Cut {
  if (found.length <= size) return { rows: found, place: null };
  for (let end = size; end > 0; end -= 1) {
    const place = placeOf(found[end - 1]!, order);
    if (!alike(place, placeOf(found[end]!, order))) return { rows: found.slice(0, end), place };
  }
  throw new TransportError('schema', `来源视图的主键列 ${order.at(-1)} 大量重复，无法逐页读取。请核对接入配置中的主键，或请对方修正视图。`);
}

function placeOf(row: TextRow, order: readonly string[]): Place {
  return order.map((column) => {
    const value = row[column];
    if (value === undefined) throw new TransportError('schema', `来源视图缺少列 ${column}，请与对方核对视图定义。`);
    if (value === null)
      throw new TransportError('schema', `来源视图的主键列 ${column} 出现空值，无法逐页读取。请对方修正视图。`);
    return value;
  });
}

function alike(one: Place, other: Place): boolean {
  return one.every((value, at) => folded(value) === folded(other[at]!));
}

/** What the collations in use look through: case, accents, width, blanks at the end. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trimEnd();
}
