import { setTimeout as pause } from 'node:timers/promises';
import { OfficeClient, ShutOut } from './office-client.js';
import { catchUp, type Office, work } from './office.js';

const EVERY_MS = 60_000;
const report = (event: string, detail: object): void => void process.stdout.write(`${JSON.stringify({ event, ...detail })}\n`);

/** 仿真干保办: writes down receptions and missions through the product's own API, as the staff of a hospital would at its pages. */
async function main(): Promise<void> {
  const [url, accounts] = [process.env['PRODUCT_URL'], process.env['ACCOUNTS_FILE']];
  if (!url || !accounts) throw new Error('PRODUCT_URL and ACCOUNTS_FILE are not set');
  const office: Office = { ward: OfficeClient.of(url, accounts, 'head.nurse'), desk: OfficeClient.of(url, accounts, 'office.staff') };
  let caughtUp = false;
  for (;;) {
    try {
      if (!caughtUp) report('caught up', await catchUp(office, Date.now()));
      caughtUp = true;
      await work(office, Date.now());
    } catch (error) {
      report('refused', { message: error instanceof Error ? error.message : String(error) });
      if (error instanceof ShutOut) return void setInterval(() => undefined, 2 ** 30);
      // The product may be away for a while; whoever keeps an office comes back to it.
    }
    await pause(EVERY_MS);
  }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
main().catch((error: unknown) => {
  report('failed', { message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
