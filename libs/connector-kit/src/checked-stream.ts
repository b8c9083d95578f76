import type { Connector } from './connector.js';
import type { FieldRule } from './mapping.js';
import type { CheckedStream } from './sql-view-types.js';

/** What a connection check has to look for: what this connector asks for and every column its mappings read. */
export function checkedStreams(connector: Connector): readonly CheckedStream[] {
  return connector.streams.flatMap(({ name, source, mapping }): CheckedStream[] => {
    if (source.transport === 'mllp') return [];
    const parts = Object.entries(mapping.parts ?? {}).map(([part, { fields }]) => [part, columnsOf(fields)] as const);
    return [{ name, source, columns: columnsOf(mapping.fields), partColumns: Object.fromEntries(parts) }];
  });
}

/** What these rules read: the alternatives of one field together. */
export function columnsOf(fields: Readonly<Record<string, FieldRule>>): (readonly string[])[] {
  return Object.values(fields).flatMap((rule) => {
    const asked = rule.when ? [[rule.when.path]] : [];
    return rule.as === 'constant' ? asked : [[rule.from].flat(), ...asked];
  });
}
