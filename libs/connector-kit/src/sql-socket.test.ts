import { describe, expect, it } from 'vitest';
import { SqlSocket } from './sql-socket.js';

const MB = 1024 * 1024;

/** A line that hears `megabytes`, and what became of it. */
async function hearing(megabytes: number, asked: number): Promise<{ heard: number; failure: unknown }> {
  const socket = new SqlSocket();
  let heard = 0;
  const failed = new Promise<unknown>((resolve) => socket.once('error', resolve));
  socket.on('data', (chunk: Buffer) => (heard += chunk.length));
  const chunk = Buffer.alloc(MB);
  for (let at = 0; at < megabytes && !socket.destroyed; at += 1) {
    if (at % asked === 0) socket.asked();
    socket.emit('data', chunk);
  }
  const failure = socket.destroyed ? await failed : null;
  socket.destroy();
  return { heard, failure };
}

describe('a line to a database', () => {
  it('ends when one answer never does, before it fills our memory', async () => {
    const { heard, failure } = await hearing(1_000, 1_000);
    expect(heard).toBe(256 * MB);
    expect(failure).toMatchObject({ code: 'ANSWER_TOO_LONG' });
  });

  it('carries any number of answers of usual length', async () => {
    expect(await hearing(1_000, 20)).toEqual({ heard: 1_000 * MB, failure: null });
  });
});
