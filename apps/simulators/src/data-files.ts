import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Population } from './hospital.js';
import { truthOf } from './patients.js';
import { rosterCsv } from './roster-file.js';
import { SYSTEMS, type System } from './tables.js';

const NAMES: Readonly<Record<System, string>> = { his: 'HIS（仿真）', lis: 'LIS（仿真）', peis: '体检系统（仿真）' };

/** Writes what the product and its tests are given: the roster, the sources, and the oracle. All readable by their owner only. */
export function writeDataFiles(
  dataDir: string,
  population: Population,
  ports: Readonly<Record<System, number>>,
  passwords: Readonly<Record<System, string>>,
): void {
  mkdirSync(dataDir, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(dataDir, name), text, { mode: 0o600 });
  write('roster.csv', rosterCsv(population.people));
  write('truth.json', `${JSON.stringify(truthOf(population.files), null, 1)}\n`);
  write('samples.json', `${JSON.stringify(population.edge.samples, null, 1)}\n`);
  const sources = SYSTEMS.map((id) => ({
    id,
    connector: `demo-${id}`,
    name: NAMES[id],
    url: `postgres://reader_${id}:${passwords[id]}@127.0.0.1:${ports[id]}/${id}`,
  }));
  write(
    'connectors.json',
    `${JSON.stringify({ allow: SYSTEMS.map((id) => `127.0.0.1:${ports[id]}`), sources }, null, 1)}\n`,
  );
}

/** The ports of the last start, so that addresses the product has stored stay true. */
export function lastPorts(dataDir: string): Partial<Record<System, number>> {
  try {
    const { sources } = JSON.parse(readFileSync(join(dataDir, 'connectors.json'), 'utf8')) as {
      sources: { id: System; url: string }[];
    };
    return Object.fromEntries(sources.map(({ id, url }) => [id, Number(new URL(url).port)]));
  } catch {
    return {};
  }
}
