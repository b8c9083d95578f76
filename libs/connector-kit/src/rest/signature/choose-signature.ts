import { randomBytes } from 'node:crypto';
import { TransportError } from '../../transport-error.js';
import { basic } from './basic.js';
import { bearer } from './bearer.js';
import { gmEnvelope } from './gm-envelope.js';
import { hmac } from './hmac.js';
import { unsigned } from './none.js';
import type { Moment, Options, Signature } from './signature.js';
import { tifGateway } from './tif-gateway.js';

const STRATEGIES: Readonly<Record<string, (options: Options, moment: Moment) => Signature>> = {
  none: () => unsigned,
  basic,
  bearer,
  'hmac-sha256': (options, moment) => hmac('sha256', options, moment),
  'hmac-sm3': (options, moment) => hmac('sm3', options, moment),
  'tif-gateway': tifGateway,
  'gm-envelope': gmEnvelope,
};

const REAL: Moment = { now: () => Date.now(), nonce: () => randomBytes(16).toString('hex') };

/**
 * The strategy that the option `signature` names; without it requests go unsigned.
 * @throws TransportError when it is unknown or its own options are incomplete
 */
export function chooseSignature(options: Options, moment: Moment = REAL): Signature {
  const name = options['signature'] ?? 'none';
  const strategy = Object.hasOwn(STRATEGIES, name) ? STRATEGIES[name] : undefined;
  if (!strategy) throw new TransportError('auth', `不支持的签名方式，可选：${Object.keys(STRATEGIES).join('、')}。`);
  return strategy(options, moment);
}
