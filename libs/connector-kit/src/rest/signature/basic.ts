import { required } from './options.js';
import type { Options, Signature } from './signature.js';

/** Login and password with every request: options `user`, `password`. */
export function basic(options: Options): Signature {
  const authorization = `Basic ${Buffer.from(`${required(options, 'user')}:${required(options, 'password')}`).toString('base64')}`;
  return { sign: ({ url, accept }) => ({ method: 'GET', url, headers: { accept, authorization } }) };
}
