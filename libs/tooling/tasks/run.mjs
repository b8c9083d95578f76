// One task of the project, from whatever Node started us: npm run build, check, test, … see main.mjs.
import { fileURLToPath } from 'node:url';
import { bootstrap, giveUp } from '../start/bootstrap.mjs';
import { runForeground } from '../start/foreground.mjs';
import { ROOT } from '../start/project.mjs';

try {
  const node = await bootstrap();
  const main = fileURLToPath(new URL('./main.mjs', import.meta.url));
  process.exit(await runForeground(node, [main, ...process.argv.slice(2)], { cwd: ROOT }));
} catch (error) {
  giveUp(error);
}
