import { required } from './options.js';
import { asHttp, type Options, type Signature } from './signature.js';

/** Login and password with every request: options `user`, `password`. */
export function basic(options: Options): Signature {
  const authorization = `Basic ${Buffer.from(`${required(options, 'user')}:${required(options, 'password')}`).toString('base64')}`;
  return { sign: (request) => asHttp(request, { authorization }) };
}
