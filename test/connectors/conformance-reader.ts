import { codeTables } from '@cadre/connector-kit/code-tables';
import type { PullSource, StreamSpec } from '@cadre/connector-kit/connector';
import { mapRecord } from '@cadre/connector-kit/map-record';
import type { Message } from '@cadre/connector-kit/mapping';
import { readAgain } from '@cadre/connector-kit/open-transport';
import type { KeyRange, PulledRecord, PullTransport } from '@cadre/connector-kit/pull-transport';
import type { Cursor, PullMode } from '@cadre/connector-kit/sql-view-types';

export const LIMITS = { statementTimeoutMs: 1_500, connectTimeoutMs: 2_000, maxRowsPerPage: 1_000 };
const NO_CODES = codeTables({});

/** What was understood of one record. */
export interface Told {
  readonly patientId: string;
  readonly text: unknown;
  readonly version: string;
}

/** Keeps what it was told as the product does: the newest version of each key, and where to go on. */
export class Reader {
  readonly known = new Map<string, Told>();
  /** Keys whose records no mapping could use. */
  readonly setAside = new Set<string>();
  saved: Cursor | null = null;
  /** Keys in the order they came, since the reader was made; one that came twice stands there twice. */
  readonly heard: string[] = [];

  constructor(
    private readonly stream: StreamSpec,
    private readonly pageSize = 7,
  ) {}

  /** One incremental run from where the last one ended. */
  run(transport: PullTransport): Promise<void> {
    return this.read(transport, { kind: 'incremental', cursor: this.saved });
  }

  async read(transport: PullTransport, mode: PullMode): Promise<void> {
    const source = this.stream.source as PullSource;
    let done = false;
    for await (const page of transport.pull(source, mode, { pageSize: this.pageSize, signal: new AbortController().signal, safetyLagSeconds: 0 })) {
      for (const record of page.records) this.take(record);
      if (page.cursor) this.saved = page.cursor;
      await page.stored?.(page.records.map(() => ({ verdict: 'added', reason: null })));
      done = page.done;
    }
    if (!done) throw new Error('The read ended before a page said that it was the last.');
  }

  private take({ message, raw, deleted }: PulledRecord): void {
    const key = keyOf(this.stream, message);
    this.heard.push(key);
    const found = mapRecord(this.stream.mapping, message, NO_CODES);
    const again = readAgain(this.stream.source, raw).map((kept) => mapRecord(this.stream.mapping, kept, NO_CODES));
    if (JSON.stringify(again) !== JSON.stringify([found])) throw new Error(`What was kept of ${key} reads differently.`);
    if ('problems' in found) {
      this.setAside.add(key);
      return;
    }
    const known = this.known.get(key);
    if (known && known.version > found.version) return;
    if (deleted) this.known.delete(key);
    else this.known.set(key, { patientId: found.patientId, text: found.record['text'], version: found.version });
  }
}

/** The key of a message, even if the rest of it cannot be used. */
export function keyOf({ mapping }: StreamSpec, message: Pick<Message, 'read'>): string {
  const fields = Object.fromEntries(mapping.key.map((field) => [field, mapping.fields[field]!]));
  const found = mapRecord({ key: mapping.key, version: mapping.key[0]!, fields }, { ...message, read: (path) => message.read(path), parts: () => undefined }, NO_CODES);
  if ('problems' in found) throw new Error(`A record without its key: ${JSON.stringify(found.problems)}`);
  return found.key;
}

/** All keys that the source lists, sorted. */
export async function keysOf(transport: PullTransport, stream: StreamSpec, range: KeyRange): Promise<string[]> {
  const keys: string[] = [];
  for await (const page of transport.keys!(stream, range, { pageSize: 7, signal: new AbortController().signal })) {
    keys.push(...page.records.map((record) => keyOf(stream, record)));
  }
  return keys.toSorted();
}
