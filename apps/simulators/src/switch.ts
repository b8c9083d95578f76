import { connect, createServer, type Socket } from 'node:net';
import { LINE_FAULTS, garbled, type Fault, type Line } from './line.js';
import { plugIn } from './plug.js';

/** Opens a switch on loopback. Port 0 takes a free one; a taken port falls back to a free one. */
export async function openSwitch(
  port: number,
  target: { readonly host: string; readonly port: number },
): Promise<Line> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const { mode } = line.fault();
    if (mode === 'error' || mode === 'down') client.destroy();
    else join(client, target, line.fault, open);
  });
  const cut = ({ mode }: Fault): void => {
    if (mode === 'error') for (const socket of open) socket.destroy();
  };
  const line = await plugIn(server, port, { modes: LINE_FAULTS, open, onFault: cut });
  return line;
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
