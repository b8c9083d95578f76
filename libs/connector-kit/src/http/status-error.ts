import { TransportError, type TransportErrorKind } from '../transport-error.js';

const ADVICE: Readonly<Record<number, readonly [TransportErrorKind, string]>> = {
  401: ['auth', '来源服务不接受我们的身份。请核对签名方式、账号和密钥，并确认双方时钟一致'],
  403: ['auth', '来源服务拒绝访问此接口。请对方为我们的账号授权，并确认已登记本机地址'],
  404: ['schema', '来源服务没有这个接口。请核对地址和路径'],
  408: ['timeout', '来源服务处理超时。请确认对方是否繁忙'],
  410: ['schema', '来源服务已停用这个接口。请与对方核对'],
  429: ['refused', '来源服务限制了访问频率。稍后会自动重试；若反复出现，请与对方商定频率'],
  503: ['refused', '来源服务暂停服务。稍后会自动重试；若长时间如此，请联系对方'],
  504: ['timeout', '来源服务的网关等待超时。请确认对方是否繁忙'],
};

/** An answer that is no success, in our words. `detail` is the other side's, already fit to be shown. */
export function statusError(status: number, detail: string | null): TransportError {
  const [kind, advice] = ADVICE[status] ?? general(status);
  return new TransportError(kind, `${advice}（HTTP ${status}${detail ? `：${detail}` : ''}）。`);
}

function general(status: number): readonly [TransportErrorKind, string] {
  if (status >= 500) return ['broken', '来源服务内部出错。系统会自动重试；若反复出现，请联系对方'];
  if (status >= 400) return ['query', '来源服务不接受我们的请求。请与对方核对接口参数'];
  return ['query', '来源服务要求转到别处，未跟随。请把数据源地址改为对方的最终地址'];
}
