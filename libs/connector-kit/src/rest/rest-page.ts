import type { RestJsonSource } from '../connector.js';
import type { HttpClient } from '../http/http-client.js';
import type { ListAnswer } from '../http/list-plan.js';
import { TransportError } from '../transport-error.js';
import { readListAnswer } from './rest-answer.js';
import type { QueryPair } from './rest-query.js';

/** One page of a list, understood. */
export async function askPage(
  client: HttpClient,
  source: RestJsonSource,
  { query, next, pageSize }: { query: readonly QueryPair[]; next: string | null; pageSize: number },
  signal: AbortSignal,
): Promise<ListAnswer> {
  const { limit, cursor, page } = source.query;
  const numbered = page !== undefined && limit !== undefined;
  const place: QueryPair[] = [];
  if (limit !== undefined) place.push([limit, String(pageSize)]);
  if (numbered) place.push([page, next ?? '1']);
  else if (cursor !== undefined && next !== null) place.push([cursor, next]);
  const answer = readListAnswer(
    source,
    await client.ask({ url: client.at(source.path, [...query, ...place]), accept: 'application/json' }, signal),
  );
  if (numbered) return { ...answer, next: answer.items.length < pageSize ? null : String(Number(next ?? '1') + 1) };
  if (answer.next !== null && cursor === undefined)
    throw new TransportError('schema', '来源服务说还有下一页，但接入配置没有指明翻页参数。请补上 query.cursor。');
  return answer;
}
