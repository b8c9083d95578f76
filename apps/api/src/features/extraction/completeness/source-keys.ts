import type { CodeTables } from '@cadre/connector-kit/code-tables';
import type { PullSource, StreamSpec } from '@cadre/connector-kit/connector';
import { mapRecord, sourceSpellings } from '@cadre/connector-kit/map-record';
import type { Mapping, Message } from '@cadre/connector-kit/mapping';
import type { KeyRange, PullTransport } from '@cadre/connector-kit/pull-transport';
import type { PullMode, PullOptions } from '@cadre/connector-kit/sql-view-types';

/** Which record, which version of it, whose: all that completeness compares. */
export interface RecordIdentity {
  readonly key: string;
  /** ISO 8601 UTC; null where the source gives none that can be read. */
  readonly version: string | null;
  readonly patientId: string | null;
}

/** Walks a source by its records' identities; null stands for a record whose key cannot be read. */
export async function* sourceIdentities(
  transport: PullTransport, stream: StreamSpec, codes: CodeTables, range: KeyRange, options: PullOptions,
): AsyncGenerator<(RecordIdentity | null)[]> {
  const read = identityReader(stream.mapping, codes);
  if (transport.keys) {
    for await (const { records } of transport.keys(stream, range, options)) yield records.map(read);
    return;
  }
  // A source that cannot list keys is read whole, record for record.
  for await (const { records } of transport.pull(stream.source as PullSource, wholeRead(range), options)) {
    yield records.filter(({ deleted }) => !deleted).map(({ message }) => read(message));
  }
}

/**
 * What the source says of these records of ours now, by key; who is not in the map is not there. Asked for one by one where
 * the source can be, else its whole list passes by and only these are remembered.
 */
export async function lookUp(
  { transport, stream, source }: { transport: PullTransport; stream: StreamSpec; source: { codes: CodeTables } }, keys: readonly string[], options: PullOptions,
): Promise<Map<string, RecordIdentity>> {
  const found = new Map<string, RecordIdentity>();
  if (keys.length === 0) return found;
  const wanted = new Set(keys);
  const range: KeyRange = transport.keys && spellsKeys(stream)
    ? { kind: 'present', keys: keys.flatMap((key) => sourceKeys(stream, key) ?? []) }
    : { kind: 'all' };
  for await (const page of sourceIdentities(transport, stream, source.codes, range, options)) {
    for (const one of page) if (one && wanted.has(one.key)) found.set(one.key, one);
  }
  return found;
}

function wholeRead(range: KeyRange): PullMode {
  if (range.kind === 'window') return range;
  return range.kind === 'all' ? { kind: 'full' } : { kind: 'keys', keys: range.keys };
}

/** Reads identities by the stream's own mapping. A record whose version or patient is spoilt still exists. */
export function identityReader(mapping: Mapping, codes: CodeTables): (message: Pick<Message, 'read'>) => RecordIdentity | null {
  const whole = narrowed(mapping, [...mapping.key, mapping.version, ...(mapping.patient === undefined ? [] : [mapping.patient])]);
  const keyOnly = { ...narrowed(mapping, mapping.key), version: mapping.key[0]!, patient: mapping.key[0]! };
  return (message) => {
    const asked: Message = { read: (path) => message.read(path), parts: () => undefined };
    const mapped = mapRecord(whole, asked, codes);
    if (!('problems' in mapped)) return { key: mapped.key, version: mapped.version, patientId: mapped.patientId };
    const bare = mapRecord(keyOnly, asked, codes);
    return 'problems' in bare ? null : { key: bare.key, version: null, patientId: null };
  };
}

function narrowed(mapping: Mapping, names: readonly string[]): Mapping {
  return { ...mapping, fields: Object.fromEntries(names.map((name) => [name, mapping.fields[name]!])), parts: {} };
}

/**
 * Our key in the ways the source may write it, column for column; null where its columns are not told by our key or are
 * written otherwise than we keep them.
 */
export function sourceKeys({ source, mapping }: StreamSpec, key: string): readonly (readonly string[])[] | null {
  const columns = keyColumns(source);
  const values = splitKey(key);
  if (columns === null || values.length !== mapping.key.length) return null;
  let spelled: string[][] = [[]];
  for (const column of columns) {
    const at = mapping.key.findIndex((name) => isWrittenAs(mapping, name, column));
    if (at < 0) return null;
    const ways = sourceSpellings(mapping, mapping.key[at]!, values[at]!);
    spelled = spelled.flatMap((before) => ways.map((way) => [...before, way]));
  }
  return spelled;
}

/** Whether a record of this stream can be asked for by our key. */
export function spellsKeys(stream: StreamSpec): boolean {
  return sourceKeys(stream, stream.mapping.key.map(() => 'x').join('|')) !== null;
}

function keyColumns(source: StreamSpec['source']): readonly string[] | null {
  switch (source.transport) {
    case 'sql-view':
    case 'rest-json':
      return source.key;
    case 'fhir-r4':
      return ['id'];
    case 'dicomweb':
    case 'dimse':
      return ['StudyInstanceUID'];
    default:
      return null;
  }
}

function isWrittenAs(mapping: Mapping, name: string, column: string): boolean {
  const rule = mapping.fields[name];
  return rule !== undefined && rule.as !== 'constant' && rule.from === column && rule.codes === undefined && (rule.as ?? 'text') === 'text';
}

/** The values of a key that the mapping has joined. */
function splitKey(key: string): string[] {
  return key.split(/(?<!\\)\|/).map((value) => value.replaceAll('\\|', '|'));
}
