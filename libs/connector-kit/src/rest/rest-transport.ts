import type { PullSource, RestJsonSource, StreamSource } from '../connector.js';
import { type HttpClient, openHttpClient } from '../http/http-client.js';
import { pullLists } from '../http/list-pull.js';
import { wantsOf } from '../http/list-wants.js';
import { keysByPull, oneRead } from '../http/one-read.js';
import { parseJson } from '../http/parse-json.js';
import { jsonMessage } from '../json-message.js';
import type { Message } from '../mapping.js';
import type { Connection, PulledPage, PullTransport, TransportLimits } from '../pull-transport.js';
import type { PullMode, PullOptions } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';
import { checkRest } from './rest-check.js';
import { listPages } from './rest-page.js';
import { listQueries } from './rest-query.js';

/** Lists over HTTP as JSON. How requests are signed is the connection's option `signature`. */
export function openRestTransport(connection: Connection, limits: TransportLimits): PullTransport {
  const client = openHttpClient(connection, limits);
  const pull = oneRead((source, mode, options) =>
    restPages(client, restSource(source), mode, {
      ...options,
      pageSize: Math.min(options.pageSize, limits.maxRowsPerPage),
    }),
  );
  return {
    check: (streams = []) => checkRest(client, connection.url, streams),
    // Such a service has no table of contents: what there is stands in its documentation.
    discover: async () => [],
    pull,
    keys: keysByPull(pull),
    close: async () => client.close(),
  };
}

/** The message that a kept item was. */
export function readItemAgain(source: StreamSource, raw: string): readonly Message[] {
  return [jsonMessage(parseJson(raw), source.transport === 'rest-json' ? source.parts : undefined)];
}

function restPages(
  client: HttpClient,
  source: RestJsonSource,
  mode: PullMode,
  options: PullOptions,
): AsyncIterable<PulledPage> {
  const wants = wantsOf(mode, {
    precision: source.cursor.precision,
    patientColumn: source.patientColumn,
    told: {
      patients: source.query.patients !== undefined,
      keys: source.query.keys !== undefined && source.key.length === 1,
    },
  });
  return pullLists({
    mode,
    wants,
    pageSize: options.pageSize,
    safetyLagSeconds: options.safetyLagSeconds ?? 30,
    lists: listQueries(source, mode).map((query) => listPages(client, source, query, options)),
  });
}

function restSource(source: PullSource): RestJsonSource {
  if (source.transport === 'rest-json') return source;
  throw new TransportError('query', '此数据源是 REST 接口，不能按其他方式读取。');
}
