import { connect, type Socket } from 'node:net';
import { decodeText, encodeText } from '@cadre/connector-kit/decode-text';
import type { Ack } from '@cadre/connector-kit/hl7-ack';
import { parseHl7 } from '@cadre/connector-kit/hl7-message';
import { frame, MllpFramer } from '@cadre/connector-kit/mllp-framer';
import { startMllpListener, type MllpListener, type MllpListenerOptions } from '@cadre/connector-kit/mllp-listener';
import { afterEach, describe, expect, it } from 'vitest';

const listeners: MllpListener[] = [];
const senders: Sender[] = [];

afterEach(async () => {
  for (const sender of senders.splice(0)) sender.socket.destroy();
  await Promise.all(listeners.splice(0).map((listener) => listener.stop()));
});

async function listen(
  options: Partial<MllpListenerOptions> = {},
): Promise<{ port: number; listener: MllpListener; heard: string[] }> {
  const heard: string[] = [];
  const listener = await startMllpListener({
    host: '127.0.0.1',
    port: 0,
    allow: ['127.0.0.1'],
    accept: async (raw) => {
      heard.push(parseHl7(decodeText(raw).text).controlId);
      return { code: 'AA' };
    },
    ...options,
  });
  listeners.push(listener);
  return { port: listener.port, listener, heard };
}

/** A sending system: raw bytes out, answers in as `AA 17`. */
interface Sender {
  readonly socket: Socket;
  readonly answers: string[];
  readonly raw: Buffer[];
  readonly closed: Promise<void>;
  answered(count: number): Promise<readonly string[]>;
}

