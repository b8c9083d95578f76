import type { CheckItem } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';

export type Finding = Pick<CheckItem, 'ok' | 'message'>;
export const good = (message: string): Finding => ({ ok: true, message });
export const bad = (message: string): Finding => ({ ok: false, message });

const TOLERATED_SKEW_MS = 60_000;

/** What a connection check found, one look after the other. */
export class Findings {
  readonly items: CheckItem[] = [];

  /** True when the look was good. A failure of the line is a finding like any other. */
  async step(name: string, look: () => Finding | Promise<Finding>): Promise<boolean> {
    const begun = performance.now();
    const finding = await found(look);
    this.items.push({ name, ...finding, ms: Math.round(performance.now() - begun) });
    return finding.ok;
  }
}

async function found(look: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof TransportError) return bad(error.message);
    throw error;
  }
}

/** Whether what is asked and answered can be read on its way. */
export function encryption(url: string): Finding {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return good('传输已加密（TLS）。');
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return good('本机地址，未加密。');
  return bad('传输没有加密，患者信息和密钥可能被截获。请对方启用 https，或由前置网关加密。');
}

/** @param clock the source's, in ms since 1970 */
export function clockFinding(clock: number | null): Finding {
  if (clock === null)
    return bad('来源没有给出时钟（Date 头），无法判断同步到哪里。请对方补上，或在接入配置中指明时间字段。');
  const skew = clock - Date.now();
  if (Math.abs(skew) <= TOLERATED_SKEW_MS) return good('与本机时钟一致。');
  return bad(
    `与本机时钟相差 ${Math.round(skew / 1000)} 秒。同步按对方时钟进行，不受影响；但签名可能因此失效，请双方校时。`,
  );
}
