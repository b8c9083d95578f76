import type { FhirSource, PullSource, StreamSource, StreamSpec } from '../connector.js';
import { type HttpClient, openHttpClient } from '../http/http-client.js';
import { pullLists } from '../http/list-pull.js';
import { wantsOf } from '../http/list-wants.js';
import { keysByPull, oneRead } from '../http/one-read.js';
import { parseJson } from '../http/parse-json.js';
import type { Message } from '../mapping.js';
import type { Connection, PulledPage, PullTransport, TransportLimits } from '../pull-transport.js';
import type { PullMode, PullOptions } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { isResource } from './bundle.js';
import { checkFhir, discoverFhir } from './fhir-check.js';
import { goneAmong, withGone } from './fhir-gone.js';
import { askSearch, fhirMessage, isId, searches } from './fhir-search.js';

/** The resources of a FHIR R4 server, by search. How requests are signed is the connection's option `signature`. */
export function openFhirTransport(connection: Connection, limits: TransportLimits): PullTransport {
  const client = openHttpClient(connection, limits);
  const bounded = (options: PullOptions): PullOptions => ({
    ...options,
    pageSize: Math.min(options.pageSize, limits.maxRowsPerPage),
  });
  const pull = oneRead((source, mode, options) =>
    fhirPages(client, fhirSource(source), mode, { options: bounded(options), elements: null }),
  );
  return {
    check: (streams = []) => checkFhir(client, connection.url, streams),
    discover: () => discoverFhir(client),
    pull,
    keys(stream, range, options) {
      const elements = keyElements(stream);
      return keysByPull(
        oneRead((source, mode) => fhirPages(client, fhirSource(source), mode, { options: bounded(options), elements })),
      )(stream, range, options);
    },
    close: async () => client.close(),
  };
}

/** The message that a kept resource was. */
export function readResourceAgain(source: StreamSource, raw: string): readonly Message[] {
  const value = parseJson(raw);
  return source.transport === 'fhir-r4' && isResource(value) ? [fhirMessage(source, value)] : [];
}

interface Reading {
  readonly options: PullOptions;
  readonly elements: readonly string[] | null;
}

function fhirPages(
  client: HttpClient,
  source: FhirSource,
  mode: PullMode,
  { options, elements }: Reading,
): AsyncIterable<PulledPage> {
  const wants = wantsOf(mode, {
    precision: 'instant',
    patientColumn: source.patientColumn,
    told: { patients: true, keys: true },
  });
  const pages = pullLists({
    mode,
    wants,
    pageSize: options.pageSize,
    safetyLagSeconds: options.safetyLagSeconds ?? 30,
    lists: searches(source, mode).map(
      (query) => (next) => askSearch(client, source, { query, elements, options }, next),
    ),
  });
  if (mode.kind !== 'keys' || elements) return pages;
  return withGone(
    pages,
    mode.keys.flatMap(([id = '']) => (isId(id) ? [id] : [])),
    (missing) => goneAmong(client, source, missing, options.signal),
  );
}

/** The elements that key, version and patient are read from; a server that knows no `_elements` sends more. */
function keyElements({ mapping: { key, version, patient, fields } }: StreamSpec): readonly string[] {
  const paths = [...key, version, ...(patient === undefined ? [] : [patient])].flatMap((name) => {
    const rule = fields[name];
    return rule && rule.as !== 'constant' ? [rule.from].flat() : [];
  });
  return [...new Set(['id', 'meta', 'status', ...paths.map((path) => /^[^.[]+/.exec(path)?.[0] ?? '')])].filter(
    (name) => /^[A-Za-z]+$/.test(name),
  );
}

function fhirSource(source: PullSource): FhirSource {
  if (source.transport === 'fhir-r4') return source;
  throw new TransportError('query', '此数据源是 FHIR 服务，不能按其他方式读取。');
}
