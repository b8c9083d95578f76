import type { HttpAnswer, HttpRequest } from '../../http/exchange.js';

/** A question before anybody signed it: always a read. */
export interface PlainRequest {
  readonly url: URL;
  /** MIME types we understand, for `Accept`. */
  readonly accept: string;
  /** JSON that says what is asked, for sources that are asked by POST. */
  readonly body?: string;
}

/** The request as it is, with what makes it believed. */
export function asHttp({ url, accept, body }: PlainRequest, headers: Readonly<Record<string, string>>): HttpRequest {
  if (body === undefined) return { method: 'GET', url, headers: { accept, ...headers } };
  return {
    method: 'POST',
    url,
    headers: { accept, 'content-type': 'application/json; charset=utf-8', ...headers },
    body,
  };
}

/** Sends one more request to the same host, for strategies that have to fetch something first. */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

/** How a source recognises us. Chosen by the connection's option `signature`. */
export interface Signature {
  /** The request as it goes out. Asked anew for every attempt, so that times and nonces differ. */
  sign(request: PlainRequest, send: Send): HttpRequest | Promise<HttpRequest>;
  /** Called after a 401; true when another attempt may succeed. */
  renew?(): boolean;
  /**
   * What is inside a sealed answer.
   * @throws TransportError when it was not sealed by the other side
   */
  open?(text: string): string;
}

/** A connection's settings by name. */
export type Options = Readonly<Record<string, string>>;

/** What signing takes from the world; tests hold it still. */
export interface Moment {
  /** Milliseconds since 1970. */
  now(): number;
  /** Never the same twice: 32 hex digits. */
  nonce(): string;
}
