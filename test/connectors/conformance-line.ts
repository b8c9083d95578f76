import { createServer, connect as dial, type AddressInfo, type Socket } from 'node:net';
import type { Address } from './conformance-source.js';

/** A door to a source that a test can spoil. */
export interface Line extends Address {
  /** From now on nothing passes back after so many more bytes: it is cut, or stays silent. */
  fail(how: 'cut' | 'silent', afterBytes: number): void;
  /** New connections are good again. */
  mend(): void;
  close(): void;
}

/** Opens a door on loopback that leads to `target`; `change` may alter what comes back. */
export async function openLine(target: Address, change = (chunk: Buffer): Buffer => chunk): Promise<Line> {
  let fault: { how: 'cut' | 'silent'; left: number } | null = null;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial(target.port, target.host);
    open.add(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.on('close', () => {
      open.delete(near);
      far.destroy();
    });
    far.on('close', () => near.destroy());
    near.pipe(far);
    far.on('data', (chunk: Buffer) => {
      if (fault && (fault.left -= chunk.length) < 0) {
        if (fault.how === 'cut') near.destroy();
        return;
      }
      if (!near.destroyed) near.write(change(chunk));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    fail(how, afterBytes) {
      fault = { how, left: afterBytes };
    },
    mend() {
      fault = null;
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
