import { TransportError } from '../../transport-error.js';
import type { Options } from './signature.js';

/** @throws TransportError that names the option when it is not there */
export function required(options: Options, name: string): string {
  const value = options[name] ?? '';
  if (value === '') throw new TransportError('auth', `连接参数 ${name} 没有填写，无法按所选签名方式访问。`);
  return value;
}

/** @throws TransportError when the option is not so many bytes in hex */
export function hexOption(options: Options, name: string, bytes: number): string {
  const value = required(options, name).trim().toLowerCase();
  if (!/^[0-9a-f]*$/.test(value) || value.length !== bytes * 2) {
    throw new TransportError('auth', `连接参数 ${name} 应为 ${bytes * 2} 位十六进制数。`);
  }
  return value;
}
