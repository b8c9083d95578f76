import { openControl } from './control.js';
import { createReaders } from './databases.js';
import { lastPorts, writeDataFiles } from './data-files.js';
import { openDesk, type Desk } from './desk.js';
import { ensureHospital } from './hospital.js';
import { startLive } from './live.js';
import { startSender, type Sender } from './outbox.js';
import { readSettings, type Settings } from './settings.js';
import { openSwitch, type Switch } from './switch.js';
import { SYSTEMS, type System } from './tables.js';

/** One JSON line per phase: the launcher reads them. */
function report(event: string, detail: object = {}): void {
  process.stdout.write(`${JSON.stringify({ event, ...detail })}\n`);
}

async function openSwitches(settings: Settings): Promise<Record<System, Switch>> {
  const database = new URL(settings.databaseUrl);
  const last = lastPorts(settings.dataDir);
  const target = { host: database.hostname, port: Number(database.port || 5432) };
  const open = (system: System): Promise<Switch> => openSwitch(settings.switchPorts[system] || (last[system] ?? 0), target);
  return { his: await open('his'), lis: await open('lis'), peis: await open('peis') };
}

function startSenders(settings: Settings, desk: Desk, switches: Record<System, Switch>): Sender[] {
  return (['his', 'lis'] as const).map((system) => startSender({
    pool: desk.pools[system], target: settings.mllpTarget, encoding: system === 'his' ? 'gbk' : 'utf8',
    paused: () => switches[system].fault().mode === 'down', duplicate: () => desk.faults.duplicate,
  }));
}

async function main(): Promise<void> {
  const settings = readSettings(process.env, Date.now());
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
  const control = await openControl(settings.port, { desk, live, switches, size: settings.size });

  const stop = async (): Promise<void> => {
    // Whatever hangs, two seconds are the limit; the databases forgive it.
    setTimeout(() => process.exit(0), 1_500).unref();
    control.close();
    control.closeAllConnections();
    await Promise.all([live.stop(), ...senders.map((sender) => sender.stop()), ...SYSTEMS.map((system) => switches[system].close())]);
    await desk.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  report('ready', { port: control.boundPort });
}

main().catch((error: unknown) => {
  report('failed', { message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
