import { openBooking } from './booking-service.js';
import { openControl } from './control.js';
import { createReaders, databaseUrl, keptSecret, withClient } from './databases.js';
import { lastPorts, writeDataFiles } from './data-files.js';
import { openDesk, type Desk } from './desk.js';
import { ensureHospital } from './hospital.js';
import type { Line } from './line.js';
import { startLive } from './live.js';
import { startSender, type Sender } from './outbox.js';
import { openPacs } from './pacs-service.js';
import type { Settings } from './settings.js';
import { openSwitch } from './switch.js';
import { LINES, type LineName, type System } from './table.js';

/** A running pretend hospital. */
export interface Simulator {
  /** Of the control interface. */
  readonly port: number;
  /** Of the lines to the systems. */
  readonly ports: Readonly<Record<LineName, number>>;
  stop(): Promise<void>;
}

/**
 * Makes or finds the hospital, writes the data files and opens lines, senders, live mode and control interface.
 * `report` hears of every phase. Rejects when the database or the control port cannot be had.
 */
export async function startSimulator(
  settings: Settings,
  report: (event: string, detail: object) => void,
): Promise<Simulator> {
  report('starting', { size: settings.size, seed: settings.seed });
  const population = await ensureHospital(settings, report);
  const passwords = await createReaders(settings.databaseUrl);
  const secret = await withClient(databaseUrl(settings.databaseUrl, 'booking'), (client) => keptSecret(client, 'app_secret'));
  const booking = { appId: 'GBBJ', secret };
  const desk = await openDesk(settings.databaseUrl, population);
  const lines = await openLines(settings, desk, booking);
  const ports = Object.fromEntries(LINES.map((name) => [name, lines[name].port])) as Record<LineName, number>;
  writeDataFiles(settings.dataDir, population, { ports, passwords, booking });
  report('switches', ports);

  const senders = startSenders(settings, desk, lines);
  const live = startLive(desk, settings.live);
  const release = async (): Promise<void> => {
    await Promise.all([
      live.stop(),
      ...senders.map((sender) => sender.stop()),
      ...LINES.map((name) => lines[name].close()),
    ]);
    await desk.close();
  };
  try {
    const control = await openControl(settings.port, { desk, live, lines, size: settings.size });
    return {
      port: control.boundPort,
      ports,
      stop: async () => {
        control.close();
        control.closeAllConnections();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function openLines(
  settings: Settings,
  desk: Desk,
  booking: { readonly appId: string; readonly secret: string },
): Promise<Record<LineName, Line>> {
  const database = new URL(settings.databaseUrl);
  const last = lastPorts(settings.dataDir);
  const target = { host: database.hostname, port: Number(database.port || 5432) };
  const open = async (name: LineName): Promise<[LineName, Line]> => {
    const port = settings.linePorts[name] || (last[name] ?? 0);
    if (name === 'booking') return [name, await openBooking(port, desk.pools.booking, booking)];
    return [name, name === 'pacs' ? await openPacs(port, desk.pools.ris) : await openSwitch(port, target)];
  };
  return Object.fromEntries(await Promise.all(LINES.map(open))) as Record<LineName, Line>;
}

/** Who pushes messages, and how they write Chinese. */
const SENDERS: readonly (readonly [System, 'gbk' | 'utf8'])[] = [
  ['his', 'gbk'],
  ['lis', 'utf8'],
  ['ris', 'utf8'],
  ['emr', 'utf8'],
  ['booking', 'utf8'],
];

function startSenders(settings: Settings, desk: Desk, lines: Readonly<Record<System, Line>>): Sender[] {
  return SENDERS.map(([system, encoding]) =>
    startSender({
      pool: desk.pools[system],
      target: settings.mllpTarget,
      encoding,
      paused: () => lines[system].fault().mode === 'down',
      duplicate: () => desk.faults.duplicate,
    }),
  );
}
