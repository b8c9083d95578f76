import { Refusal } from '../../../platform/http/refusal.js';

const ANSWER_MS = 5_000;

export type ProviderAnswer = Readonly<Record<string, unknown>>;

/** What an identity service says, whether it did what was asked or not. Throws Refusal 503 when it does not answer. */
export async function answerOf(name: string, address: string): Promise<ProviderAnswer> {
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) })
    .then((reply) => (reply.ok ? (reply.json() as Promise<ProviderAnswer>) : null))
    .catch(() => null);
  if (answer === null || typeof answer !== 'object') {
    throw new Refusal(503, 'PROVIDER_DOWN', `${name}暂时无法连接，请使用账号密码登录，或稍后再试。`);
  }
  return answer;
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value.slice(0, 100) : null);
