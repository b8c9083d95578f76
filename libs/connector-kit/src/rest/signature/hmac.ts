import { createHmac } from 'node:crypto';
import { TransportError } from '../../transport-error.js';
import { canonicalRequest, type Digest, isWord } from './canonical-request.js';
import { required } from './options.js';
import { asHttp, type Moment, type Options, type Signature } from './signature.js';

const ALGORITHMS: Readonly<Record<Digest, string>> = { sha256: 'HMAC-SHA256', sm3: 'HMAC-SM3' };

/** A keyed hash over method, path, query, time, nonce and body in our own headers: options `appId`, `secret` (text). */
export function hmac(digest: Digest, options: Options, { now, nonce }: Moment): Signature {
  const appId = required(options, 'appId');
  const secret = required(options, 'secret');
  if (!isWord(appId)) throw new TransportError('auth', '连接参数 appId 只能是字母、数字和符号，请检查。');
  return {
    sign(request) {
      const { url, body = '' } = request;
      const parts = {
        method: request.body === undefined ? 'GET' : 'POST',
        path: url.pathname,
        query: url.search.slice(1),
        appId,
        timestamp: String(now()),
        nonce: nonce(),
        body,
      };
      return asHttp(request, {
        'x-app-id': appId,
        'x-timestamp': parts.timestamp,
        'x-nonce': parts.nonce,
        'x-sign-alg': ALGORITHMS[digest],
        'x-signature': createHmac(digest, secret).update(canonicalRequest(parts, digest)).digest('hex'),
      });
    },
  };
}
