// A throwaway cluster for a trial: prints its address and ends with Ctrl+C; the data stays until it is deleted.
import { startCluster } from './embedded-postgres.mjs';

const directory = process.argv[2];
if (!directory) {
  console.error('用法：node libs/tooling/postgres/scratch.mjs <目录>');
  process.exit(1);
}

try {
  const cluster = await startCluster({
    directory,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    log: (line) => console.error(line),
  });
  console.log(cluster.url);
  const stay = setInterval(() => {}, 60_000);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      clearInterval(stay);
      void cluster.stop();
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
