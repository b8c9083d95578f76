import { connect, createServer, type Socket } from 'node:net';

/** How a line misbehaves. Everything but `ok` can be repaired by `ok`. */
export type FaultMode = 'ok' | 'down' | 'slow' | 'error' | 'half' | 'garble';
export const FAULT_MODES: readonly FaultMode[] = ['ok', 'down', 'slow', 'error', 'half', 'garble'];

export interface Fault {
  readonly mode: FaultMode;
  /** `slow`: how long every chunk of an answer waits. */
  readonly ms?: number;
  /** `half`: after how many bytes of answers the line is cut; `garble`: one byte in so many is flipped (few: the login breaks too). */
  readonly bytes?: number;
}

/** A plug between the product and one system's database. */
export interface Switch {
  /** The port it listens on; stays the same while it is down. */
  readonly port: number;
  fault(): Fault;
  /** Takes effect at once, on open connections too. */
  set(fault: Fault): Promise<void>;
  close(): Promise<void>;
}

/** Opens a switch on loopback. Port 0 takes a free one; a taken port falls back to a free one. */
export async function openSwitch(
  port: number,
  target: { readonly host: string; readonly port: number },
): Promise<Switch> {
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

/** Flips the bytes whose place in the connection is a multiple of `every`: with the default the login still succeeds. */
function garbled(chunk: Buffer, offset: number, every: number): Buffer {
  const copy = Buffer.from(chunk);
  const step = Math.max(1, every);
  for (let i = step - 1 - (offset % step); i < copy.length; i += step) copy[i] = (copy[i] ?? 0) ^ 0x15;
  return copy;
}
