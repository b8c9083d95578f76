import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it reached a server, its body read. */
export interface Asked {
  readonly method: string;
  /** As in the request line. */
  readonly target: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TestServer {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** Everything that was asked so far. */
  readonly asked: readonly Asked[];
  /** Ends it with every line to it, and starts it again on the same port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** An HTTP server of this test on loopback. What the handler throws is a cut line. */
export async function serve(
  handle: (asked: Asked, response: ServerResponse) => void | Promise<void>,
): Promise<TestServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const target = request.url ?? '/';
      const { pathname, searchParams } = new URL(target, 'http://localhost');
      const one: Asked = {
        method: request.method ?? '',
        target,
        path: pathname,
        query: searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      asked.push(one);
      await handle(one, response);
    })().catch(() => response.destroy());
  });
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const end = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    restart: async () => {
      await end();
      await listen(port);
    },
    close: end,
  };
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(typeof body === 'string' ? body : JSON.stringify(body));
}
