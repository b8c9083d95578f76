import { readFileSync } from 'node:fs';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema?: { readonly enum?: readonly (string | number)[]; readonly type?: string; readonly format?: string };
}

/** One operation of the published API document. */
export interface Operation {
  readonly method: string;
  /** With {placeholders}, without the prefix. */
  readonly path: string;
  readonly name: string;
  readonly permission: string | { readonly anySignedIn: string } | { readonly open: string };
  readonly audit: string | { readonly skip: string };
  readonly parameters: readonly Parameter[];
}

type Document = { paths: Record<string, Record<string, Record<string, unknown>>> };

const PREFIX = '/api/v1';

/** Every operation of openapi/openapi.json, which is what reviewers of a change look at. */
export function publishedOperations(): Operation[] {
  const file = new URL('../../../openapi/openapi.json', import.meta.url);
  return operationsOf(JSON.parse(readFileSync(file, 'utf8')) as Document);
}

export function operationsOf(document: object): Operation[] {
  return Object.entries((document as Document).paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, described]) => ({
      method: verb.toUpperCase(),
      path: path.slice(PREFIX.length),
      name: `${verb.toUpperCase()} ${path.slice(PREFIX.length)}`,
      permission: described['x-permission'] as Operation['permission'],
      audit: described['x-audit'] as Operation['audit'],
      parameters: (described['parameters'] ?? []) as Parameter[],
    })),
  );
}

export const isOpen = ({ permission }: Operation): boolean => typeof permission === 'object' && 'open' in permission;

/** The operation's address: placeholders filled in, and what it requires as a query. */
export function addressOf(
  { path, parameters }: Operation,
  id: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'key' ? 'columns.test' : name === 'fact' ? 'late' : encodeURIComponent(id),
  );
  const required = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => [one.name, valueFor(one)] as const);
  const asked = new URLSearchParams({ ...Object.fromEntries(required), ...query }).toString();
  return `${PREFIX}${filled}${asked ? `?${asked}` : ''}`;
}

/** Something that a required parameter takes: its first choice, the days on which the tests' facts lie, or an item's code. */
function valueFor({ name, schema }: Parameter): string {
  if (schema?.enum) return String(schema.enum[0]);
  if (schema?.format === 'date') return name === 'to' ? '2026-03-31' : '2026-03-01';
  return 'WBC';
}

/** Asks and answers the status only; a stream of events is hung up on. */
export async function statusOf(base: string, method: string, address: string, token: string | null): Promise<number> {
  const hangUp = new AbortController();
  const answer = await fetch(`${base}${address}`, {
    method,
    signal: hangUp.signal,
    redirect: 'manual',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'GET' || method === 'HEAD' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: '{}' }),
  });
  hangUp.abort();
  return answer.status;
}
