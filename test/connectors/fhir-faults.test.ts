import type { FhirSource, StreamSpec } from '@cadre/connector-kit/connector';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { PulledRecord } from '@cadre/connector-kit/pull-transport';
import type { PullMode } from '@cadre/connector-kit/sql-view-types';
import { afterEach, describe, expect, it } from 'vitest';
import { startFhirServer, type FhirServer, type Resource } from './fhir-server.js';
import { json, serve, type TestServer } from './rest-server.js';

const SOURCE: FhirSource = {
  transport: 'fhir-r4',
  resource: 'DiagnosticReport',
  include: ['DiagnosticReport:result'],
  patientColumn: 'subject.reference.$tail',
  lookbackSeconds: 600,
  parts: { results: '$included.Observation' },
};
const FULL: PullMode = { kind: 'full' };
const meta = { lastUpdated: '2026-03-02T00:00:00Z' };
const report = (id: string, more: Record<string, unknown> = {}): Resource => ({
  resourceType: 'DiagnosticReport',
  id,
  status: 'final',
  subject: { reference: 'Patient/p1' },
  meta,
  ...more,
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});
const fhirServer = async (...resources: Resource[]): Promise<FhirServer> => {
  const fhir = await startFhirServer();
  closing.push(() => fhir.server.close());
  resources.forEach((resource) => fhir.put(resource));
  return fhir;
};
const answering = async (handle: Parameters<typeof serve>[0]): Promise<TestServer> => {
  const server = await serve(handle);
  closing.push(() => server.close());
  return server;
};
const transportTo = (url: string): ReturnType<typeof openTransport> => {
  const transport = openTransport(
    'fhir-r4',
    { url, options: {} },
    { statementTimeoutMs: 2_000, connectTimeoutMs: 1_000, maxRowsPerPage: 1_000 },
  );
  closing.push(() => transport.close());
  return transport;
};
const read = async (url: string, mode: PullMode = FULL): Promise<PulledRecord[]> => {
  const records: PulledRecord[] = [];
  for await (const page of transportTo(url).pull(SOURCE, mode, { pageSize: 10, signal: new AbortController().signal }))
    records.push(...page.records);
  return records;
};
const bundle = (more: Record<string, unknown>): Record<string, unknown> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: 1,
  entry: [{ resource: report('r1') }],
  ...more,
});

describe('W11 an answer of a FHIR server counts only when it is a whole search result:', () => {
  it.each([
    [
      'an OperationOutcome inside 200',
      {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'timeout', diagnostics: 'index is rebuilt' }],
      },
      /index is rebuilt/,
    ],
    [
      'an error among the entries',
      bundle({
        entry: [{ resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'fatal', code: 'exception' }] } }],
      }),
      /exception/,
    ],
    ['a Bundle of another kind', bundle({ type: 'history' }), /不是 FHIR 检索结果/],
    ['a resource instead of a Bundle', report('r1'), /不是 FHIR 检索结果/],
    ['an entry without a resource', bundle({ entry: [{ fullUrl: 'x' }] }), /不完整的条目/],
    ['a resource without an id', bundle({ entry: [{ resource: { resourceType: 'DiagnosticReport' } }] }), /没有 id/],
    [
      'a match of another type',
      bundle({ entry: [{ resource: { resourceType: 'Patient', id: 'p' }, search: { mode: 'match' } }] }),
      /却返回了 Patient/,
    ],
    ['fewer entries than the total', bundle({ total: 3 }), /声明有 3 条/],
    [
      'a next link to another host',
      bundle({ link: [{ relation: 'next', url: 'http://elsewhere.example/fhir?page=2' }] }),
      /其他主机/,
    ],
    ['a next link that is no address', bundle({ link: [{ relation: 'next', url: 'http://[' }] }), /其他主机/],
  ])('%s is refused', async (_, answer, words) => {
    const { url } = await answering((__, response) => json(response, answer));
    await expect(read(url)).rejects.toMatchObject({ name: 'TransportError', message: expect.stringMatching(words) });
  });

  it('next links that lead in a circle end', async () => {
    const { url } = await answering((asked, response) =>
      json(
        response,
        bundle({
          total: undefined,
          link: [{ relation: 'next', url: `/list?page=${Number(asked.query.get('page') ?? 1) + 1}` }],
        }),
      ),
    );
    await expect(read(url)).rejects.toThrow('没有尽头');
  });

  it('what the server says of a refusal is told', async () => {
    const { url } = await answering((_, response) =>
      json(
        response,
        {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'error', details: { text: 'unknown parameter _sort' } }],
        },
        400,
      ),
    );
    await expect(read(url)).rejects.toMatchObject({
      kind: 'query',
      message: expect.stringContaining('HTTP 400：unknown parameter _sort'),
    });
  });

  it('a warning beside the matches spoils nothing', async () => {
    const { url } = await answering((_, response) =>
      json(
        response,
        bundle({
          entry: [
            {
              resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'informational' }] },
              search: { mode: 'outcome' },
            },
            { resource: report('r1') },
          ],
        }),
      ),
    );
    expect(await read(url)).toHaveLength(1);
  });
});

