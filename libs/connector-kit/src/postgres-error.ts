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

/** SQLSTATE, or the beginning of it; the first that fits wins. */
const STATES: readonly (readonly [string, TransportErrorKind])[] = [
  ['28', 'auth'],
  ['3D000', 'auth'],
  ['42P01', 'schema'],
  ['42703', 'schema'],
  ['42501', 'schema'],
  ['3F000', 'schema'],
  ['57014', 'timeout'],
  ['25P03', 'timeout'],
  ['53', 'refused'],
  ['57P', 'broken'],
  ['08', 'broken'],
  ['XX', 'broken'],
];

const ADVICE: Readonly<Record<TransportErrorKind, string>> = {
  refused: '无法连接来源数据库。请核对地址和端口，确认对方服务已启动、防火墙已放行、连接数未满。',
  auth: '来源数据库拒绝登录。请核对用户名、密码和数据库名，并确认对方已授权本机地址。',
  timeout: '来源数据库在限定时间内没有应答。请确认对方是否繁忙、视图有无索引，或放宽超时设置。',
  broken: '与来源数据库的连接中断，或收到无法识别的应答。系统会自动重试；若反复出现，请检查网络和中间设备。',
  schema: '来源视图或列不存在，或没有读取权限。请与对方核对视图名、列名和授权。',
  query: '来源数据库拒绝了查询。请把此信息交给接口工程师核对视图定义。',
};

/** The driver's failure in our words. */
export function postgresError(error: unknown, stage: 'connect' | 'query'): TransportError {
  if (error instanceof TransportError) return error;
  const kind = kindOf(error, stage);
  const state = codeOf(error);
  return new TransportError(kind, state ? `${ADVICE[kind]}（${state}）` : ADVICE[kind], error);
}

function kindOf(error: unknown, stage: 'connect' | 'query'): TransportErrorKind {
  const code = codeOf(error);
  if (NETWORK[code]) return NETWORK[code];
  if (/timeout/i.test(error instanceof Error ? error.message : '') && code === '') return 'timeout';
  const found = STATES.find(([start]) => code.startsWith(start));
  if (found) return found[1];
  // A proper SQLSTATE is the server speaking; anything else is a line we cannot understand.
  return stage === 'query' && /^[0-9A-Z]{5}$/.test(code) ? 'query' : 'broken';
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
