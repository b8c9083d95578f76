import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Connector } from '@cadre/connector-kit/connector';
import { readConnector } from '@cadre/connector-kit/connector-schema';
import { dataProblems } from '@cadre/connector-kit/schema-words';
import { connectorById } from '@cadre/connectors/catalogue';
import { z } from 'zod';
import { isAllowed } from './allowed-host.js';

const PLACE = /^([\w.-]+:\d+|\/.+)$/;

const SOURCE = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
    /** A connector that is delivered with the program … */
    connector: z.string().optional(),
    /** … or one written as data: a JSON file, its path relative to CONNECTORS_FILE. */
    connectorFile: z.string().optional(),
    name: z.string().min(1).max(50),
    url: z.url(),
    /** Settings of the transport, secrets among them. */
    options: z.record(z.string(), z.string()).default({}),
  })
  .refine(({ connector, connectorFile }) => (connector === undefined) !== (connectorFile === undefined), 'connector 与 connectorFile 必须且只能填写一个');

const FILE = z.strictObject({
  /** host:port, or an absolute directory, that connectors may reach; nothing else is ever connected to. */
  allow: z.array(z.string().refine((place) => PLACE.test(place), '应为 主机:端口 或绝对路径的目录')),
  sources: z.array(SOURCE),
});

export interface FileSource {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly options: Readonly<Record<string, string>>;
  readonly connectorId: string;
  /** Given when the connector is written as data beside the file. */
  readonly connector: Connector | null;
}

export interface ConnectorsFile {
  readonly allow: readonly string[];
  readonly sources: readonly FileSource[];
}

/**
 * Reads CONNECTORS_FILE. One wrong word refuses the whole file, with a Chinese sentence that says where it stands.
 * @throws Error when the file is not to be read, a host is not allowed, a connector is unknown or its file has mistakes
 */
export function readConnectorsFile(path: string): ConnectorsFile {
  const read = FILE.safeParse(readJson(path));
  if (!read.success) {
    const wrong = dataProblems(read.error.issues).map(({ path: place, message }) => `${place || '（整个文件）'} ${message}`).join('；');
    throw new Error(`${path} 的内容有误：${wrong}。`);
  }
  const { allow, sources } = read.data;
  return { allow, sources: sources.map(({ connector, connectorFile, ...source }) => {
    if (!isAllowed(source.url, allow)) throw new Error(`数据源 ${source.id} 的主机不在允许清单内，请检查 ${path} 的 allow。`);
    if (connectorFile !== undefined) {
      const written = readWritten(resolve(dirname(path), connectorFile), source.id);
      return { ...source, connectorId: written.id, connector: written };
    }
    return { ...source, connectorId: connector!, connector: null };
  }) };
}

function readWritten(path: string, sourceId: string): Connector {
  const read = readConnector(readJson(path));
  if ('problems' in read) {
    const [first] = read.problems;
    throw new Error(`数据源 ${sourceId} 的接入配置 ${path} 有 ${read.problems.length} 处错误，第一处：${first!.path || '（整个文件）'} ${first!.message}。`);
  }
  if (connectorById(read.value.id)) throw new Error(`接入配置 ${path} 的编号 ${read.value.id} 与内置接入包相同，请换一个编号。`);
  return read.value;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (problem) {
    throw new Error(`${path} 无法读取或不是有效的 JSON，请检查文件路径和内容。`, { cause: problem });
  }
}