describe('what a resource refers to', () => {
  const observation = (id: string, more: Record<string, unknown> = {}): Resource => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    valueString: id,
    meta,
    ...more,
  });
  const texts = ({ message }: PulledRecord): (string | null)[] =>
    message.parts('results')!.map((part) => part.read('valueString'));

  it('stands beside it in the order of the references, each once, however it is called', async () => {
    const referring = report('r1', {
      result: ['Observation/b', 'https://his.example/fhir/Observation/a', 'Observation/b/_history/2', '#inner'].map(
        (reference) => ({ reference }),
      ),
      contained: [{ resourceType: 'Observation', id: 'inner', valueString: 'contained' }],
    });
    const beside = ['a', 'b', 'stray'].map((id) => ({ resource: observation(id), search: { mode: 'include' } }));
    const { url } = await answering((_, response) =>
      json(response, bundle({ entry: [{ resource: referring }, ...beside] })),
    );
    expect(texts((await read(url))[0]!)).toEqual(['b', 'a', 'contained']);
  });

  it('and did not come leaves a line without contents, so that the record is set aside and not stored short', async () => {
    const { base } = await fhirServer(
      observation('a'),
      report('r1', { result: [{ reference: 'Observation/a' }, { reference: 'Observation/gone' }] }),
    );
    const [record] = await read(base);
    expect(texts(record!)).toEqual(['a', null]);
    expect(record!.message.parts('results')![1]!.read('id')).toBe('gone');
  });

  it('is nothing where nothing is referred to: FHIR has no empty lists', async () => {
    const { base } = await fhirServer(report('r1'));
    expect((await read(base))[0]!.message.parts('results')).toEqual([]);
  });
});

describe('W7 what is gone from a FHIR server', () => {
  it('is told as deleted when it was entered in error', async () => {
    const { base } = await fhirServer(report('r1', { status: 'entered-in-error' }), report('r2'));
    expect((await read(base)).map(({ message, deleted }) => [message.read('id'), deleted])).toEqual([
      ['r1', true],
      ['r2', undefined],
    ]);
  });

  it('is told as deleted, with its time, when it is asked for by its number; what never was is not told', async () => {
    const fhir = await fhirServer(report('r1'), report('r2'));
    fhir.remove('DiagnosticReport', 'r2');
    const records = await read(fhir.base, { kind: 'keys', keys: [['r1'], ['r2'], ['never']] });
    expect(records.map(({ message, deleted }) => [message.read('id'), deleted])).toEqual([
      ['r1', undefined],
      ['r2', true],
    ]);
    expect(Date.parse(records[1]!.message.read('meta.lastUpdated')!)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('is never looked for under a number that is a path', async () => {
    const fhir = await fhirServer(report('r1'));
    expect(await read(fhir.base, { kind: 'keys', keys: [['../../admin'], ['a,b'], ['..']] })).toEqual([]);
    expect(fhir.server.asked).toEqual([]);
  });

  it('is not among the keys, which are asked for without their contents', async () => {
    const fhir = await fhirServer(report('r1'), report('r2', { status: 'entered-in-error' }));
    const stream: StreamSpec = {
      id: 'reports',
      name: '检验报告',
      target: 'lab-report',
      rank: 1,
      source: SOURCE,
      mapping: {
        key: ['reportNo'],
        version: 'changedAt',
        patient: 'patientId',
        fields: {
          reportNo: { from: 'id' },
          patientId: { from: 'subject.reference.$tail' },
          changedAt: { from: ['issued', 'meta.lastUpdated'], as: 'instant' },
        },
      },
    };
    const found: (string | null)[] = [];
    for await (const { records } of transportTo(fhir.base).keys!(
      stream,
      { kind: 'all' },
      { pageSize: 10, signal: new AbortController().signal },
    )) {
      found.push(...records.map((record) => record.read('id')));
    }
    expect(found).toEqual(['r1']);
    const { query } = fhir.server.asked.at(-1)!;
    expect([query.get('_elements'), query.get('_include')]).toEqual(['id,meta,status,issued,subject', null]);
  });
});

describe('a FHIR server is looked at before it is connected', () => {
  const stream = {
    name: '检验报告',
    source: SOURCE,
    columns: [['id'], ['subject.reference.$tail'], ['conclusion']],
    partColumns: { results: [['valueString']] },
  };
  const findings = async (url: string): Promise<(readonly [string, boolean, string])[]> =>
    (await transportTo(url).check([stream])).map(({ name, ok, message }) => [name, ok, message] as const);

  it('its version, clock, resources and sample are told', async () => {
    const { base } = await fhirServer(report('r1'));
    expect(await findings(base)).toEqual([
      ['传输加密', true, expect.stringContaining('本机')],
      ['连接与能力声明', true, expect.stringContaining('FHIR 4.0.1，可检索 1 种资源')],
      ['时钟', true, expect.stringContaining('一致')],
      ['检验报告', true, expect.stringMatching(/1 条样例数据.*conclusion、results\.valueString/)],
    ]);
    expect(
      (await transportTo(base).discover()).map(({ name, key, cursorCandidates }) => [name, key, cursorCandidates]),
    ).toEqual([['DiagnosticReport', ['id'], ['meta.lastUpdated']]]);
  });

  it('a resource it does not offer is named', async () => {
    const { base } = await fhirServer({ resourceType: 'Patient', id: 'p' });
    expect((await findings(base)).at(-1)).toEqual([
      '检验报告',
      false,
      expect.stringContaining('没有声明可以检索 DiagnosticReport'),
    ]);
  });

  it('another version, and something that is no FHIR server, are told at once', async () => {
    const old = await answering((_, response) =>
      json(response, { resourceType: 'CapabilityStatement', fhirVersion: '3.0.2', rest: [] }),
    );
    expect((await findings(old.url))[1]).toEqual(['连接与能力声明', false, expect.stringContaining('3.0.2')]);
    const other = await answering((_, response) => json(response, '<html></html>'));
    expect((await findings(other.url))[1]).toEqual(['连接与能力声明', false, expect.stringContaining('网页')]);
  });
});
