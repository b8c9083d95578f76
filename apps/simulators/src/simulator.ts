import { openControl } from './control.js';
import { createReaders } from './databases.js';
import { lastPorts, writeDataFiles } from './data-files.js';
import { openDesk, type Desk } from './desk.js';
import { ensureHospital } from './hospital.js';
import { startLive } from './live.js';
import { startSender, type Sender } from './outbox.js';
import type { Settings } from './settings.js';
import { openSwitch, type Switch } from './switch.js';
import { SYSTEMS, type System } from './tables.js';

/** A running pretend hospital. */
export interface Simulator {
  /** Of the control interface. */
  readonly port: number;
  /** Of the lines to the three databases. */
  readonly ports: Readonly<Record<System, number>>;
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
  const switches = await openSwitches(settings);
  const ports = { his: switches.his.port, lis: switches.lis.port, peis: switches.peis.port };
  writeDataFiles(settings.dataDir, population, ports, passwords);
  report('switches', ports);

  const desk = await openDesk(settings.databaseUrl, population);
  const senders = startSenders(settings, desk, switches);
  const live = startLive(desk, settings.live);
  const release = async (): Promise<void> => {
    await Promise.all([
      live.stop(),
      ...senders.map((sender) => sender.stop()),
      ...SYSTEMS.map((system) => switches[system].close()),
    ]);
    await desk.close();
  };
  try {
    const control = await openControl(settings.port, { desk, live, switches, size: settings.size });
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

async function openSwitches(settings: Settings): Promise<Record<System, Switch>> {
  const database = new URL(settings.databaseUrl);
  const last = lastPorts(settings.dataDir);
  const target = { host: database.hostname, port: Number(database.port || 5432) };
  const open = (system: System): Promise<Switch> =>
    openSwitch(settings.switchPorts[system] || (last[system] ?? 0), target);
  return { his: await open('his'), lis: await open('lis'), peis: await open('peis') };
}

function startSenders(settings: Settings, desk: Desk, switches: Record<System, Switch>): Sender[] {
  return (['his', 'lis'] as const).map((system) =>
    startSender({
      pool: desk.pools[system],
      target: settings.mllpTarget,
      encoding: system === 'his' ? 'gbk' : 'utf8',
      paused: () => switches[system].fault().mode === 'down',
      duplicate: () => desk.faults.duplicate,
    }),
  );
}
