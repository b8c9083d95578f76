import type { RestJsonSource } from '../connector.js';
import type { HttpClient } from '../http/http-client.js';
import type { AskPage } from '../http/list-plan.js';
import { TransportError } from '../transport-error.js';
import { readListAnswer } from './rest-answer.js';
import type { QueryPair } from './rest-query.js';

/** The pages of one list, by token, by number or all in one. */
export function listPages(
  client: HttpClient,
  source: RestJsonSource,
  query: readonly QueryPair[],
  { pageSize, signal }: { readonly pageSize: number; readonly signal: AbortSignal },
): AskPage {
  const { limit, cursor, page } = source.query;
  const asked: readonly QueryPair[] = limit === undefined ? query : [...query, [limit, pageSize]];
  let rows = 0;

  const ask = async (place: readonly QueryPair[]): ReturnType<AskPage> => {
    const pairs = [...Object.entries(source.fixed ?? {}), ...asked, ...place];
    const request =
      source.method === 'POST'
        ? { url: client.at(source.path), body: JSON.stringify(Object.fromEntries(pairs)) }
        : {
            url: client.at(
              source.path,
              pairs.map(([name, value]) => [name, String(value)]),
            ),
          };
    return readListAnswer(source, await client.ask({ ...request, accept: 'application/json' }, signal));
  };

  if (page === undefined) {
    return async (next) => {
      const answer = await ask(next === null || cursor === undefined ? [] : [[cursor, next]]);
      if (answer.next === null || cursor !== undefined) return answer;
      throw new TransportError('schema', '来源服务说还有下一页，但接入配置没有指明翻页参数。请补上 query.cursor。');
    };
  }
  // Only the number announced says where such a list ends: a source may give less on a page than it was asked for, and
  // beyond the end some give their last page again.
  return async (next) => {
    const number = Number(next ?? 1);
    const answer = await ask([[page, number]]);
    if (answer.announced === null) {
      throw new TransportError('query', '按页码翻页的接口必须指明总条数字段，请在接入配置中补上 count。');
    }
    rows += answer.items.length;
    return { ...answer, next: answer.items.length > 0 && rows < answer.announced ? String(number + 1) : null };
  };
}
