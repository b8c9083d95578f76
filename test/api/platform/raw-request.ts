import { request } from 'node:http';
import { expect } from 'vitest';

export interface Sent {
  readonly status: number;
  readonly text: string;
}

/** Sends exactly these bytes: fetch would refuse or repair them. */
export function send(
  base: string,
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: string | Buffer; token?: string | null } = {},
): Promise<Sent> {
  return new Promise((done, failed) => {
    const sent = request(
      base,
      {
        method,
        path: `/api/v1${path}`,
        headers: { ...(options.token ? { authorization: `Bearer ${options.token}` } : {}), ...options.headers },
      },
      (answer) => {
        let text = '';
        answer
          .setEncoding('utf8')
          .on('data', (part: string) => void (text += part))
          .on('end', () => done({ status: answer.statusCode ?? 0, text }));
      },
    );
    sent.on('error', failed).end(options.body);
  });
}

const INSIDE =
  /select |insert |update |from |pg_|postgres|typeorm|node_modules|\.ts\b|\.js\b|at \w+ \(|\/(?:home|root|usr)\/|QueryFailed|SyntaxError|Unexpected token/i;

/** A refusal as the house gives it: a Chinese sentence, a code, a number to quote, and nothing of the inside. */
export function expectRefusal({ status, text }: Sent, statuses: readonly number[], what: string): void {
  expect(statuses, `${what}: ${status} ${text.slice(0, 200)}`).toContain(status);
  const body = JSON.parse(text) as Record<string, unknown>;
  expect(body, what).toMatchObject({
    status,
    code: expect.stringMatching(/^[A-Z_]+$/),
    detail: expect.stringMatching(/[\u4e00-\u9fff]/),
    errorNo: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(text, what).not.toMatch(INSIDE);
}
