import { codeOf, networkError, sqlError } from './sql-error.js';
import { TransportError, type TransportErrorKind } from './transport-error.js';

const KINDS: Readonly<Record<string, TransportErrorKind>> = {
  'ORA-01017': 'auth',
  'ORA-28000': 'auth',
  'ORA-28001': 'auth',
  'ORA-01045': 'auth',
  'NJS-518': 'auth',
  'NJS-519': 'auth',
  'ORA-12514': 'auth',
  'ORA-12505': 'auth',
  'ORA-12541': 'refused',
  'ORA-12519': 'refused',
  'ORA-12520': 'refused',
  'ORA-00020': 'refused',
  'ORA-01033': 'refused',
  'ORA-01034': 'refused',
  'NJS-503': 'refused',
  'NJS-505': 'refused',
  'NJS-511': 'refused',
  'NJS-530': 'refused',
  'ORA-00942': 'schema',
  'ORA-00904': 'schema',
  'ORA-01031': 'schema',
  'ORA-04063': 'schema',
  'ORA-01013': 'timeout',
  'NJS-040': 'timeout',
  'NJS-123': 'timeout',
  'NJS-510': 'timeout',
  'ORA-12170': 'timeout',
  'ORA-03113': 'broken',
  'ORA-03114': 'broken',
  'ORA-03135': 'broken',
  'ORA-12537': 'broken',
  'ORA-12547': 'broken',
  'NJS-500': 'broken',
  'NJS-501': 'broken',
  'NJS-509': 'broken',
  'NJS-513': 'broken',
  'NJS-521': 'broken',
};

const OLD_SERVER =
  '来源是 Oracle 12.1 之前的版本，系统自带的连接方式不支持。可任选其一：在本机安装 Oracle Instant Client 19，并在连接设置 clientDirectory 填写其目录；' +
  '请对方在前置机（Oracle 12.1 及以上或其他数据库）上提供同样的视图；改用推送或文件接入。';
const OLD_VERIFIER = '此 Oracle 账号的密码仍是旧格式（10G），无法登录。请对方重设该账号密码，或按 Oracle 12.1 之前的版本处理（Instant Client、前置机、推送或文件）。';
const UNKNOWN_HOST = '找不到来源数据库的主机名。请核对地址，或改用 IP 地址，并确认本机的 DNS 设置。';
const SERVICE = 'Oracle 监听器不认识此服务名。请向对方核对服务名；若对方给的是 SID，请填写到连接设置 sid。';
const CLIENT = 'Oracle Instant Client 无法使用。请核对连接设置 clientDirectory 的目录、版本（19）和位数；更改后需要重新启动服务。';
const SNAPSHOT = '读取时间超过了 Oracle 保留旧数据的时间（ORA-01555）。请缩小每次读取的范围、错开高峰，或请对方加大 undo_retention。';

const ADVICE: Readonly<Record<string, readonly [TransportErrorKind, string]>> = {
  'NJS-138': ['refused', OLD_SERVER],
  'NJS-116': ['auth', OLD_VERIFIER],
  'NJS-530': ['refused', UNKNOWN_HOST],
  'NJS-518': ['auth', SERVICE],
  'NJS-519': ['auth', SERVICE],
  'ORA-12514': ['auth', SERVICE],
  'ORA-12505': ['auth', SERVICE],
  'DPI-1047': ['refused', CLIENT],
  'DPI-1072': ['refused', CLIENT],
  'NJS-118': ['refused', CLIENT],
  'ORA-01555': ['timeout', SNAPSHOT],
};

/** The driver's failure in our words. */
export function oracleError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const code = oracleCode(error);
  const advised = ADVICE[code];
  if (advised) return sqlError(advised[0], code, error, advised[1]);
  const known = KINDS[code];
  if (known) return sqlError(known, code, error);
  return networkError(error) ?? sqlError(code.startsWith('ORA-') ? 'query' : 'broken', code, error);
}

/** `ORA-00942`, `NJS-138`; the driver puts it into `code` or only before its message, and may wrap what the server said. */
function oracleCode(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const server = /\bORA-\d{5}/.exec(message)?.[0];
  const driver = /^(NJS|DPI)-\d+/.exec(codeOf(error))?.[0] ?? /\b(NJS|DPI)-\d+/.exec(message)?.[0];
  return driver && ADVICE[driver] ? driver : (server ?? driver ?? codeOf(error));
}
