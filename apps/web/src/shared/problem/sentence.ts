import { ApiProblem } from '@cadre/api-client/client';

/** What happened and the number to quote, in one Chinese sentence. Faults of our own code are thrown on. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) throw error;
  return error.errorNo ? `${error.message}（错误编号 ${error.errorNo}）` : error.message;
}
