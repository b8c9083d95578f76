import type { EntityManager } from 'typeorm';
import type { PullTransport } from '@cadre/connector-kit/pull-transport';
import type { PullOptions } from '@cadre/connector-kit/sql-view-types';
import { type Compared, takeOurs, takeTheirs } from './both-sides.js';
import { dayName, dayOf } from './day-sums.js';
import { liveRows } from './live-facts.js';
import { lookUp } from './source-keys.js';

/** missing: not here · older: here in an older version · gone: no longer at the source · ahead: pushed to us before the view shows it. */
export type DifferenceKind = 'missing' | 'older' | 'gone' | 'ahead';

export interface Difference {
  readonly day: string;
  readonly kind: DifferenceKind;
  readonly key: string;
}

/** How the source is asked, and about which days (by number). */
export interface Asked {
  readonly transport: PullTransport;
  readonly options: PullOptions;
  readonly days: ReadonlySet<number>;
}

type Side = Map<string, number>;

/**
 * Names the records on which the two sides differ. Each candidate is looked at once more on the other side without regard
 * to the span: a record that changed meanwhile, or moved to another day, is not missing.
 */
export async function differences(em: EntityManager, compared: Compared, { transport, options, days }: Asked): Promise<Difference[]> {
  const [theirs, ours]: [Side, Side] = [new Map(), new Map()];
  const into = (side: Side) => (key: string, version: number): void => {
    if (days.has(dayOf(version))) side.set(key, version);
  };
  await takeTheirs(compared, transport, options, into(theirs));
  await takeOurs(em, compared, into(ours));
  const notHere = [...theirs].filter(([key, version]) => ours.get(key) !== version).map(([key]) => key);
  const notThere = [...ours].filter(([key]) => !theirs.has(key)).map(([key]) => key);
  return [...(await besideOurs(em, compared, theirs, notHere)), ...(await besideTheirs(compared, transport, ours, notThere, options))];
}

async function besideOurs(em: EntityManager, { source, stream, kind }: Compared, theirs: Side, keys: readonly string[]): Promise<Difference[]> {
  const rows: { key: string; version: number }[] = await em.query(
    `select f.source_key as key, (extract(epoch from f.source_version) * 1000)::float8 as version from ${liveRows(stream, kind)} and f.source_key = any ($2)`,
    [source.id, keys],
  );
  const here = new Map(rows.map(({ key, version }) => [key, version]));
  return keys.flatMap((key): Difference[] => {
    const [told, known] = [theirs.get(key)!, here.get(key)];
    const kindOf = known === undefined ? 'missing' : known < told ? 'older' : 'ahead';
    return known === told ? [] : [{ day: dayName(dayOf(told)), kind: kindOf, key }];
  });
}

async function besideTheirs(compared: Compared, transport: PullTransport, ours: Side, keys: readonly string[], options: PullOptions): Promise<Difference[]> {
  const there = await lookUp({ ...compared, transport }, keys, options);
  return keys.flatMap((key): Difference[] => {
    const [known, found] = [ours.get(key)!, there.get(key)];
    const day = dayName(dayOf(known));
    if (!found || (found.patientId !== null && !compared.ours.has(found.patientId))) return [{ day, kind: 'gone', key }];
    const told = found.version === null ? known : Date.parse(found.version);
    return told === known ? [] : [{ day, kind: told > known ? 'older' : 'ahead', key }];
  });
}
