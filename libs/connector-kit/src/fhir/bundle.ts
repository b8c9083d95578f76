import { foreignText } from '../http/foreign-text.js';
import { type Json, parseJson } from '../http/parse-json.js';
import { jsonAt, jsonMessage } from '../json-message.js';
import { TransportError } from '../transport-error.js';

export type Resource = { readonly [member: string]: Json };

/** A page of a search, taken apart. */
export interface SearchPage {
  readonly matches: readonly Resource[];
  /** What was included, by every name that a reference may call it. */
  readonly included: ReadonlyMap<string, Resource>;
  readonly next: string | null;
  /** How many resources match in all; null when the server does not say. */
  readonly total: number | null;
  /** The search as the server understood it; null when it does not say. */
  readonly self: string | null;
}

/** @throws TransportError when it is no whole Bundle of this resource type, or one that tells of a failure */
export function readSearch(text: string, resourceType: string): SearchPage {
  const bundle = parseJson(text);
  const told = jsonMessage(bundle);
  if (told.read('resourceType') === 'OperationOutcome') throw failed(bundle);
  if (told.read('resourceType') !== 'Bundle' || told.read('type') !== 'searchset')
    throw unexpected('不是 FHIR 检索结果（Bundle）');
  const matches: Resource[] = [];
  const included = new Map<string, Resource>();
  for (const entry of listAt(bundle, 'entry')) {
    const resource = jsonAt(entry, 'resource');
    const of = jsonMessage(entry);
    const type = of.read('resource.resourceType');
    if (!isResource(resource) || type === null) throw unexpected('检索结果中有不完整的条目');
    if (type === 'OperationOutcome') {
      if (isFailure(resource)) throw failed(resource);
      continue;
    }
    const mode = of.read('search.mode') ?? (type === resourceType ? 'match' : 'include');
    if (of.read('resource.id') === null) throw unexpected('检索结果中有没有 id 的条目');
    if (mode === 'match' && type !== resourceType) throw unexpected(`检索 ${resourceType} 却返回了 ${type}`);
    if (mode === 'match') matches.push(resource);
    for (const name of [`${type}/${of.read('resource.id')}`, of.read('fullUrl')])
      if (name !== null) included.set(name, resource);
  }
  return {
    matches,
    included,
    next: told.read('link[relation=next].url'),
    total: totalOf(told.read('total')),
    self: told.read('link[relation=self].url'),
  };
}

/** What an OperationOutcome says, fit to be shown; null when the text is none. */
export function outcomeText(text: string): string | null {
  try {
    const outcome = parseJson(text);
    return jsonMessage(outcome).read('resourceType') === 'OperationOutcome' ? issueText(outcome) : null;
  } catch {
    return null;
  }
}

/** The list at a path; empty when there is none. */
export function listAt(value: Json, path: string): readonly Json[] {
  const found = jsonAt(value, path);
  return Array.isArray(found) ? found : [];
}

export function isResource(value: Json | undefined): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function totalOf(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}

function isFailure(outcome: Json): boolean {
  return listAt(outcome, 'issue').some((issue) =>
    ['error', 'fatal'].includes(jsonMessage(issue).read('severity') ?? ''),
  );
}

function issueText(outcome: Json): string {
  const texts = listAt(outcome, 'issue').map((issue) => {
    const told = jsonMessage(issue);
    return told.read('details.text') ?? told.read('diagnostics') ?? told.read('code') ?? '';
  });
  return foreignText(texts.filter((text) => text !== '').join('；'));
}

function failed(outcome: Json): TransportError {
  return new TransportError(
    'query',
    `来源服务报告失败：${issueText(outcome) || '没有说明原因'}。请与对方核对检索参数和权限。`,
  );
}

function unexpected(what: string): TransportError {
  return new TransportError('schema', `来源服务的应答${what}，已丢弃。请与对方核对接口。`);
}
