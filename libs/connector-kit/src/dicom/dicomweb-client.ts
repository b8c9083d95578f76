import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { exchange, type HttpAnswer, type HttpLimits, StaleLine } from '../http/exchange.js';
import { statusError } from '../http/status-error.js';
import type { Connection } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';

/** Statuses that say the same whatever was asked. */
const REFUSALS = new Set([401, 403, 429, 503]);

/** One DICOMweb server, asked at its own host and no other: redirects are not followed. */
export interface DicomWebClient {
  /**
   * @param path and query behind the connection's url, e.g. `/studies?limit=1`
   * @throws TransportError when it is not reached, refuses the login, is too slow or answers too much; other answers are the caller's
   */
  get(path: string, accept: string, signal: AbortSignal): Promise<HttpAnswer>;
  close(): void;
}

/**
 * Opens nothing yet. Options `username` and `password`, or `token`; `ca` is the root certificate that the hospital gave itself.
 * @throws TransportError when the address is none
 */
export function openDicomWebClient({ url, options }: Connection, limits: HttpLimits): DicomWebClient {
  const base = URL.canParse(url) ? new URL(url) : null;
  if (!base || !/^https?:$/.test(base.protocol)) {
    throw new TransportError('query', 'PACS 的 DICOMweb 地址无效，应以 http:// 或 https:// 开头。');
  }
  const agent =
    base.protocol === 'https:'
      ? new TlsAgent({ keepAlive: true, minVersion: 'TLSv1.2', ...(options['ca'] ? { ca: options['ca'] } : {}) })
      : new PlainAgent({ keepAlive: true });
  const identity = authorization(options);
  return {
    async get(path, accept, signal) {
      const address = new URL(base.origin + base.pathname.replace(/\/+$/, '') + path);
      const request = { method: 'GET', url: address, headers: { accept, ...identity } };
      const answer = await exchange(request, limits, agent, signal).catch((error: unknown) => {
        if (!(error instanceof StaleLine)) throw error;
        return exchange(request, limits, agent, signal);
      });
      const { status } = answer;
      if (REFUSALS.has(status) || (status >= 300 && status < 400)) throw statusError(status, null);
      return answer;
    },
    close: () => agent.destroy(),
  };
}

/** The login of a PACS as a header. */
export function authorization(options: Connection['options']): Record<string, string> {
  if (options['token']) return { authorization: `Bearer ${options['token']}` };
  if (!options['username']) return {};
  return {
    authorization: `Basic ${Buffer.from(`${options['username']}:${options['password'] ?? ''}`).toString('base64')}`,
  };
}
