import { connect as dial, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server that can be cut in the middle of a talk. */
export interface CutLine {
  /** The given address, by way of this line. */
  url(of: string): string;
  /** How many requests (packets of the client) have gone through since the line was watched last. */
  watch(): void;
  readonly requests: number;
  /** The line breaks at the nth request from now: before the server hears of it, or after, so that only its answer is lost. */
  breakAt(nth: number, side: 'request' | 'answer'): void;
  /** Whether it has broken; mends it. */
  mend(): boolean;
  close(): void;
}

/** Opens a line on loopback to the server of this address. */
export async function openCutLine(address: string): Promise<CutLine> {
  const { hostname, port } = new URL(address);
  const open = new Set<Socket>();
  let requests = 0;
  let due: { at: number; side: 'request' | 'answer' } | null = null;
  let broken = false;
  const cut = (): void => {
    broken = true;
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (broken) {
      near.destroy();
      return;
    }
    const far = dial(Number(port), hostname);
    let answerIsLost = false;
    open.add(near).add(far);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk: Buffer) => {
      requests += 1;
      const isDue = due !== null && requests === due.at;
      if (isDue && due!.side === 'request') {
        cut();
        return;
      }
      answerIsLost ||= isDue;
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (answerIsLost) cut();
      else near.write(chunk);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: (of) => {
      const through = new URL(of);
      through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      return through.href;
    },
    watch: () => {
      requests = 0;
      due = null;
    },
    get requests() {
      return requests;
    },
    breakAt: (nth, side) => {
      requests = 0;
      due = { at: nth, side };
    },
    mend: () => {
      const was = broken;
      broken = false;
      due = null;
      return was;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
