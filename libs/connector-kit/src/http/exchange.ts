import {
  type Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as askHttp,
} from 'node:http';
import { request as askHttps } from 'node:https';
import { TransportError } from '../transport-error.js';
import { httpError } from './http-error.js';
import { readBody } from './read-body.js';

/** A request as it goes over the line. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer that arrived whole, decompressed. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** How long one exchange may last and how much it may bring, unpacked. */
export interface HttpLimits {
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxBytes: number;
}

/** The other side had closed a line that was kept open; nothing was answered. */
export class StaleLine extends Error {
  override readonly name = 'StaleLine';
}

/**
 * One request, one answer. Follows no redirect and knows no other host.
 * @throws TransportError, StaleLine, or the signal's reason
 */
export async function exchange(
  request: HttpRequest,
  limits: HttpLimits,
  agent: Agent,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const secure = request.url.protocol === 'https:';
  const line = openLine(request, agent);
  let reason: unknown = null;
  const cut = (why: unknown): void => {
    reason ??= why;
    line.destroy();
  };
  const stop = (): void => cut(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const total = setTimeout(
    () =>
      cut(new TransportError('timeout', '来源服务在限定时间内没有给出完整应答。请确认对方是否繁忙，或放宽超时设置。')),
    limits.totalTimeoutMs,
  );
  const clearConnect = limitConnect(line, secure, limits.connectTimeoutMs, cut);
  let response: IncomingMessage | null = null;
  try {
    response = await answerOf(line, request.body);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      bytes: await readBody(response, limits.maxBytes),
    };
  } catch (error) {
    line.destroy();
    if (reason !== null) throw reason;
    if (response === null && line.reusedSocket) throw new StaleLine();
    throw httpError(error);
  } finally {
    clearTimeout(total);
    clearConnect();
    signal.removeEventListener('abort', stop);
  }
}

function openLine({ method, url, headers, body }: HttpRequest, agent: Agent): ClientRequest {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const all = { 'accept-encoding': 'gzip', ...headers, ...length };
  try {
    return (url.protocol === 'https:' ? askHttps : askHttp)(url, { method, headers: all, agent });
  } catch (error) {
    throw httpError(error);
  }
}

function answerOf(line: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    line.once('response', resolve);
    // Stays for the whole life of the line: what fails later reaches whoever reads the body.
    line.on('error', reject);
    line.once('close', () => reject(new Error('closed')));
    line.end(body);
  });
}

/** Reaching the other side, its handshake included, has a shorter limit than answering. */
function limitConnect(line: ClientRequest, secure: boolean, ms: number, cut: (why: Error) => void): () => void {
  const timer = setTimeout(
    () => cut(new TransportError('timeout', '在限定时间内没有连上来源服务。请核对地址和端口，确认防火墙已放行。')),
    ms,
  );
  const clear = (): void => clearTimeout(timer);
  line.once('socket', (socket) => {
    if (line.reusedSocket) clear();
    else socket.once(secure ? 'secureConnect' : 'connect', clear);
  });
  return clear;
}
