import type { FhirSource } from '../connector.js';
import { bad, clockFinding, encryption, type Finding, Findings, good } from '../http/findings.js';
import type { HttpClient } from '../http/http-client.js';
import { missingPaths } from '../http/missing-paths.js';
import { parseJson } from '../http/parse-json.js';
import { jsonMessage } from '../json-message.js';
import type { OfferedView } from '../offered-view.js';
import type { CheckedStream, CheckItem } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { listAt, outcomeText } from './bundle.js';
import { askSearch, CHANGED, FHIR_JSON } from './fhir-search.js';

const SAMPLE = 20;
const PATIENCE_MS = 60_000;

/** What a server says it can do. */
interface Capability {
  readonly version: string;
  readonly software: string;
  readonly clock: number | null;
  /** Resource type to the includes it names; null when it names none. */
  readonly searchable: ReadonlyMap<string, readonly string[] | null>;
}

/** Asks what the server can do, then every stream for its first few resources. */
export async function checkFhir(
  client: HttpClient,
  url: string,
  streams: readonly CheckedStream[],
): Promise<CheckItem[]> {
  const findings = new Findings();
  await findings.step('传输加密', () => encryption(url));
  let capability: Capability | null = null;
  const connected = await findings.step('连接与能力声明', async () => {
    capability = await readCapability(client);
    const { version, software, searchable } = capability;
    if (!version.startsWith('4.')) return bad(`对方的 FHIR 版本是 ${version || '未说明'}，目前支持 R4（4.0）。`);
    return good(`已连接${software ? `（${software}）` : ''}，FHIR ${version}，可检索 ${searchable.size} 种资源。`);
  });
  if (!connected || capability === null) return findings.items;
  const known: Capability = capability;
  await findings.step('时钟', () => clockFinding(known.clock));
  for (const stream of streams) {
    await findings.step(stream.name, async () => {
      if (stream.source.transport !== 'fhir-r4') return bad('此数据集不是 FHIR 资源，请检查接入配置。');
      const refused = notOffered(stream.source, known);
      return refused ? bad(refused) : sampleFinding(client, stream, stream.source);
    });
  }
  return findings.items;
}

/** The resource types that can be searched. */
export async function discoverFhir(client: HttpClient): Promise<readonly OfferedView[]> {
  const { searchable } = await readCapability(client);
  const field = (name: string, type: string, comment: string): OfferedView['fields'][number] => ({
    name,
    type,
    comment,
  });
  return [...searchable.keys()].map((name) => ({
    name,
    fields: [field('id', 'id', '资源编号'), field(CHANGED, 'instant', '最后修改时间')],
    key: ['id'],
    cursorCandidates: [CHANGED],
  }));
}

async function readCapability(client: HttpClient): Promise<Capability> {
  const answer = await client.ask(
    { url: client.at('/metadata'), accept: FHIR_JSON, explain: outcomeText },
    AbortSignal.timeout(PATIENCE_MS),
  );
  const statement = parseJson(answer.text);
  const told = jsonMessage(statement);
  if (told.read('resourceType') !== 'CapabilityStatement') {
    throw new TransportError(
      'schema',
      '对方的 /metadata 没有给出能力声明（CapabilityStatement），可能不是 FHIR 服务。请核对地址。',
    );
  }
  const searchable = new Map<string, readonly string[] | null>();
  for (const resource of listAt(statement, 'rest[mode=server].resource')) {
    const of = jsonMessage(resource);
    const type = of.read('type');
    if (type === null || of.read('interaction[code=search-type].code') === null) continue;
    const includes = listAt(resource, 'searchInclude').filter((include) => typeof include === 'string');
    searchable.set(type, includes.length > 0 ? includes : null);
  }
  return {
    version: told.read('fhirVersion') ?? '',
    software: told.read('software.name') ?? '',
    clock: answer.clock,
    searchable,
  };
}

function notOffered({ resource, include = [] }: FhirSource, { searchable }: Capability): string | null {
  const includes = searchable.get(resource);
  if (includes === undefined) return `对方没有声明可以检索 ${resource}。请对方开放，或修改接入配置。`;
  const missing = includes === null || includes.includes('*') ? [] : include.filter((name) => !includes.includes(name));
  return missing.length > 0 ? `对方没有声明支持 _include=${missing.join('、')}。请对方开放，或修改接入配置。` : null;
}

async function sampleFinding(
  client: HttpClient,
  { columns, partColumns }: CheckedStream,
  source: FhirSource,
): Promise<Finding> {
  const options = { pageSize: SAMPLE, signal: AbortSignal.timeout(PATIENCE_MS) };
  const { items, sorted } = await askSearch(client, source, { query: [], elements: null, options }, null);
  if (items.length === 0) return good('可以检索；目前没有数据，字段未能核对。');
  if (items.some(({ time }) => time === null))
    return bad(`样例数据中没有 ${CHANGED}，无法只取有变化的数据。请对方补上。`);
  const order = sorted ? '' : '对方没有按修改时间排序，首次读取中断后须从头开始。';
  const absent = missingPaths(
    items.map(({ record }) => record.message),
    columns,
    partColumns,
  );
  if (absent.length === 0) return good(`读到 ${items.length} 条样例数据，字段齐全。${order}`);
  return good(`读到 ${items.length} 条样例数据；其中都没有 ${absent.join('、')}，若应当有请与对方核对。${order}`);
}
