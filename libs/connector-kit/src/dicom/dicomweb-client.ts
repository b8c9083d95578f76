import type { Connection } from '../pull-transport.js';
import { TransportError } from '../transport-error.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

export interface Question {
  /** Path and query behind the connection's url, e.g. `/studies?limit=1`. */
  readonly path: string;
  readonly accept: string;
  /** A longer answer is broken off. */
  readonly maxBytes: number;
  /** For the whole answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The answer did not end within its bounds: the question was too wide, or the picture too large. */
export class AnswerTooLarge extends TransportError {
  constructor() {
    super('query', 'PACS 的应答过大，已中止接收。');
  }
}

/**
 * One GET of a DICOMweb server, at the connection's host and no other: redirects are not followed.
 * Options `username` and `password`, or `token`.
 * @throws TransportError when it is not reached, refuses the login, fails, is too slow or too large; other answers are the caller's
 */
export async function askDicomWeb({ url, options }: Connection, question: Question): Promise<Answer> {
  const base = URL.canParse(url) ? new URL(url) : null;
  if (!base || !/^https?:$/.test(base.protocol)) {
    throw new TransportError('query', 'PACS 的 DICOMweb 地址无效，应以 http:// 或 https:// 开头。');
  }
  const headers: Record<string, string> = { accept: question.accept };
  if (options['token']) headers['authorization'] = `Bearer ${options['token']}`;
  else if (options['username']) headers['authorization'] = `Basic ${Buffer.from(`${options['username']}:${options['password'] ?? ''}`).toString('base64')}`;
  const limit = AbortSignal.timeout(question.timeoutMs);
  try {
    const answer = await fetch(`${base.origin}${base.pathname.replace(/\/+$/, '')}${question.path}`, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.any([question.signal, limit]),
    });
    refuse(answer.status);
    return { status: answer.status, headers: answer.headers, bytes: await bodyOf(answer, question.maxBytes) };
  } catch (error) {
    question.signal.throwIfAborted();
    if (error instanceof TransportError) throw error;
    if (limit.aborted) throw new TransportError('timeout', 'PACS 在限定时间内没有应答。请确认对方是否繁忙，或放宽超时设置。', error);
    throw unreachable(error);
  }
}

function refuse(status: number): void {
  if (status === 401 || status === 403) throw new TransportError('auth', 'PACS 拒绝访问。请核对账号和密码，并确认对方已授权。');
  if (status >= 300 && status < 400) throw new TransportError('broken', 'PACS 要求跳转到其他地址，系统不会跟随。请填写最终地址。');
  if (status === 429 || status === 503) throw new TransportError('refused', `PACS 暂时不提供服务（HTTP ${status}），系统稍后自动重试。`);
}

/** Reads no further than allowed, however much is sent. */
async function bodyOf(answer: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw new AnswerTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unreachable(error: unknown): TransportError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)) {
    return new TransportError('refused', '无法连接 PACS。请核对地址和端口，确认对方服务已启动、防火墙已放行。', error);
  }
  return new TransportError('broken', '与 PACS 的连接中断，或收到无法识别的应答。系统会自动重试；若反复出现，请检查网络。', error);
}
