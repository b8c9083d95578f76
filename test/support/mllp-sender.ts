import { connect, type Socket } from 'node:net';

/** What came back for one message: MSA-1 and MSA-2, byte for byte as Latin-1 text. */
export interface Answered {
  readonly code: string;
  readonly controlId: string;
}

const VT = Buffer.of(0x0b);
const END = Buffer.of(0x1c, 0x0d);

/** A payload between the bytes that MLLP puts around it. */
export const framed = (payload: Uint8Array): Buffer => Buffer.concat([VT, payload, END]);

/** A sending system that knows nothing of our own framer and parser. */
export class MllpSender {
  readonly frames: Buffer[] = [];
  private heard = Buffer.alloc(0);

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => undefined);
  }

  static async to(port: number): Promise<MllpSender> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new MllpSender(socket);
  }

  /** Every MSA that came, those of batches too. */
  get answers(): Answered[] {
    return this.frames.flatMap(answersIn);
  }

  async write(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => this.socket.write(bytes, () => resolve()));
  }

  /** Waits for so many answers; fewer in time are an error. */
  async answered(count: number, within = 30_000): Promise<Answered[]> {
    const until = Date.now() + within;
    while (this.frames.length < count) {
      if (Date.now() > until) throw new Error(`${this.frames.length} of ${count} answers came`);
      await new Promise((go) => setTimeout(go, 2));
    }
    return this.answers;
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.heard = Buffer.concat([this.heard, chunk]);
    for (let end = this.heard.indexOf(END); end >= 0; end = this.heard.indexOf(END)) {
      this.frames.push(Buffer.from(this.heard.subarray(1, end)));
      this.heard = this.heard.subarray(end + END.length);
    }
  }
}

function answersIn(frame: Buffer): Answered[] {
  let separator = '|';
  return frame.toString('latin1').split('\r').flatMap((line) => {
    if (line.startsWith('MSH')) separator = line[3]!;
    const [name, code = '', controlId = ''] = line.split(separator);
    return name === 'MSA' ? [{ code, controlId }] : [];
  });
}
