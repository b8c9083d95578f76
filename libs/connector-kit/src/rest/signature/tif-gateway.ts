import { createHash } from 'node:crypto';
import { required } from './options.js';
import { asHttp, type Moment, type Options, type Signature } from './signature.js';

/**
 * The header signature of medical insurance gateways: options `paasId`, `token`; `signatureCase` `upper` where the gateway
 * writes its hex in capitals. It covers time and nonce only, not what is asked: TLS has to.
 */
export function tifGateway(options: Options, { now, nonce }: Moment): Signature {
  const paasId = required(options, 'paasId');
  const token = required(options, 'token');
  const upper = options['signatureCase'] === 'upper';
  return {
    sign(request) {
      const timestamp = String(Math.floor(now() / 1000));
      const once = nonce();
      const hex = createHash('sha256')
        .update(timestamp + token + once + timestamp)
        .digest('hex');
      return asHttp(request, {
        'x-tif-paasid': paasId,
        'x-tif-timestamp': timestamp,
        'x-tif-nonce': once,
        'x-tif-signature': upper ? hex.toUpperCase() : hex,
      });
    },
  };
}