async function sender(port: number): Promise<Sender> {
  const socket = connect({ port, host: '127.0.0.1' });
  const framer = new MllpFramer(1_000_000);
  const answers: string[] = [];
  const raw: Buffer[] = [];
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    for (const { payload } of framer.push(chunk)) {
      raw.push(payload);
      const message = parseHl7(decodeText(payload).text);
      answers.push(`${message.read('MSA-1') ?? ''} ${message.read('MSA-2') ?? ''}`.trim());
    }
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const answered = async (count: number): Promise<readonly string[]> => {
    const until = Date.now() + 10_000;
    while (answers.length < count && Date.now() < until) await pause(5);
    return answers;
  };
  const made = { socket, answers, raw, closed, answered };
  senders.push(made);
  return made;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const message = (id: number | string, extra = ''): Buffer =>
  Buffer.from(`MSH|^~\\&|HIS|H|CADRE|H|20261122||ADT^A08|${id}|P|2.4\rPID|1||1${extra}\r`);
const noise = Buffer.from('GET / HTTP/1.1\r\n\r\n');

describe('frames on a real socket', () => {
  const whole = Buffer.concat([frame(message(1)), frame(message(2))]);
  const half = frame(message(1)).length + 20;
  const beforeCr = frame(message(1)).length - 1;

  it.each<[string, readonly Buffer[]]>([
    ['two in one chunk', [whole]],
    ['one and a half, then a half', [whole.subarray(0, half), whole.subarray(half)]],
    ['cut between the two end bytes', [whole.subarray(0, beforeCr), whole.subarray(beforeCr)]],
    ['one byte at a time', Array.from(whole, (byte) => Buffer.of(byte))],
    ['noise before, between and behind', [noise, frame(message(1)), noise, frame(message(2)), noise]],
    ['a broken beginning before the message', [Buffer.concat([Buffer.of(0x0b), message(9).subarray(0, 30)]), whole]],
    ['an end byte inside a text', [frame(message(1, '\x1cx')), frame(message(2))]],
    [
      'line feeds instead of carriage returns',
      [frame(Buffer.from(message(1).toString().replaceAll('\r', '\n'))), frame(message(2))],
    ],
  ])('%s: each message is heard once and answered in order', async (_, chunks) => {
    const { port, heard } = await listen();
    const his = await sender(port);
    for (const chunk of chunks) {
      his.socket.write(chunk);
      await pause(chunk.length === 1 ? 0 : 15);
    }
    expect(await his.answered(2)).toEqual(['AA 1', 'AA 2']);
    await pause(30);
    expect(heard).toEqual(['1', '2']);
    expect(his.answers).toHaveLength(2);
  });

  it('a payload that is no HL7 is refused for good and the line goes on', async () => {
    const refused: string[] = [];
    const { port, heard } = await listen({
      refused: ({ reason, raw }) => void refused.push(`${reason}: ${raw.toString()}`),
    });
    const his = await sender(port);
    his.socket.write(Buffer.concat([frame(Buffer.from('EVN|A01')), frame(message(2))]));
    expect(await his.answered(2)).toEqual(['AR', 'AA 2']);
    expect(heard).toEqual(['2']);
    expect(refused).toEqual(['unreadable: EVN|A01']);
  });

  it('a frame over the limit is refused by its control id and the next one is heard', async () => {
    const { port, heard } = await listen({ maxFrameBytes: 20_000 });
    const his = await sender(port);
    his.socket.write(Buffer.concat([frame(message(1, 'x'.repeat(50_000))), frame(message(2))]));
    expect(await his.answered(2)).toEqual(['AR 1', 'AA 2']);
    expect(heard).toEqual(['2']);
  });

  it('a message of nearly 8 MB passes', async () => {
    const { port } = await listen();
    const his = await sender(port);
    his.socket.write(frame(message(1, 'x'.repeat(8 * 1024 * 1024 - 200))));
    expect(await his.answered(1)).toEqual(['AA 1']);
  });
});

describe('one sender', () => {
  it('with 200 messages under way is heard in order, one at a time, and answered in order', async () => {
    let running = 0;
    let most = 0;
    const { port, heard } = await listen({
      accept: async (raw) => {
        most = Math.max(most, (running += 1));
        const id = parseHl7(decodeText(raw).text).controlId;
        await pause(Number(id) % 3);
        heard.push(id);
        running -= 1;
        return { code: 'AA' };
      },
    });
    const ids = Array.from({ length: 200 }, (_, index) => String(index + 1));
    const his = await sender(port);
    his.socket.write(Buffer.concat(ids.map((id) => frame(message(id)))));
    expect(await his.answered(200)).toEqual(ids.map((id) => `AA ${id}`));
    expect(heard).toEqual(ids);
    expect(most).toBe(1);
  });

  it('hears the answer to a message that could not be stored as "send again"', async () => {
    const acks: (() => Promise<Ack>)[] = [
      () => Promise.reject(new Error('disk full')),
      () => {
        throw new Error('bug');
      },
      async () => ({ code: 'AE' }),
    ];
    const { port } = await listen({ accept: () => acks.shift()!() });
    const his = await sender(port);
    for (const id of [1, 2, 3]) his.socket.write(frame(message(id)));
    expect(await his.answered(3)).toEqual(['AE 1', 'AE 2', 'AE 3']);
  });

  it('is answered in its own charset', async () => {
    const { port } = await listen({ accept: async () => ({ code: 'AE', text: '稍后重发' }) });
    const his = await sender(port);
    his.socket.write(frame(encodeText(message(1, '||葉誠東').toString('utf8'), 'gb18030')));
    await his.answered(1);
    expect(his.raw[0]!.includes(encodeText('稍后重发', 'gb18030'))).toBe(true);
  });

  it('that half-closes after its last message still gets its answer', async () => {
    const { port } = await listen({ accept: async () => pause(30).then(() => ({ code: 'AA' })) });
    const his = await sender(port);
    his.socket.end(frame(message(1)));
    expect(await his.answered(1)).toEqual(['AA 1']);
    await his.closed;
  });

  it('that vanishes mid-message harms nobody', async () => {
    const { port, heard } = await listen();
    const lost = await sender(port);
    lost.socket.write(frame(message(1)).subarray(0, 40));
    await pause(20);
    lost.socket.resetAndDestroy();
    const his = await sender(port);
    his.socket.write(frame(message(2)));
    expect(await his.answered(1)).toEqual(['AA 2']);
    expect(heard).toEqual(['2']);
  });
});

describe('the listener', () => {
  it('lets in only who is on the list', async () => {
    const strangers: string[] = [];
    const { port, heard } = await listen({
      allow: ['10.0.0.0/8'],
      refused: ({ reason, peer }) => void strangers.push(`${reason} ${peer.address}`),
    });
    const stranger = await sender(port);
    stranger.socket.write(frame(message(1)));
    await stranger.closed;
    expect(heard).toEqual([]);
    expect(strangers).toEqual(['stranger 127.0.0.1']);
  });

  it('knows subnets', async () => {
    const { port } = await listen({ allow: ['127.0.0.0/30'] });
    const his = await sender(port);
    his.socket.write(frame(message(1)));
    expect(await his.answered(1)).toEqual(['AA 1']);
  });

  it('closes a line that has been idle', async () => {
    const { port } = await listen({ idleTimeoutMs: 50 });
    const his = await sender(port);
    await his.closed;
    expect(his.answers).toEqual([]);
  });

  it('answers what it took in before it stops, and then takes no more', async () => {
    const { port, listener, heard } = await listen({
      accept: async (raw) => {
        await pause(20);
        heard.push(parseHl7(decodeText(raw).text).controlId);
        return { code: 'AA' };
      },
    });
    const his = await sender(port);
    his.socket.write(Buffer.concat([1, 2, 3].map((id) => frame(message(id)))));
    await pause(10);
    const stopping = listener.stop();
    his.socket.write(frame(message(4)));
    await stopping;
    await his.closed;
    expect(his.answers).toEqual(['AA 1', 'AA 2', 'AA 3']);
    expect(heard).toEqual(['1', '2', '3']);
    await expect(
      new Promise((resolve, reject) => connect(port, '127.0.0.1').once('connect', resolve).once('error', reject)),
    ).rejects.toThrow('ECONNREFUSED');
  });

  it('says so when its port is taken', async () => {
    const { port } = await listen();
    await expect(listen({ port })).rejects.toThrow('EADDRINUSE');
  });
});
