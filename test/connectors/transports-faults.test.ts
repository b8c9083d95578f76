import { createServer, connect as dial, type AddressInfo, type Server } from 'node:net';
import { TransportError } from '@cadre/connector-kit/transport-error';
import { afterEach, describe, expect, it } from 'vitest';
import { BY_TIME, first, hospitalSource, LIMITS, numbers } from './transports-source.js';

const { owner, url, login, add, transport, read } = hospitalSource('transports_faults');
const proxies: Server[] = [];

afterEach(() => {
  for (const proxy of proxies.splice(0)) proxy.close();
});

/** Stands between us and the source; `spoil` sees every chunk of an answer and may cut or change it. */
async function through(spoil: (chunk: Buffer, sentSoFar: number, cut: () => void) => Buffer | null): Promise<string> {
  const target = new URL(url);
  const proxy = createServer((near) => {
    const far = dial(Number(target.port), target.hostname);
    let sent = 0;
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far);
    far.on('data', (chunk: Buffer) => {
      const passed = spoil(chunk, sent, () => near.destroy());
      if (passed && !near.destroyed) near.write(passed);
      sent += chunk.length;
    });
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  proxies.push(proxy);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = new URL(url);
  address.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return address.href;
}

describe('a line that fails', () => {
  it('in the middle of a page ends the read; what came before stays good, and the next read works', async () => {
    await add('A', 2_000, '2026-11-22 08:00:00');
    let broken = true;
    const address = await through((chunk, sent, cut) => {
      if (!broken || sent < 60_000) return chunk;
      cut();
      return null;
    });
    const reader = transport(address);
    const seen: (string | null | undefined)[] = [];
    const reading = async (): Promise<void> => {
      for await (const page of reader.pull(BY_TIME, first, { pageSize: 200, signal: new AbortController().signal }))
        seen.push(...numbers([page]));
    };
    await expect(reading()).rejects.toMatchObject({ name: 'TransportError', kind: 'broken' });
    expect(seen.length % 200).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
    broken = false;
    expect(numbers(await read(BY_TIME, first, 500, reader))).toHaveLength(2_000);
  });

  it('by answering garbage ends in an error of ours, never in the end of the process', async () => {
    await add('A', 300, '2026-11-22 08:00:00');
    const truth = (await read(BY_TIME, first)).flatMap(({ rows }) => rows);
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 24; round += 1) {
      const address = await through((chunk, sent) => {
        if (sent < 500 + round * 60) return chunk;
        const spoilt = Buffer.from(chunk);
        for (let at = random() % 50; at < spoilt.length; at += 1 + (random() % 200)) spoilt[at] = random() % 256;
        return spoilt;
      });
      const reader = transport(address, { ...LIMITS, statementTimeoutMs: 100, connectTimeoutMs: 500 });
      const result = await read(BY_TIME, first, 50, reader).catch((error: unknown) => error);
      if (Array.isArray(result)) expect(result.flatMap(({ rows }) => rows)).toEqual(truth);
      else expect(result).toBeInstanceOf(TransportError);
    }
    expect(numbers(await read(BY_TIME, first))).toHaveLength(300);
  }, 120_000);

  it('by changing one digit of one value is found out', async () => {
    await add('A', 300, '2026-11-22 08:00:00', { brid: '00012345' });
    const address = await through((chunk) => {
      const at = chunk.indexOf('00012345');
      if (at < 0) return chunk;
      const changed = Buffer.from(chunk);
      changed.write('6', at + 7);
      return changed;
    });
    await expect(read(BY_TIME, first, 50, transport(address))).rejects.toMatchObject({ kind: 'broken' });
  });

  it('by saying nothing any more ends in a time-out', async () => {
    await add('A', 300, '2026-11-22 08:00:00');
    const address = await through((chunk, sent) => (sent < 3_000 ? chunk : null));
    const reader = transport(address, { ...LIMITS, statementTimeoutMs: 200 });
    await expect(read(BY_TIME, first, 50, reader)).rejects.toMatchObject({ kind: 'timeout' });
  });

  it.each<[string, (address: URL) => void, string]>([
    [
      'nobody listens',
      (address) => {
        address.port = '1';
      },
      'refused',
    ],
    [
      'the password is wrong',
      (address) => {
        address.password = 'wrong';
      },
      'auth',
    ],
    [
      'there is no such database',
      (address) => {
        address.pathname = '/nowhere';
      },
      'auth',
    ],
  ])('because %s says what to do, in Chinese', async (_, change, kind) => {
    const address = new URL(url);
    change(address);
    const error = await read(BY_TIME, first, 10, transport(address.href)).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ name: 'TransportError', kind });
    expect((error as Error).message).toMatch(/请/);
    expect((error as Error).message).not.toContain('only-for-this-test');
  });

  it('because the view is gone or a column is missing says so', async () => {
    await expect(read({ ...BY_TIME, view: 'v_gone' }, first)).rejects.toMatchObject({ kind: 'schema' });
    await expect(read({ ...BY_TIME, cursor: { column: 'gone', precision: 'instant' } }, first)).rejects.toMatchObject({
      kind: 'schema',
    });
  });

  it('because we stop it ends with the reason we gave', async () => {
    await add('A', 300, '2026-11-22 08:00:00');
    const stop = new AbortController();
    const reading = async (): Promise<void> => {
      for await (const page of transport().pull(BY_TIME, first, { pageSize: 50, signal: stop.signal }))
        stop.abort(new Error(`stopped after ${page.rows.length}`));
    };
    await expect(reading()).rejects.toThrow('stopped after 50');
  });
});

describe('one connection', () => {
  it('reads one thing at a time, and is made once', async () => {
    await add('A', 3, '2026-11-22 08:00:00');
    const reader = transport();
    for await (const page of reader.pull(BY_TIME, first, { pageSize: 2, signal: new AbortController().signal })) {
      if (!page.done) await expect(read(BY_TIME, first, 2, reader)).rejects.toThrow('正在读取');
    }
    await read(BY_TIME, first, 2, reader);
    const { rows } = await owner.query(
      `select count(*)::int as n from pg_stat_activity where application_name = 'cadre-health' and usename = $1`,
      [login],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});
