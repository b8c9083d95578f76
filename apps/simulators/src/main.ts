import { createReaders } from './databases.js';
import { lastPorts, writeDataFiles } from './data-files.js';
import { ensureHospital } from './hospital.js';
import { readSettings } from './settings.js';
import { openSwitch, type Switch } from './switch.js';
import { SYSTEMS, type System } from './tables.js';

/** One JSON line per phase: the launcher reads them. */
function report(event: string, detail: object = {}): void {
  process.stdout.write(`${JSON.stringify({ event, ...detail })}\n`);
}

async function openSwitches(settings: ReturnType<typeof readSettings>): Promise<Record<System, Switch>> {
  const database = new URL(settings.databaseUrl);
  const last = lastPorts(settings.dataDir);
  const target = { host: database.hostname, port: Number(database.port || 5432) };
  const open = async (system: System): Promise<Switch> => openSwitch(settings.switchPorts[system] || (last[system] ?? 0), target);
  return { his: await open('his'), lis: await open('lis'), peis: await open('peis') };
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
  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(0), 1_500).unref();
    await Promise.all(SYSTEMS.map((system) => switches[system].close()));
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  report('ready', { port: settings.port });
}

main().catch((error: unknown) => {
  report('failed', { message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
