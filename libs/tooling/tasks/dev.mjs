import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { say } from '../start/bootstrap.mjs';
import { buildChanged } from '../start/build.mjs';
import { runForeground } from '../start/foreground.mjs';
import { ROOT } from '../start/project.mjs';
import { toolEnvironment, TSC } from './tool.mjs';

const VITE = join(ROOT, 'apps/web/node_modules/vite/bin/vite.js');

/** The system as npm start runs it, compiled and restarted on every change; the pages come from Vite on a port of its own. */
export async function dev() {
  await buildChanged(process.execPath, say);
  const env = toolEnvironment();
  const watchers = [
    spawn(process.execPath, [TSC, '-b', '.', '--watch', '--preserveWatchOutput'], { cwd: ROOT, env, stdio: 'inherit' }),
    spawn(process.execPath, [VITE], { cwd: join(ROOT, 'apps/web'), env, stdio: 'inherit' }),
  ];
  const stop = () => watchers.forEach((watcher) => watcher.kill('SIGTERM'));
  process.once('exit', stop);
  return runForeground(process.execPath, [join(ROOT, 'libs/tooling/start/run.mjs'), '--watch'], {
    cwd: ROOT,
    env,
    channel: true,
  });
}
