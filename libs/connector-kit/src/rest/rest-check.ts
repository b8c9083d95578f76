import type { RestJsonSource } from '../connector.js';
import { bad, clockFinding, encryption, type Finding, Findings, good } from '../http/findings.js';
import type { HttpClient } from '../http/http-client.js';
import { instantOf } from '../http/list-place.js';
import type { ListAnswer } from '../http/list-plan.js';
import { missingPaths } from '../http/missing-paths.js';
import type { CheckedStream, CheckItem } from '../sql-view-types.js';
import { listPages } from './rest-page.js';
import { listQueries } from './rest-query.js';

const SAMPLE = 20;

/** Asks every stream for its first few records, as an engineer would on the first day. */
export async function checkRest(
  client: HttpClient,
  url: string,
  streams: readonly CheckedStream[],
): Promise<CheckItem[]> {
  const findings = new Findings();
  await findings.step('传输加密', () => encryption(url));
  let clock: number | null | undefined;
  for (const stream of streams) {
    await findings.step(stream.name, async () => {
      if (stream.source.transport !== 'rest-json') return bad('此数据集不是 REST 接口，请检查接入配置。');
      const newest = listQueries(stream.source, { kind: 'full' }).at(-1) ?? [];
      const options = { pageSize: SAMPLE, signal: AbortSignal.timeout(60_000) };
      const answer = await listPages(client, stream.source, newest, options)(null);
      clock ??= answer.clock;
      return sampleFinding(stream, stream.source, answer);
    });
  }
  if (clock !== undefined) await findings.step('时钟', () => clockFinding(clock ?? null));
  return findings.items;
}

function sampleFinding(
  { columns, partColumns }: CheckedStream,
  source: RestJsonSource,
  { items }: ListAnswer,
): Finding {
  const [first] = items;
  if (!first) return good('已连接，签名被接受；目前没有数据，字段未能核对。');
  const wrong = [
    ...source.key.filter((_, at) => items.some(({ key }) => key[at] === '')).map((path) => `主键 ${path}`),
    ...(items.some(({ time }) => instantOf(time) === null) ? [`修改时间 ${source.cursor.column}`] : []),
  ];
  if (wrong.length > 0) return bad(`已连接，但样例数据中缺少或无法识别：${wrong.join('、')}。请与对方核对字段。`);
  const absent = missingPaths(
    items.map(({ record }) => record.message),
    [[source.patientColumn], ...columns],
    partColumns,
  );
  if (absent.length === 0) return good(`已连接，${items.length} 条样例数据字段齐全。`);
  return good(`已连接，读到 ${items.length} 条样例数据；其中都没有 ${absent.join('、')}，若应当有请与对方核对。`);
}
