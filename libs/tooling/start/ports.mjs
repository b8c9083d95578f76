import { freePort, isPortFree } from '../postgres/free-port.mjs';
import { StartProblem } from '../start-problem.mjs';

const ORPHANS_MS = 12_000;

/**
 * Makes sure that the ports we were asked to use are free.
 * @param {import('./settings.mjs').Settings} settings
 * @param {boolean} afterKill an earlier start was killed: what it left behind is ending and gets a moment
 */
export async function requirePorts(settings, afterKill) {
  const wanted = [
    { port: settings.port, host: settings.host, name: 'PORT' },
    { port: settings.mllpPort, host: '127.0.0.1', name: 'MLLP_PORT' },
    ...(settings.simulatorPort && settings.demo
      ? [{ port: settings.simulatorPort, host: '127.0.0.1', name: 'SIMULATOR_PORT' }]
      : []),
  ];
  const deadline = Date.now() + (afterKill ? ORPHANS_MS : 0);
  for (const { port, host, name } of wanted) {
    while (!(await isPortFree(port, host))) {
      if (Date.now() > deadline)
        throw new StartProblem(`端口 ${port} 已被占用，请停止占用它的程序，或用环境变量 ${name} 指定其他端口。`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}

/**
 * The port of the simulators' control page: the usual one, or any other where nobody insists.
 * @param {import('./settings.mjs').Settings} settings
 */
export async function simulatorPort({ simulatorPort: wanted }) {
  const usual = 3900;
  if (wanted) return wanted;
  return (await isPortFree(usual)) ? usual : freePort();
}
