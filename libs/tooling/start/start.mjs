// npm start: from a bare machine with Node and npm to the running system. Runs on the host's Node without any package.
import { fileURLToPath } from 'node:url';
import { bootstrap, giveUp, say } from './bootstrap.mjs';
import { buildChanged } from './build.mjs';
import { followShell } from './follow-shell.mjs';
import { runForeground } from './foreground.mjs';
import { ROOT } from './project.mjs';

followShell();
try {
  const node = await bootstrap();
  await buildChanged(node, say);
  const run = fileURLToPath(new URL('./run.mjs', import.meta.url));
  process.exit(await runForeground(node, [run], { cwd: ROOT, channel: true }));
} catch (error) {
  giveUp(error);
}
