import { codeTables } from '@cadre/connector-kit/code-tables';
import { contentHash } from '@cadre/connector-kit/content-hash';
import { mapRecord } from '@cadre/connector-kit/map-record';
import type { Mapping, Message } from '@cadre/connector-kit/mapping';
import type { Delivery } from './delivery.js';
import type { Gone } from './fact-removal.js';
import type { SourceRecord } from './incoming.js';
import { type LooksPoisoned } from './poison.js';
import { describeProblems, digest, type SetAside } from './set-aside.js';

/** A delivery after mapping. */
export interface Contents {
  readonly records: SourceRecord[];
  readonly failures: SetAside[];
  /** Records that the source says are gone. */
  readonly gone: (Gone & { readonly index: number })[];
}

/** Maps every record of a delivery; what cannot be mapped is a failure with its reasons. */
export function readContents({ source, stream, incoming }: Delivery): Contents {
  const contents: Contents = { records: [], failures: [], gone: [] };
  for (const [index, { message, raw, deleted }] of incoming.entries()) {
    if (deleted) {
      const key = identityOf(stream.mapping, message, stream.mapping.key);
      if (key !== undefined) {
        contents.gone.push({ index, key, version: versionOf(stream.mapping, message) });
        continue;
      }
    }
    const mapped = mapRecord(stream.mapping, message, source.codes);
    if ('problems' in mapped) {
      contents.failures.push({
        index, key: identityOf(stream.mapping, message, stream.mapping.key) ?? digest(raw), kind: 'mapping',
        reason: describeProblems(mapped.problems), problems: mapped.problems, raw,
      });
    } else {
      contents.records.push({ index, mapped, hash: contentHash(mapped) });
    }
  }
  return contents;
}

/** What is left of a delivery of one record that PostgreSQL refused. */
export function setAsideAlone(delivery: Delivery, { message: reason }: LooksPoisoned): Contents {
  const { raw } = delivery.incoming[0]!;
  const key = readContents(delivery).records[0]?.mapped.key ?? digest(raw);
  return { records: [], failures: [{ index: 0, key, kind: 'rule', reason, problems: [], raw }], gone: [] };
}

/** The record's own key, where at least that can be read: a record that fails again is then one failure, and heals by itself. */
export function identityOf(mapping: Mapping, message: Message, names: readonly string[]): string | undefined {
  const fields = Object.fromEntries(names.map((name) => [name, mapping.fields[name]!]));
  const mapped = mapRecord({ ...mapping, key: names, version: names[0]!, patient: names[0]!, fields, parts: {} }, message, codeTables());
  return 'problems' in mapped ? undefined : mapped.key;
}

function versionOf(mapping: Mapping, message: Message): string | null {
  return identityOf(mapping, message, [mapping.version]) ?? null;
}
