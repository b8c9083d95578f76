import { describe, expect, it } from 'vitest';
import { codeTablesOf, readConnector, readStream } from './connector-schema.js';
import type { StreamSpec } from './connector.js';

type Json = { [name: string]: unknown };

/** Sets what stands at a place such as `streams.0.id`; undefined takes it away. */
function put(json: Json, place: string, value: unknown): void {
  const steps = place.split('.');
  const last = steps.pop()!;
  let at = json;
  for (const step of steps) at = at[step] as Json;
  if (value === undefined) delete at[last];
  else at[last] = value;
}

const stream = (): Json => ({
  id: 'admissions',
  name: '住院登记',
  target: 'inpatient-visit',
  rank: 2,
  everySeconds: 60,
  source: {
    transport: 'sql-view',
    view: 'v_zy_brry',
    key: ['zyh'],
    cursor: { column: 'xgsj', precision: 'instant' },
    patientColumn: 'brid',
    lookbackSeconds: 600,
  },
  mapping: {
    key: ['visitNo'],
    version: 'changedAt',
    patient: 'patientId',
    fields: {
      visitNo: { from: 'zyh' },
      patientId: { from: ['brid', 'patid'], pad: { to: 8, with: '0' } },
      visitClass: { as: 'constant', value: 'inpatient' },
      status: { from: 'cypb', codes: 'stay-state' },
      changedAt: { from: 'xgsj', as: 'instant' },
    },
  },
});
const connector = (): Json => ({
  id: 'other-his',
  system: 'HIS',
  name: '另一 HIS',
  patientNumbersOf: 'HIS',
  streams: [stream()],
  codes: { 'stay-state': { '0': 'in_hospital' } },
});
const problemsOf = (json: unknown): readonly { path: string; message: string }[] => {
  const found = readConnector(json);
  return 'problems' in found ? found.problems : [];
};

describe('a connector that is written as data', () => {
  it('R-02.a is read as it stands', () => {
    expect(readConnector(connector())).toEqual({ value: connector() });
  });

  it('R-02.c names every unknown member with its place, in Chinese', () => {
    const json = connector();
    put(json, 'streams.0.mapping.fields.visitNo.script', 'return 1');
    put(json, 'streams.0.source.sql', 'select 1');
    put(json, 'extra', true);
    expect(problemsOf(json)).toEqual(
      expect.arrayContaining([
        { path: 'streams[0].mapping.fields.visitNo.script', message: '不支持的内容，请删除' },
        { path: 'streams[0].source.sql', message: '不支持的内容，请删除' },
        { path: 'extra', message: '不支持的内容，请删除' },
      ]),
    );
  });

  it.each([
    ['a view that is a statement', 'streams.0.source.view', 'v; drop table x', 'streams[0].source.view'],
    ['a column with a quote', 'streams.0.source.cursor.column', 'x"y', 'streams[0].source.cursor.column'],
    ['an unknown conversion', 'streams.0.mapping.fields.status.as', 'eval', 'streams[0].mapping.fields.status.as'],
    ['an unknown target', 'streams.0.target', 'salary', 'streams[0].target'],
    ['a key without a rule', 'streams.0.mapping.key', ['serialNo'], 'streams[0].mapping.key'],
    ['a version that is no time', 'streams.0.mapping.fields.changedAt.as', undefined, 'streams[0].mapping.version'],
    ['a record of nobody', 'streams.0.mapping.patient', undefined, 'streams[0].mapping.patient'],
    ['a code table that nobody lists', 'codes', {}, 'streams[0].mapping'],
    ['a zone that does not exist', 'streams.0.mapping.zone', 'Mars/Base', 'streams[0].mapping.zone'],
    [
      'a field without end',
      'streams.0.mapping.fields.status.from',
      'x'.repeat(121),
      'streams[0].mapping.fields.status.from',
    ],
  ])('R-02.c refuses %s and says where', (_what, place, value, path) => {
    const json = connector();
    put(json, place, value);
    const problems = problemsOf(json);
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(problems.every(({ message }) => /[\u4e00-\u9fff]/.test(message))).toBe(true);
  });

  it('S62 refuses paths that lead to another host or out of a directory', () => {
    const rest = {
      transport: 'rest-json',
      items: '',
      query: { since: 'since' },
      key: ['id'],
      cursor: { column: 'at', precision: 'instant' },
      patientColumn: 'p',
      lookbackSeconds: 0,
    };
    for (const path of ['//other.host/list', 'https://other.host', '/a/../../b', '/@other', '/a?x=1']) {
      expect(readStream({ ...stream(), source: { ...rest, path } }), path).toHaveProperty('problems');
    }
    expect(readStream({ ...stream(), source: { ...rest, path: '/v1/list' } })).toHaveProperty('value');
    const file = { transport: 'file-drop', key: ['id'], patientColumn: 'p', settleSeconds: 1 };
    expect(readStream({ ...stream(), source: { ...file, pattern: '../*.csv' } })).toHaveProperty('problems');
  });

  it('names the code tables that a mapping needs, those of its parts too', () => {
    const { mapping } = stream() as unknown as StreamSpec;
    expect(
      codeTablesOf({ ...mapping, parts: { diagnoses: { fields: { kind: { from: 'zdlb', codes: 'kind' } } } } }),
    ).toEqual(['stay-state', 'kind']);
  });
});
