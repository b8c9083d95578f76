import type { FhirSource } from '../connector.js';
import { instantOf } from '../http/list-place.js';
import type { ListAnswer } from '../http/list-plan.js';
import { type HttpClient, type TextAnswer } from '../http/http-client.js';
import { jsonMessage } from '../json-message.js';
import type { Message } from '../mapping.js';
import type { PulledRecord } from '../pull-transport.js';
import type { PullMode, PullOptions } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { outcomeText, readSearch, type Resource } from './bundle.js';
import { INCLUDED, joinIncluded } from './included.js';

export const FHIR_JSON = 'application/fhir+json, application/json;q=0.9';
/** The element that orders every FHIR list in time, and the search parameter over it. */
export const CHANGED = 'meta.lastUpdated';
const CHANGED_PARAMETER = '_lastUpdated';
const MOST_PER_REQUEST = 50;

type QueryPair = readonly [string, string];

/** The searches that a mode takes, without what is asked of every page. */
export function searches({ resource, lookbackSeconds }: FhirSource, mode: PullMode): readonly (readonly QueryPair[])[] {
  switch (mode.kind) {
    case 'incremental':
      return [mode.cursor ? [[CHANGED_PARAMETER, `ge${instantText(mode.cursor.value, -lookbackSeconds * 1000)}`]] : []];
    case 'full':
      return [[]];
    case 'window':
      return [
        [
          [CHANGED_PARAMETER, `ge${instantText(mode.from)}`],
          [CHANGED_PARAMETER, `lt${instantText(mode.to)}`],
        ],
      ];
    case 'patients':
      return portions(resource === 'Patient' ? '_id' : 'patient', mode.ids);
    case 'keys':
      return portions(
        '_id',
        mode.keys.map(([id]) => id ?? ''),
      );
  }
}

/** What FHIR allows as an id; anything else would be read as two ids, or as another path. */
export const isId = (text: string): boolean => /^[A-Za-z0-9-](?:[A-Za-z0-9.-]{0,63})$/.test(text);

function portions(parameter: string, ids: readonly string[]): QueryPair[][] {
  const clean = ids.filter(isId);
  const found: QueryPair[][] = [];
  for (let from = 0; from < clean.length; from += MOST_PER_REQUEST)
    found.push([[parameter, clean.slice(from, from + MOST_PER_REQUEST).join(',')]]);
  return found;
}

function instantText(text: string, shiftMs = 0): string {
  const instant = instantOf(text);
  if (instant === null)
    throw new TransportError('query', `游标或时间“${text}”不是有效时间，请在数据源页面重置游标后重新同步。`);
  return new Date(instant + shiftMs).toISOString();
}

export interface Search {
  readonly query: readonly QueryPair[];
  /** Elements that are enough; null asks for whole resources and what they include. */
  readonly elements: readonly string[] | null;
  readonly options: PullOptions;
}

/** One page of a search, in the order of change where the server says that it sorts. */
export async function askSearch(
  client: HttpClient,
  source: FhirSource,
  { query, elements, options }: Search,
  next: string | null,
): Promise<ListAnswer> {
  const asked: readonly QueryPair[] = [
    ...Object.entries(source.search ?? {}),
    ...query,
    ['_sort', CHANGED_PARAMETER],
    ['_count', String(options.pageSize)],
    ...(elements
      ? [['_elements', elements.join(',')] as const]
      : (source.include ?? []).map((include) => ['_include', include] as const)),
  ];
  const url = next === null ? client.at(`/${source.resource}`, asked) : client.link(next);
  const answer: TextAnswer = await client.ask({ url, accept: FHIR_JSON, explain: outcomeText }, options.signal);
  const page = readSearch(answer.text, source.resource);
  return {
    items: page.matches.map((match) =>
      searchItem(source, elements ? match : joinIncluded(match, page.included, includedTypes(source))),
    ),
    next: page.next,
    announced: page.total,
    clock: answer.clock,
    sorted: page.self !== null && URL.parse(page.self, url.href)?.searchParams.get('_sort') === CHANGED_PARAMETER,
  };
}

export function searchItem(
  source: FhirSource,
  value: Resource,
): { record: PulledRecord; key: readonly string[]; time: string | null } {
  const message = fhirMessage(source, value);
  return {
    record: { message, raw: JSON.stringify(value), ...(enteredInError(message) ? { deleted: true } : {}) },
    key: [message.read('id') ?? ''],
    time: message.read(CHANGED),
  };
}

/** FHIR has no empty lists: one that is not there has no entries. */
export function fhirMessage(source: FhirSource, value: Resource): Message {
  return jsonMessage(value, source.parts, 'none');
}

/** How FHIR takes back what was never true. */
function enteredInError(message: Message): boolean {
  return (
    message.read('status') === 'entered-in-error' ||
    message.read('verificationStatus.coding.code') === 'entered-in-error'
  );
}

function includedTypes({ parts = {} }: FhirSource): string[] {
  return Object.values(parts).flatMap((path) =>
    path.startsWith(`${INCLUDED}.`) ? [/^[A-Za-z]+/.exec(path.slice(INCLUDED.length + 1))?.[0] ?? ''] : [],
  );
}
