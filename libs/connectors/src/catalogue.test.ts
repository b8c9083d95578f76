import { readConnector } from '@cadre/connector-kit/connector-schema';
import { expect, it } from 'vitest';
import { catalogue } from './catalogue.js';

it.each(catalogue.map((connector) => [connector.name, connector] as const))('R-02.a %s keeps the rules that a hospital’s own connectors must keep', (_name, connector) => {
  expect(readConnector(JSON.parse(JSON.stringify(connector)))).toEqual({ value: JSON.parse(JSON.stringify(connector)) });
});
