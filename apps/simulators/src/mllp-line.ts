import { connect, type Socket } from 'node:net';

const START = 0x0b;
const END = Buffer.from([0x1c, 0x0d]);
const ANSWER_WITHIN_MS = 10_000;

/** What came back for one message. Everything but `AA`/`CA` and `AR`/`CR` is worth another try. */
export interface Answer {
  readonly code: string;
  readonly controlId: string;
}

/** One outgoing MLLP connection: one message, one answer, in order. Reconnects by itself at the next message. */
export interface MllpLine {
  ask(message: Buffer): Promise<Answer>;
  close(): void;
}

export function openLine(target: { readonly host: string; readonly port: number }): MllpLine {
  let socket: Socket | undefined;
  const plug = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      if (socket && !socket.destroyed && socket.writable) return resolve(socket);
      const fresh = connect(target.port, target.host);
      fresh.setNoDelay(true).setTimeout(0);
      fresh.once('connect', () => {
        socket = fresh;
        resolve(fresh);
      });
      fresh.once('error', reject);
      fresh.on('error', () => undefined);
    });
  return {
    ask: async (message) => {
      const line = await plug();
      try {
        return await exchange(line, message);
      } catch (error) {
        line.destroy();
        throw error;
      }
    },
    close: () => socket?.destroy(),
  };
}

function exchange(line: Socket, message: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let heard = Buffer.alloc(0);
    const finish = (act: () => void): void => {
      clearTimeout(timer);
      line.off('data', listen).off('close', closed).off('error', failed);
      act();
    };
    const failed = (error: Error): void => finish(() => reject(error));
    const closed = (): void => failed(new Error('connection closed before the answer'));
    const listen = (chunk: Buffer): void => {
      heard = Buffer.concat([heard, chunk]);
      const end = heard.indexOf(END);
      if (end >= 0) finish(() => resolve(readAnswer(heard.subarray(0, end))));
    };
    const timer = setTimeout(() => failed(new Error('no answer in time')), ANSWER_WITHIN_MS);
    line.on('data', listen).on('close', closed).on('error', failed);
    line.write(Buffer.concat([Buffer.from([START]), message, END]));
  });
}

/** MSA is plain ASCII in every character set in use, so bytes will do. */
function readAnswer(frame: Buffer): Answer {
  const [, code = '', controlId = ''] = (/(?:^|[\r\n])MSA\|([^|\r]*)\|([^|\r]*)/.exec(frame.toString('latin1')) ??
    []) as string[];
  return { code, controlId };
}
