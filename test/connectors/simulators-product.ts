import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import iconv from 'iconv-lite';

/** One message as it arrived. */
export interface Arrived {
  readonly isUtf8: boolean;
  readonly answered: string;
  field(segment: string, index: number): string;
}

/** A stand-in for the product's MLLP door: takes messages, refuses on request, dies and comes back. */
export interface Product {
  readonly port: number;
  messages(): readonly Arrived[];
  clear(): void;
  /** Answers AE to the next `count` messages. */
  refuse(count: number): void;
  /** Resolves when so many messages were accepted since `clear`. */
  accepted(count: number): Promise<void>;
  die(): Promise<void>;
  revive(): Promise<void>;
  close(): Promise<void>;
}

export async function listenAsProduct(): Promise<Product> {
  const arrived: Arrived[] = [];
  const open = new Set<Socket>();
  let refusals = 0;
  const answer = (frame: Buffer): Buffer => {
    const code = refusals > 0 ? 'AE' : 'AA';
    refusals = Math.max(0, refusals - 1);
    const message = understand(frame, code);
    arrived.push(message);
    return Buffer.from(
      `\u000bMSH|^~\\&|P|H|S|H|20261101||ACK|1|P|2.4\rMSA|${code}|${message.field('MSH', 10)}\r\u001c\r`,
      'latin1',
    );
  };
  const start = (port: number): Promise<Server> =>
    new Promise((resolve) => {
      const fresh = createServer((socket) => {
        let heard = Buffer.alloc(0);
        open.add(socket);
        socket
          .on('error', () => undefined)
          .on('close', () => open.delete(socket))
          .on('data', (chunk) => {
            heard = Buffer.concat([heard, chunk]);
            for (let end = heard.indexOf('\u001c\r'); end >= 0; end = heard.indexOf('\u001c\r')) {
              socket.write(answer(heard.subarray(1, end)));
              heard = heard.subarray(end + 2);
            }
          });
      });
      fresh.listen(port, '127.0.0.1', () => resolve(fresh));
    });
  let server = await start(0);
  const port = (server.address() as AddressInfo).port;
  const die = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return {
    port,
    messages: () => arrived,
    clear: () => {
      arrived.length = 0;
    },
    refuse: (count) => {
      refusals = count;
    },
    accepted: async (count) => {
      const deadline = Date.now() + 20_000;
      while (arrived.filter((message) => message.answered === 'AA').length < count) {
        if (Date.now() > deadline) throw new Error(`only ${arrived.length} messages arrived`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    die,
    revive: async () => {
      server = await start(port);
    },
    close: die,
  };
}

function understand(frame: Buffer, answered: string): Arrived {
  const utf8 = Buffer.from(frame.toString('utf8')).equals(frame);
  const segments = (utf8 ? frame.toString('utf8') : iconv.decode(frame, 'gbk'))
    .split('\r')
    .map((line) => line.split('|'));
  return {
    isUtf8: utf8,
    answered,
    field: (name, index) => segments.find((segment) => segment[0] === name)?.[name === 'MSH' ? index - 1 : index] ?? '',
  };
}
