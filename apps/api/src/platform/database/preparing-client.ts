import type { Writable } from 'node:stream';
import pg from 'pg';

/** More different statements than the features have; beyond it a statement is sent as it is. */
const MOST_NAMES = 600;
const MOST_COUNTED = 5_000;
/** A statement is kept from its second time on: what is composed once costs the server no memory. */
const KEPT_FROM = 2;

/** Begins a statement that a reader composed: there are as many as readers have ideas, and its best plan hangs on its values. */
export const COMPOSED = '/* composed */';

const READS = /^\s*(?:select|with)\b/i;

const names = new Map<string, string>();
const counts = new Map<string, number>();

/**
 * The name under which every connection keeps the plan of this statement, or undefined as long as it is rare. PostgreSQL
 * spends many times longer on planning a question under row policies than on answering it; a kept plan is made once.
 */
export function nameOf(statement: string): string | undefined {
  if (statement.startsWith(COMPOSED)) return undefined;
  const known = names.get(statement);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const times = (counts.get(statement) ?? 0) + 1;
  if (times < KEPT_FROM) {
    if (counts.size >= MOST_COUNTED) counts.clear();
    counts.set(statement, times);
    return undefined;
  }
  counts.delete(statement);
  const name = `s${names.size + 1}`;
  names.set(statement, name);
  return name;
}

/** Whether the same words may come again: they hold values apart, or they are one reading statement that needs none. */
function isRepeatable(statement: string, values: unknown): boolean {
  if (Array.isArray(values) && values.length > 0) return true;
  return (values === undefined || Array.isArray(values)) && READS.test(statement) && !statement.includes(';');
}

/**
 * A client that keeps the plans of statements that come again, and sends what is asked in one go as one packet: the scope of a
 * transaction with its first question, the trail with the commit. A plan carries no rights: policies read the scope of each
 * transaction anew.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...asked: unknown[]) => unknown;
    this.query = ((statement: unknown, values?: unknown, ...rest: unknown[]) => {
      this.gather();
      const name = typeof statement === 'string' && isRepeatable(statement, values) ? nameOf(statement) : undefined;
      return name === undefined ? send(statement, values, ...rest) : send({ name, text: statement, values: values ?? [] }, ...rest);
    }) as typeof this.query;
  }

  private gather(): void {
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
}
