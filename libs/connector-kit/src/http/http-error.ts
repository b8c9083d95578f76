import { TransportError, type TransportErrorKind } from '../transport-error.js';

const NETWORK: Readonly<Record<string, TransportErrorKind>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'refused',
  EAI_AGAIN: 'refused',
  ETIMEDOUT: 'timeout',
};

const ADVICE: Readonly<Partial<Record<TransportErrorKind, string>>> = {
  refused: '无法连接来源服务。请核对地址和端口，确认对方服务已启动、防火墙已放行。',
  timeout: '在限定时间内没有连上来源服务。请核对地址和端口，确认防火墙已放行。',
};

const UNSENDABLE = '连接参数（账号、密钥或令牌）中有不能放入请求头的字符，请检查是否多了换行或中文。';
const UNTRUSTED =
  '来源服务的证书不受信任、已过期或与地址不符，已拒绝连接。请对方更换证书，或在连接参数 ca 中填写其根证书。';
const TLS_FAILED = '与来源服务的加密握手失败。请确认对方端口是否启用 TLS 1.2 或以上。';
const BROKEN = '与来源服务的连接中断，或收到无法识别的应答。系统会自动重试；若反复出现，请检查网络和中间设备。';

/** A failure of the line in our words. The runtime's own error stays behind: it may hold bytes of the answer. */
export function httpError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const code = codeOf(error);
  const mark = code === '' ? '' : `（${code}）`;
  const kind = NETWORK[code];
  if (kind) return new TransportError(kind, `${ADVICE[kind]}${mark}`);
  if (code === 'ERR_INVALID_CHAR') return new TransportError('auth', UNSENDABLE);
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code)) return new TransportError('refused', UNTRUSTED + mark);
  if (/^EPROTO$|^ERR_SSL|^ERR_TLS/.test(code)) return new TransportError('refused', TLS_FAILED + mark);
  return new TransportError('broken', BROKEN + mark);
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' && /^\w+$/.test(error.code) ? error.code : '';
}
