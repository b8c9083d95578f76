import { TransportError, type TransportErrorKind } from './transport-error.js';

const NETWORK: Readonly<Record<string, TransportErrorKind>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'refused',
  EAI_AGAIN: 'refused',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'broken',
  EPIPE: 'broken',
};

const ADVICE: Readonly<Record<TransportErrorKind, string>> = {
  refused: '无法连接来源数据库。请核对地址和端口，确认对方服务已启动、防火墙已放行、连接数未满。',
  auth: '来源数据库拒绝登录。请核对用户名、密码和数据库名，并确认对方已授权本机地址。',
  timeout: '来源数据库在限定时间内没有应答。请确认对方是否繁忙、视图有无索引，或放宽超时设置。',
  broken: '与来源数据库的连接中断，或收到无法识别的应答。系统会自动重试；若反复出现，请检查网络和中间设备。',
  schema: '来源视图或列不存在，或没有读取权限。请与对方核对视图名、列名和授权。',
  query: '来源数据库拒绝了查询。请把此信息交给接口工程师核对视图定义。',
};

const UNKNOWN_HOST = '找不到来源数据库的主机名。请核对地址，或改用 IP 地址，并确认本机的 DNS 设置。';

/** A driver's failure in our words; `code` is what an engineer may look up. */
export function sqlError(kind: TransportErrorKind, code: string, cause: unknown, advice = ADVICE[kind]): TransportError {
  return new TransportError(kind, code ? `${advice}（${code}）` : advice, cause);
}

/** We asked for an encrypted line, and the source has none. */
export const NO_ENCRYPTION = '来源数据库不支持加密连接。请对方启用 TLS，或在院内可信网段把连接设置 encrypt 设为 false。';
const TOO_LONG = '来源数据库的一次应答过长，已中止读取。请核对视图是否只返回需要的列，明细视图是否按主键关联，或调小每页行数。';

/** A failure of the network below the driver; undefined when it is something else. */
export function networkError(error: unknown): TransportError | undefined {
  const code = codeOf(error);
  if (code === 'ANSWER_TOO_LONG') return sqlError('query', code, error, TOO_LONG);
  const kind = NETWORK[code];
  if (!kind) return undefined;
  return sqlError(kind, code, error, code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? UNKNOWN_HOST : ADVICE[kind]);
}

/** The `code` of an error or of what caused it; '' when there is none. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** Waits for a driver and turns its failure into ours. */
export async function answered<T>(question: Promise<T>, inOurWords: (error: unknown) => TransportError): Promise<T> {
  try {
    return await question;
  } catch (error) {
    throw inOurWords(error);
  }
}
