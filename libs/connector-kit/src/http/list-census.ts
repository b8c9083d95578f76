import { createHash } from 'node:crypto';
import { TransportError } from '../transport-error.js';
import type { ListAnswer, ListItem } from './list-plan.js';

/** Some sources answer empty pages in between; more in a row than this is a source that turns in a circle. */
const MOST_EMPTY_PAGES = 10;
const MOST_PAGES = 100_000;

/** Counts what came against what was announced, and notices a source that turns in a circle. */
export class ListCensus {
  private readonly asked = new Set<string>();
  private readonly seen = new Set<string>();
  private readonly keys = new Set<string>();
  private rows = 0;
  private empty = 0;
  private perPage = true;

  /** @throws TransportError when this answer must not be used */
  add({ items, next, announced }: ListAnswer): void {
    this.empty = items.length === 0 ? this.empty + 1 : 0;
    const page = digest(items);
    const again = (next !== null && this.asked.has(next)) || (items.length > 0 && this.seen.has(page));
    if (again || (next !== null && this.empty > MOST_EMPTY_PAGES) || this.asked.size >= MOST_PAGES) {
      throw new TransportError('broken', '来源的分页重复或没有尽头，本次读取已停止。请联系对方检查分页。');
    }
    if (next !== null) this.asked.add(next);
    this.seen.add(page);
    if (announced !== null) this.compare(items, announced, next === null);
  }

  /** A number that fits every page is the page's own; else it is the list's. A record that stands there twice may count once or twice. */
  private compare(items: readonly ListItem[], announced: number, last: boolean): void {
    this.rows += items.length;
    for (const { key } of items) this.keys.add(JSON.stringify(key));
    this.perPage &&= announced === items.length;
    const short = last && this.rows !== announced && this.keys.size !== announced;
    if (this.perPage || (!short && this.keys.size <= announced)) return;
    throw new TransportError(
      'broken',
      `来源声明有 ${announced} 条，实际收到 ${this.keys.size} 条，本页未采用。系统会自动重试；若反复出现，请联系对方。`,
    );
  }
}

function digest(items: readonly ListItem[]): string {
  const hash = createHash('sha256');
  for (const { record } of items) hash.update(record.raw).update('\n');
  return hash.digest('base64');
}
