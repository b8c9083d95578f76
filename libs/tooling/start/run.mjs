// The running system under Node 24: databases, the pretend hospital, the server; and their orderly end.
import { announcement } from './announce.mjs';
import { giveUp } from './bootstrap.mjs';
import { lockDataDir } from './data-dir.mjs';
import { requirePorts } from './ports.mjs';
import { RunningSystem } from './running-system.mjs';
import { readSettings } from './settings.mjs';
import { fillDatabase, prepareDatabase, startHospital, startOffice, startServer } from './steps.mjs';

process.env['TZ'] = 'Asia/Shanghai';
// Whoever reads our output may leave before us.
process.stdout.on('error', () => {});
const log = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);

try {
  const settings = readSettings(process.env, process.argv);
  const lock = lockDataDir(settings.dataDir);
  await run(settings, lock).catch((error) => {
    lock.release();
    throw error;
  });
} catch (error) {
  giveUp(error);
}

async function run(
  /** @type {import('./settings.mjs').Settings} */ settings,
  /** @type {ReturnType<typeof lockDataDir>} */ lock,
) {
  await requirePorts(settings, lock.inherited);
  const system = new RunningSystem(settings.dataDir, log);
  const finish = async (/** @type {unknown} */ problem) => {
    if (system.isEnding) return;
    if (!problem) log('正在停止……');
    await system.stop();
    lock.release();
    if (problem) giveUp(problem);
    log('已停止。');
    process.exit(0);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void finish(undefined));
  // The command in front of us was killed: nobody could stop us any more.
  process.on('disconnect', () => void finish(undefined));
  process.channel?.unref();
  try {
    const [owner, hospital] = await Promise.all([
      prepareDatabase(system, settings),
      settings.demo ? startHospital(system, settings) : undefined,
    ]);
    await fillDatabase(system, settings, owner);
    await startServer(system, settings, (problem) => void finish(problem));
    if (settings.demo) startOffice(system, settings);
    for (const line of announcement(settings, hospital, process.stdout.isTTY)) log(line);
  } catch (error) {
    await finish(error);
  }
}
