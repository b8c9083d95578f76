import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BookingAccess } from './booking-service.js';
import type { Population } from './hospital.js';
import { PACS_PATH } from './pacs-service.js';
import { truthOf } from './patients.js';
import { rosterCsv } from './roster-file.js';
import type { LineName, System } from './table.js';

/** Which connector reads which system, in the order of a first load: who people are before what is theirs. */
const SOURCES: readonly { readonly id: LineName; readonly connector: string; readonly name: string }[] = [
  { id: 'his', connector: 'demo-his', name: 'HIS（仿真）' },
  { id: 'lis', connector: 'demo-lis', name: 'LIS（仿真）' },
  { id: 'peis', connector: 'demo-peis', name: '体检系统（仿真）' },
  { id: 'ris', connector: 'demo-ris', name: '检查系统（仿真）' },
  { id: 'pacs', connector: 'demo-pacs', name: '影像归档系统（仿真）' },
  { id: 'endo', connector: 'demo-endoscopy', name: '内镜系统（仿真）' },
  { id: 'surgery', connector: 'demo-surgery', name: '手麻系统（仿真）' },
  { id: 'emr', connector: 'demo-emr', name: '电子病历（仿真）' },
  { id: 'booking', connector: 'demo-booking', name: '预约平台（仿真）' },
];

/** How the systems are reached from outside. */
export interface Access {
  readonly ports: Readonly<Record<LineName, number>>;
  /** Of the readers of the systems that have views. */
  readonly passwords: Readonly<Partial<Record<System, string>>>;
  readonly booking: BookingAccess;
}

/** Writes what the product and its tests are given: the roster, the sources, and the oracle. All readable by their owner only. */
export function writeDataFiles(dataDir: string, population: Population, { ports, passwords, booking }: Access): void {
  mkdirSync(dataDir, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(dataDir, name), text, { mode: 0o600 });
  write('roster.csv', rosterCsv(population.people));
  write('truth.json', `${JSON.stringify(truthOf(population.files), null, 1)}\n`);
  write('samples.json', `${JSON.stringify(population.edge.samples, null, 1)}\n`);
  const sources = SOURCES.map((source) => {
    const host = `127.0.0.1:${ports[source.id]}`;
    if (source.id === 'booking') return { ...source, url: `http://${host}/api`, options: { signature: 'hmac-sha256', ...booking } };
    if (source.id === 'pacs') return { ...source, url: `http://${host}${PACS_PATH}` };
    return { ...source, url: `postgres://reader_${source.id}:${passwords[source.id]}@${host}/${source.id}` };
  });
  write(
    'connectors.json',
    `${JSON.stringify({ allow: SOURCES.map(({ id }) => `127.0.0.1:${ports[id]}`), sources }, null, 1)}\n`,
  );
}

/** The ports of the last start, so that addresses the product has stored stay true. */
export function lastPorts(dataDir: string): Partial<Record<LineName, number>> {
  try {
    const { sources } = JSON.parse(readFileSync(join(dataDir, 'connectors.json'), 'utf8')) as {
      sources: { id: LineName; url: string }[];
    };
    return Object.fromEntries(sources.map(({ id, url }) => [id, Number(new URL(url).port)]));
  } catch {
    return {};
  }
}
