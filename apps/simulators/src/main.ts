import { readSettings } from './settings.js';
import { startSimulator } from './simulator.js';

/** One JSON line per phase: the launcher reads them. */
function report(event: string, detail: object): void {
  process.stdout.write(`${JSON.stringify({ event, ...detail })}\n`);
}

async function main(): Promise<void> {
  const simulator = await startSimulator(readSettings(process.env, Date.now()), report);
  const stop = async (): Promise<void> => {
    // Whatever hangs, two seconds are the limit; the databases forgive it.
    setTimeout(() => process.exit(0), 1_500).unref();
    await simulator.stop();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  report('ready', { port: simulator.port });
}

main().catch((error: unknown) => {
  report('failed', { message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
