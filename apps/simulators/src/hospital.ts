import { addNewColumns, createHospital, earlierSettings, hospitalExists } from './databases.js';
import { placeEdgePeople, type EdgePeople, type Sample } from './edge-people.js';
import { makeHistory } from './history.js';
import { openFiles, type PatientFile } from './patients.js';
import { makePeople, type Person, type Size, SIZES } from './people.js';
import { seededRandom } from './random.js';
import type { Settings } from './settings.js';
import { SYSTEMS } from './table.js';
import { noRows, type Rows } from './tables.js';

/** Everybody this hospital knows, as of its making. Later changes are in the databases only. */
export interface Population {
  readonly seed: string;
  readonly people: readonly Person[];
  readonly files: readonly PatientFile[];
  readonly edge: EdgePeople;
}

/** Makes people and files; the same three arguments always give the same. */
export function makePopulation(seed: string, size: Size, today: number): Population {
  const people = makePeople(seed, size, today);
  const edge = placeEdgePeople(people, today);
  return { seed, people, edge, files: openFiles(people, edge, seededRandom(seed).fork('files'), today) };
}

/** The whole generated hospital as rows. */
export function makeRows(population: Population, today: number): Rows {
  const rows = makeHistory(population.seed, population.files, population.edge, today);
  return { ...noRows(), ...rows, brda: population.files.map((file) => file.row) };
}

/**
 * Generates and loads the hospital, or finds the one an earlier start made: then its seed, size and date win over the
 * environment's. One made by an earlier version of this program, with fewer systems, is made anew from the same three; one
 * that only lacks columns gets them.
 */
export async function ensureHospital(
  settings: Settings,
  report: (event: string, detail: object) => void,
): Promise<Population> {
  const made = await earlierSettings(settings.databaseUrl);
  const seed = made?.get('seed') ?? settings.seed;
  const size = SIZES.find((one) => one === made?.get('size')) ?? (made ? 'quick' : settings.size);
  const today = Number(made?.get('today') ?? settings.today);
  const population = makePopulation(seed, size, today);
  if (made && (await hospitalExists(settings.databaseUrl))) {
    population.edge.samples.splice(0, Infinity, ...(JSON.parse(made.get('samples') ?? '[]') as Sample[]));
    await addNewColumns(settings.databaseUrl);
    report('found', { seed, size });
    return population;
  }
  const rows = makeRows(population, today);
  report('generated', Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.length])));
  await createHospital(settings.databaseUrl, rows, {
    seed,
    size,
    today: String(today),
    samples: JSON.stringify(population.edge.samples),
  });
  report('loaded', { databases: SYSTEMS });
  return population;
}
