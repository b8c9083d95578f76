import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Somebody whose telephone could scan the code. */
export interface IdentityPerson {
  readonly id: string;
  readonly name: string;
  readonly mobile?: string;
  /** As 企业微信 counts: 1 active, 2 disabled, 4 not activated, 5 has left. */
  readonly status?: number;
}

export interface IdentityAnswer {
  readonly status?: number;
  readonly html?: string;
  readonly json?: object;
  readonly location?: string;
}

export interface IdentityService {
  readonly port: number;
  /** What a scan by this person hands out: good once, for five minutes. */
  codeFor(id: string): string;
  close(): Promise<void>;
}

const CODE_MS = 5 * 60_000;

/** Codes and tokens of one provider. */
export class Issued {
  private readonly codes = new Map<string, { readonly id: string; readonly until: number }>();
  private readonly tokens = new Set<string>();

  code(id: string): string {
    const code = randomBytes(16).toString('base64url');
    this.codes.set(code, { id, until: Date.now() + CODE_MS });
    return code;
  }

  /** Whose code it is; a second time it is nobody's. */
  redeem(code: string): string | null {
    const found = this.codes.get(code);
    this.codes.delete(code);
    return found && found.until > Date.now() ? found.id : null;
  }

  token(): string {
    const token = randomBytes(24).toString('base64url');
    this.tokens.add(token);
    return token;
  }

  knows(token: string): boolean {
    return this.tokens.has(token);
  }
}

/** The page that stands for the QR code: one button a person who could scan it. */
export function scanPage(title: string, people: readonly IdentityPerson[], asked: URLSearchParams): string {
  const back = new URLSearchParams({ redirect_uri: asked.get('redirect_uri') ?? '', state: asked.get('state') ?? '' });
  const links = people.map(({ id, name }) => `<p><a href="/scan?${back.toString().replaceAll('&', '&amp;')}&amp;as=${encodeURIComponent(id)}">用 ${name} 的手机扫码</a></p>`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><h1>${title}（模拟）</h1>${links.join('')}</html>`;
}

/** Back to whoever asked, with a code. */
export function sentBack(issued: Issued, asked: URLSearchParams): IdentityAnswer {
  const to = new URL(asked.get('redirect_uri') ?? 'http://127.0.0.1/');
  to.searchParams.set('code', issued.code(asked.get('as') ?? ''));
  to.searchParams.set('state', asked.get('state') ?? '');
  return { location: to.href };
}

/** Serves on loopback; port 0 takes a free one. */
export async function openIdentityService(port: number, issued: Issued, answer: (path: string, asked: URLSearchParams) => IdentityAnswer): Promise<IdentityService> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { status = 200, html, json, location } = answer(pathname, searchParams);
    if (location) response.writeHead(302, { location }).end();
    else response.writeHead(status, { 'content-type': html ? 'text/html; charset=utf-8' : 'application/json' }).end(html ?? JSON.stringify(json ?? {}));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    codeFor: (id) => issued.code(id),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
