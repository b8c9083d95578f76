import type { RestJsonSource, StreamSpec } from '@cadre/connector-kit/connector';
import { sampleMapping } from './conformance.js';
import type { SampleRecord, SourceUnderTest } from './conformance-source.js';
import { json, serve, type Asked, type TestServer } from './rest-server.js';
import { headerVerifier } from './rest-verifier.js';

const SECRET = 'only-for-this-test';

const SOURCE: RestJsonSource = {
  transport: 'rest-json',
  path: '/records',
  items: 'data.items',
  ok: { path: 'code', equals: '0', message: 'message' },
  query: { since: 'since', until: 'until', limit: 'limit', cursor: 'cursor', patients: 'patients', keys: 'keys' },
  next: 'data.next',
  count: 'data.total',
  key: ['no'],
  cursor: { column: 'at', precision: 'instant' },
  patientColumn: 'person.id',
  lookbackSeconds: 600,
};

export const SAMPLE_LIST: StreamSpec = {
  id: 'samples',
  name: '样例',
  target: 'lab-report',
  rank: 1,
  source: SOURCE,
  mapping: sampleMapping({ no: 'no', patientId: 'person.id', text: 'text', at: 'at' }),
};

/** How a list is told: in the order of entry, in the order of change, or by page number to a POST, as many vendors do. */
type Manner = 'entered' | 'sorted' | 'numbered';

/** What each manner says of itself. */
const MANNERS: Readonly<Record<Manner, Partial<RestJsonSource>>> = {
  entered: {},
  sorted: { sorted: true },
  numbered: {
    method: 'POST',
    times: 'local',
    fixed: { orgCode: 'H01' },
    query: { since: 'since', until: 'until', limit: 'limit', page: 'pageNum', patients: 'patients', keys: 'keys' },
  },
};

/** A booking system's kind of list, signed. */
export function restSource(manner: Manner, signature: 'hmac-sm3' | 'hmac-sha256'): SourceUnderTest {
  let server: TestServer;
  let rows: SampleRecord[] = [];
  const believed = headerVerifier('cadre', SECRET);
  const stream: StreamSpec = { ...SAMPLE_LIST, source: { ...SOURCE, ...MANNERS[manner] } };
  return {
    kind: 'rest-json',
    stream,
    daily: { ...SAMPLE_LIST, source: { ...SOURCE, cursor: { column: 'day', precision: 'day' }, lookbackSeconds: 0 } },
    connection: (through) => ({
      url: `http://127.0.0.1:${(through ?? server).port}/api`,
      options: { signature, appId: 'cadre', secret: SECRET },
    }),
    address: () => server,
    async start() {
      server = await serve((asked, response) => {
        const doubt = believed(asked);
        if (doubt) json(response, { code: doubt }, 401);
        else if (asked.path !== '/api/records') json(response, {}, 404);
        else
          json(response, {
            code: '0',
            message: '',
            data: page(manner === 'sorted' ? inOrder(rows) : rows, questionOf(asked)),
          });
      });
    },
    stop: () => server.close(),
    clear: async () => {
      rows = [];
    },
    seed: async (records) => void rows.push(...records),
    seedBad: async (no, at) => void rows.push({ no, patientId: '', text: '', at }),
    update: async (record) => {
      rows = rows.map((row) => (row.no === record.no ? record : row));
    },
    delete: async (no) => {
      rows = rows.filter((row) => row.no !== no);
    },
    restart: () => server.restart(),
  };
}

function inOrder(rows: readonly SampleRecord[]): SampleRecord[] {
  return rows.toSorted((a, b) => `${a.at ?? ''}|${a.no}`.localeCompare(`${b.at ?? ''}|${b.no}`, 'en'));
}

function questionOf({ method, query, body }: Asked): URLSearchParams {
  if (method !== 'POST') return query;
  const told = JSON.parse(body) as Record<string, string | number>;
  if (told['orgCode'] !== 'H01') throw new Error('no organization');
  const pairs = Object.entries(told).map(([name, value]) => [name, String(value)]);
  if (told['pageNum']) pairs.push(['cursor', String((Number(told['pageNum']) - 1) * Number(told['limit']))]);
  return new URLSearchParams(pairs);
}

function page(rows: readonly SampleRecord[], query: URLSearchParams): unknown {
  const since = query.get('since');
  const until = query.get('until');
  const among = (name: string, value: string): boolean => query.get(name)?.split(',').includes(value) ?? true;
  const found = rows.filter(
    ({ no, patientId, at }) =>
      among('keys', no) &&
      among('patients', patientId) &&
      (since === null || (at !== null && time(at, since) >= time(since, since))) &&
      (until === null || (at !== null && time(at, until) < time(until, until))),
  );
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Number(query.get('limit'));
  return {
    total: found.length,
    next: to < found.length ? String(to) : null,
    items: found.slice(from, to).map(({ no, patientId, text, at }) => ({
      no,
      text,
      at: at && `${at.replace(' ', 'T')}+08:00`,
      day: at && at.slice(0, 10),
      person: patientId === '' ? null : { id: patientId },
    })),
  };
}

/** A bound of ten characters is a day, else an instant. */
function time(text: string, bound: string): number {
  if (bound.length === 10) return Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return Date.parse(text.includes('T') ? text : `${text.replace(' ', 'T')}+08:00`);
}
