import { codeOf, networkError, sqlError } from './sql-error.js';
import { TransportError, type TransportErrorKind } from './transport-error.js';

/** By the server's own number. */
const NUMBERS: Readonly<Record<number, TransportErrorKind>> = {
  18456: 'auth',
  18486: 'auth',
  18487: 'auth',
  18488: 'auth',
  18452: 'auth',
  4060: 'auth',
  916: 'auth',
  208: 'schema',
  207: 'schema',
  229: 'schema',
  230: 'schema',
  4413: 'schema',
  1222: 'timeout',
  1205: 'timeout',
  3960: 'broken',
  596: 'broken',
  6005: 'broken',
};

/** By the driver's name of the failure. */
const CODES: Readonly<Record<string, TransportErrorKind>> = {
  ELOGIN: 'auth',
  ETIMEOUT: 'timeout',
  ECONNCLOSED: 'broken',
  ECLOSE: 'broken',
  ECANCEL: 'broken',
  EINVALIDSTATE: 'broken',
  EPROTOCOL: 'broken',
};

const OLD_TLS =
  '来源 SQL Server 只支持旧版加密（TLS 1.0/1.1，常见于 2008～2014）。请对方安装支持 TLS 1.2 的补丁；暂不能安装时，在连接设置中把 minVersion 设为 TLSv1；' +
  '仍不成功且双方在院内可信网段时，把 encrypt 设为 false。';
const CERTIFICATE = '来源 SQL Server 的证书不受信任（通常是自签名证书）。请对方换用受信任的证书；在院内可信网段也可在连接设置中把 trust 设为 true。';
const UNKNOWN_HOST = '找不到来源数据库的主机名。请核对地址，或改用 IP 地址，并确认本机的 DNS 设置。';
const SNAPSHOT = '来源数据库不允许快照读取。请对方执行 ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON，或在连接设置中把 isolation 设为 committed。';

const TLS_TOO_OLD = /unsupported protocol|ssl_choose_client_version|tlsv1 alert protocol version|no protocols available|unexpected message|wrong version number|handshake failure|dh key too small|ee key too small|ca md too weak/i;
const UNTRUSTED = /self[- ]signed certificate|unable to verify|unable to get local issuer|certificate has expired|altnames|hostname/i;

/** The driver's failure in our words. */
export function mssqlError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const number = numberOf(error);
  if (number === 3952) return sqlError('query', '3952', error, SNAPSHOT);
  const known = number === null ? undefined : NUMBERS[number];
  if (known) return sqlError(known, String(number), error);
  const story = storyOf(error);
  const code = codeOf(error);
  if (/ENOTFOUND|EAI_AGAIN/.test(story)) return sqlError('refused', 'ENOTFOUND', error, UNKNOWN_HOST);
  if (UNTRUSTED.test(story)) return sqlError('refused', code, error, CERTIFICATE);
  if (TLS_TOO_OLD.test(story)) return sqlError('refused', code, error, OLD_TLS);
  const network = networkError(rootOf(error));
  if (network) return network;
  if (code === 'ESOCKET') return sqlError(/ECONNREFUSED|EHOSTUNREACH/.test(story) ? 'refused' : 'broken', code, error);
  return sqlError(CODES[code] ?? (number === null ? 'broken' : 'query'), number === null ? code : String(number), error);
}

function numberOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('number' in error && typeof error.number === 'number') return error.number;
  return 'cause' in error ? numberOf(error.cause) : null;
}

/** What it and everything that caused it say. */
function storyOf(error: unknown): string {
  if (error instanceof AggregateError) return [error.message, ...error.errors.map(storyOf)].join(' ');
  if (!(error instanceof Error)) return '';
  return `${codeOf(error)} ${error.message} ${storyOf(error.cause)}`;
}

function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error;
}
