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

/** A booking system's kind of list: signed, in pages by token, in the order the records were entered or of their times. */
export function restSource(order: 'entered' | 'sorted', signature: 'hmac-sm3' | 'hmac-sha256'): SourceUnderTest {
  let server: TestServer;
  let rows: SampleRecord[] = [];
  const believed = headerVerifier('cadre', SECRET);
  const stream = order === 'sorted' ? { ...SAMPLE_LIST, source: { ...SOURCE, sorted: true as const } } : SAMPLE_LIST;
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
        else json(response, { code: '0', message: '', data: page(order === 'sorted' ? inOrder(rows) : rows, asked) });
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

function page(rows: readonly SampleRecord[], { query }: Asked): unknown {
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
