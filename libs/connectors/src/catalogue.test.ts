import { readConnector } from '@cadre/connector-kit/connector-schema';
import { expect, it } from 'vitest';
import { catalogue } from './catalogue.js';
import { missingFields } from './suggestions/target-fields.js';

it.each(catalogue.map((connector) => [connector.name, connector] as const))('R-02.a %s keeps the rules that a hospital’s own connectors must keep', (_name, connector) => {
  expect(readConnector(JSON.parse(JSON.stringify(connector)))).toEqual({ value: JSON.parse(JSON.stringify(connector)) });
});

it('every delivered data set names the fields without which nothing of it could be stored', () => {
  expect(catalogue.flatMap(({ id, streams }) => streams.flatMap((stream) => missingFields(stream).map((field) => `${id} ${stream.id} ${field}`)))).toEqual([]);
});
