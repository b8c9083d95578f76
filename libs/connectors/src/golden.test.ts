import { readFileSync } from 'node:fs';
import { codeTables } from '@cadre/connector-kit/code-tables';
import type { Connector, StreamSpec } from '@cadre/connector-kit/connector';
import { parseHl7 } from '@cadre/connector-kit/hl7-message';
import { hl7Records } from '@cadre/connector-kit/hl7-records';
import { mapRecord } from '@cadre/connector-kit/map-record';
import type { Message } from '@cadre/connector-kit/mapping';
import { readAgain } from '@cadre/connector-kit/open-transport';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.js';

/** One record as it came – a message as its segments, a row or an item as JSON – and what the product made of it when that was looked at. */
interface Golden {
  readonly raw: unknown;
  readonly mapped: object;
}

const place = (connector: Connector, stream: StreamSpec): URL => new URL(`../samples/${connector.id}/${stream.id}.json`, import.meta.url);

const streams = catalogue.flatMap((connector) =>
  connector.streams
    // Studies of an archive have no rows of their own to show.
    .filter(({ source }) => source.transport !== 'dicomweb' && source.transport !== 'dimse')
    .map((stream) => [`${connector.id}/${stream.id}`, connector, stream] as const),
);

function messagesOf({ source }: StreamSpec, raw: unknown): readonly Message[] {
  if (source.transport !== 'mllp') return readAgain(source, JSON.stringify(raw));
  return hl7Records(source, parseHl7(`${(raw as string[]).join('\r')}\r`));
}

describe('a sample of every data set', () => {
  it.each(streams)('R-02.a %s is read as it was when it was looked at', (_, connector, stream) => {
    const { raw, mapped } = JSON.parse(readFileSync(place(connector, stream), 'utf8')) as Golden;
    const found = messagesOf(stream, raw).map((message) => mapRecord(stream.mapping, message, codeTables(connector.codes)));
    expect(found).toEqual([{ ...mapped, unmapped: [] }]);
  });

  it.each(streams)('%s shows every field of its mapping in its sample', (_, connector, stream) => {
    const { mapped } = JSON.parse(readFileSync(place(connector, stream), 'utf8')) as { mapped: { record: Record<string, unknown> } };
    expect(Object.keys(mapped.record).toSorted()).toEqual(Object.keys(stream.mapping.fields).toSorted());
  });
});
