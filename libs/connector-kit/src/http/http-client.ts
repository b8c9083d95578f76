import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, TransportLimits } from '../pull-transport.js';
import { chooseSignature } from '../rest/signature/choose-signature.js';
import type { PlainRequest, Signature } from '../rest/signature/signature.js';
import { TransportError } from '../transport-error.js';
import { decodeAnswer } from './decode-answer.js';
import { exchange, type HttpAnswer, type HttpLimits, type HttpRequest, StaleLine } from './exchange.js';
import { retryAfterMs } from './retry-after.js';
import { statusError } from './status-error.js';

export const DEFAULT_MAX_BYTES = 64_000_000;
const MOST_ATTEMPTS = 3;
/** A source that wants to be left alone for longer is asked again by the next run. */
const LONGEST_WAIT_MS = 60_000;

/** A good answer, or one with a status that the question allowed. */
export interface TextAnswer {
  readonly status: number;
  readonly text: string;
  /** The source's clock in ms since 1970; null when it does not tell. */
  readonly clock: number | null;
  /** Of the `Last-Modified` header, in ms since 1970; null without one. */
  readonly lastModified: number | null;
}

export interface Question extends PlainRequest {
  /** Statuses besides 2xx that are answers to the asker. */
  readonly allow?: readonly number[];
  /** What an answer that is no success says of itself; null when nothing. */
  readonly explain?: (text: string) => string | null;
}

/** One host, asked politely: bounded, signed, patient with 429 and 503, never led to another host. */
export interface HttpClient {
  /** An address under the connection's own, e.g. `/appointments`. */
  at(path: string, query?: readonly (readonly [string, string])[]): URL;
  /**
   * A link that the source gave.
   * @throws TransportError when it leads to another host
   */
  link(text: string): URL;
  /** @throws TransportError, or the signal's reason */
  ask(question: Question, signal: AbortSignal): Promise<TextAnswer>;
  close(): void;
}

/** @throws TransportError when the address is none, or the signature's options are incomplete */
export function openHttpClient(
  { url, options }: Connection,
  limits: TransportLimits,
  maxBytes = DEFAULT_MAX_BYTES,
): HttpClient {
  const base = baseOf(url);
  const signature = chooseSignature(options);
  const agent =
    base.protocol === 'https:'
      ? new TlsAgent({
          keepAlive: true,
          maxSockets: 2,
          minVersion: 'TLSv1.2',
          ...(options['ca'] ? { ca: options['ca'] } : {}),
        })
      : new PlainAgent({ keepAlive: true, maxSockets: 2 });
  const bounds: HttpLimits = {
    connectTimeoutMs: limits.connectTimeoutMs,
    totalTimeoutMs: limits.statementTimeoutMs,
    maxBytes,
  };

  const own = (found: URL | null): URL => {
    if (found?.origin === base.origin) return found;
    throw new TransportError(
      'query',
      '来源服务给出了指向其他主机的地址，未跟随。请对方修正其对外地址（如反向代理设置）。',
    );
  };
  const send = (request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    own(request.url);
    return exchange(request, bounds, agent, signal);
  };

  return {
    at(path, query = []) {
      const found = new URL(base.pathname.replace(/\/$/, '') + path, base);
      // Written as every server reads it: a space is %20, a plus sign is %2B.
      found.search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
      return own(found);
    },
    link: (text) => own(URL.parse(text, base.href)),
    async ask(question, signal) {
      const answer = await patiently(signature, question, (request) => send(request, signal), signal);
      const { status } = answer;
      if (status >= 300 && !question.allow?.includes(status))
        throw statusError(status, question.explain?.(readable(answer)) ?? null);
      const text = decodeAnswer(answer.bytes);
      return {
        status,
        text: signature.open && status < 300 ? signature.open(text) : text,
        clock: timeOf(answer.headers.date),
        lastModified: timeOf(answer.headers['last-modified']),
      };
    },
    close: () => agent.destroy(),
  };
}

/** One question until it is answered: once more with fresh credentials, a few times when the other side asks for patience. */
async function patiently(
  signature: Signature,
  question: Question,
  send: (request: HttpRequest) => Promise<HttpAnswer>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  let renewed = false;
  let stale = false;
  for (let attempt = 1; ;) {
    let answer: HttpAnswer;
    try {
      answer = await send(await signature.sign(question, send));
    } catch (error) {
      if (!(error instanceof StaleLine)) throw error;
      if (stale)
        throw new TransportError('broken', '与来源服务的连接中断。系统会自动重试；若反复出现，请检查网络和中间设备。');
      stale = true;
      continue;
    }
    if (answer.status === 401 && !renewed && signature.renew?.()) {
      renewed = true;
      continue;
    }
    if (answer.status !== 429 && answer.status !== 503) return answer;
    const wait = retryAfterMs(answer.headers['retry-after'], answer.status, attempt);
    if (wait === null || wait > LONGEST_WAIT_MS || attempt >= MOST_ATTEMPTS) return answer;
    attempt += 1;
    await sleep(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

function baseOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '') {
    throw new TransportError('query', '数据源地址无效，应以 https:// 或 http:// 开头，不含用户名、密码和参数。');
  }
  return url;
}

/** An answer that is no success may be anything. */
function readable({ bytes }: HttpAnswer): string {
  try {
    return decodeAnswer(bytes.subarray(0, 1_000_000));
  } catch {
    return '';
  }
}

function timeOf(header: string | undefined): number | null {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? null : time;
}
