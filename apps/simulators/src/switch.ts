import { connect, createServer, type Socket } from 'node:net';
import { LINE_FAULTS, garbled, type Fault, type Line } from './line.js';

/** Opens a switch on loopback. Port 0 takes a free one; a taken port falls back to a free one. */
export async function openSwitch(
  port: number,
  target: { readonly host: string; readonly port: number },
): Promise<Line> {
  let fault: Fault = { mode: 'ok' };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => undefined).on('close', () => open.delete(client));
    if (fault.mode === 'error' || fault.mode === 'down') {
      client.destroy();
      return;
    }
    join(client, target, () => fault, open);
  });
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
  const taken = await listen(port).catch(() => listen(0));
  return {
    port: taken,
    modes: LINE_FAULTS,
    fault: () => fault,
    set: async (wanted) => {
      fault = wanted;
      if (wanted.mode === 'down') await shut();
      else {
        if (!server.listening) await listen(taken);
        if (wanted.mode === 'error') for (const socket of open) socket.destroy();
      }
    },
    close: shut,
  };
}

function join(
  client: Socket,
  target: { readonly host: string; readonly port: number },
  fault: () => Fault,
  open: Set<Socket>,
): void {
  const upstream = connect(target.port, target.host);
  let answered = 0;
  let line: Promise<void> = Promise.resolve();
  open.add(upstream);
  upstream
    .on('error', () => client.destroy())
    .on('close', () => {
      open.delete(upstream);
      void line.then(() => client.destroy());
    });
  client.on('close', () => upstream.destroy());
  client.on('data', (chunk) => upstream.write(chunk));
  upstream.on('data', (chunk: Buffer) => {
    const { mode, ms = 500, bytes = 2_000 } = fault();
    if (mode === 'half' && answered + chunk.length > bytes) {
      client.write(chunk.subarray(0, Math.max(0, bytes - answered)), () => client.destroy());
      return;
    }
    const sent = mode === 'garble' ? garbled(chunk, answered, bytes) : chunk;
    answered += chunk.length;
    if (mode === 'slow') {
      upstream.pause();
      line = line
        .then(() => new Promise((resolve) => setTimeout(resolve, ms)))
        .then(() => {
          client.write(sent);
          upstream.resume();
        });
    } else client.write(sent);
  });
}
