import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readConnectorsFile } from './connectors-file.js';

const directory = mkdtempSync(join(tmpdir(), 'cadre-connectors-'));
afterAll(() => rmSync(directory, { recursive: true }));

const SOURCE = { id: 'lis', connector: 'demo-lis', name: '检验', url: 'postgres://reader:x@127.0.0.1:5432/lis' };
const CONNECTOR = { id: 'their-lis', system: 'LIS', name: '他们的检验系统', patientNumbersOf: 'HIS', codes: {}, streams: [] };

function file(content: unknown): string {
  const path = join(directory, 'connectors.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

it('R-02.a takes a connector that is written as data from a file beside it', () => {
  writeFileSync(join(directory, 'their-lis.json'), JSON.stringify(CONNECTOR));
  const { sources } = readConnectorsFile(file({ allow: ['127.0.0.1:5432'], sources: [{ ...SOURCE, connector: undefined, connectorFile: 'their-lis.json' }] }));
  expect(sources).toEqual([{ id: 'lis', name: '检验', url: SOURCE.url, options: {}, connectorId: 'their-lis', connector: CONNECTOR }]);
});

it.each([
  ['no JSON', '{', '不是有效的 JSON'],
  ['a host that is not allowed', { allow: ['127.0.0.1:5433'], sources: [SOURCE] }, '数据源 lis 的主机不在允许清单内'],
  ['a word nobody knows', { allow: [], sources: [], alow: [] }, 'alow 不支持的内容，请删除'],
  ['a place that is none', { allow: ['somewhere'], sources: [] }, 'allow[0] 应为 主机:端口 或绝对路径的目录'],
  ['neither kind of connector', { allow: ['127.0.0.1:5432'], sources: [{ ...SOURCE, connector: undefined }] }, '必须且只能填写一个'],
  ['both kinds of connector', { allow: ['127.0.0.1:5432'], sources: [{ ...SOURCE, connectorFile: 'their-lis.json' }] }, '必须且只能填写一个'],
  ['a connector file that is not there', { allow: ['127.0.0.1:5432'], sources: [{ ...SOURCE, connector: undefined, connectorFile: 'nowhere.json' }] }, 'nowhere.json 无法读取'],
])('S07 refuses the whole file for %s, in words', (_what, content, words) => {
  expect(() => readConnectorsFile(file(content))).toThrow(words);
});

it('names the first mistake of a connector file with its place, and never lets one take the name of a delivered one', () => {
  const source = { ...SOURCE, connector: undefined, connectorFile: 'wrong.json' };
  writeFileSync(join(directory, 'wrong.json'), JSON.stringify({ ...CONNECTOR, system: 'SPACESHIP' }));
  expect(() => readConnectorsFile(file({ allow: ['127.0.0.1:5432'], sources: [source] }))).toThrow(/第一处：system/);
  writeFileSync(join(directory, 'wrong.json'), JSON.stringify({ ...CONNECTOR, id: 'demo-lis' }));
  expect(() => readConnectorsFile(file({ allow: ['127.0.0.1:5432'], sources: [source] }))).toThrow('与内置接入包相同');
});
