import type { HttpAnswer } from '../../http/exchange.js';
import { statusError } from '../../http/status-error.js';
import { TransportError } from '../../transport-error.js';
import { required } from './options.js';
import { asHttp, type Moment, type Options, type Send, type Signature } from './signature.js';

/** A token is given back so long before its end. */
const EARLY_MS = 30_000;

/**
 * A bearer token: a fixed one (option `token`), or one that is fetched with client credentials from `tokenPath` of the
 * same host (options `appId`, `secret`), kept until shortly before its end and fetched once more after a 401.
 */
export function bearer(options: Options, moment: Moment): Signature {
  const fixed = options['token'];
  const path = fixed ? '' : required(options, 'tokenPath');
  let kept: { token: string; until: number } | null = null;

  async function token(base: URL, send: Send): Promise<string> {
    if (fixed) return fixed;
    if (kept && moment.now() < kept.until) return kept.token;
    const url = new URL(path, base.origin);
    if (url.origin !== base.origin)
      throw new TransportError('auth', '连接参数 tokenPath 应为本服务上的路径，以 / 开头。');
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: required(options, 'appId'),
      client_secret: required(options, 'secret'),
    });
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const asked = moment.now();
    const { token: fresh, seconds } = tokenOf(await send({ method: 'POST', url, headers, body: form.toString() }));
    kept = { token: fresh, until: asked + seconds * 1000 - EARLY_MS };
    return fresh;
  }

  return {
    sign: async (request, send) => asHttp(request, { authorization: `Bearer ${await token(request.url, send)}` }),
    renew() {
      kept = null;
      return !fixed;
    },
  };
}

function tokenOf({ status, bytes }: HttpAnswer): { token: string; seconds: number } {
  const refused = new TransportError('auth', `获取访问令牌失败（HTTP ${status}）。请核对 appId、secret 和 tokenPath。`);
  if (status >= 500) throw statusError(status, null);
  if (status !== 200) throw refused;
  let answer: { access_token?: unknown; expires_in?: unknown } | null;
  try {
    answer = JSON.parse(bytes.toString('utf8')) as typeof answer;
  } catch {
    throw refused;
  }
  const token = answer?.access_token;
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,4096}$/.test(token)) throw refused;
  return { token, seconds: Number(answer?.expires_in) || 300 };
}
