import type { Server, Socket } from 'node:net';
import type { Fault, FaultMode, Line } from './line.js';

interface Options {
  readonly modes: readonly FaultMode[];
  /** Connections that end when the line goes down; whoever opens more of them adds them. */
  readonly open: Set<Socket>;
  /** Told of every fault that leaves the line up. */
  readonly onFault?: (fault: Fault) => void;
}

/**
 * Makes a server the plug between the product and one system: on loopback, at a port that stays the same while it is down.
 * Port 0 takes a free one; a taken port falls back to a free one. `fault` is asked anew for every act of the line.
 */
export async function plugIn(server: Server, port: number, { modes, open, onFault }: Options): Promise<Line> {
  let fault: Fault = { mode: 'ok' };
  const listen = (wanted: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(wanted, '127.0.0.1', () => {
        server.removeListener('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : wanted);
      });
    });
  const shut = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
  });
  const taken = await listen(port).catch(() => listen(0));
  return {
    port: taken,
    modes,
    fault: () => fault,
    set: async (wanted) => {
      fault = wanted;
      if (wanted.mode === 'down') return shut();
      if (!server.listening) await listen(taken);
      onFault?.(wanted);
    },
    close: shut,
  };
}
