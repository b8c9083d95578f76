import pg from 'pg';
import type { Caller } from '../access/caller.js';

const MOST_IDS = 200;
const SECRET = /^(password|code|challenge)$|secret|token|idCardNo|phone|insuranceNo|careCardNo|socialSecurityNo/i;
/** Long runs of digits in what somebody typed may be a person's number. */
const NUMBER = /\d{5,}[\dXx]?/g;

interface Hits {
  readonly objects: string[];
  readonly people: string[];
  readonly rows: number | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The ids that an answer names: its own, or those of its `items`. */
function hitsOf(result: unknown): Hits {
  if (typeof result !== 'object' || result === null) return { objects: [], people: [], rows: null };
  const list = Array.isArray(result) ? result : (result as { items?: unknown }).items;
  const rows: unknown[] = Array.isArray(list) ? list : [result];
  const objects = new Set<string>();
  const people = new Set<string>();
  for (const row of rows.slice(0, MOST_IDS)) {
    const { id, beneficiaryId } = (row ?? {}) as { id?: unknown; beneficiaryId?: unknown };
    if (typeof id === 'string' || typeof id === 'number') objects.add(String(id));
    if (typeof beneficiaryId === 'string') people.add(beneficiaryId);
  }
  return { objects: [...objects], people: [...people], rows: Array.isArray(list) ? list.length : null };
}

/** What was asked, without what must not be written down: secrets and numbers of people become `***`. */
export function withoutSecrets(asked: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const clean = (name: string, value: unknown): unknown =>
    SECRET.test(name) ? '***' : typeof value === 'string' && !UUID.test(value) ? value.replace(NUMBER, '***') : value;
  return Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, clean(name, value)]));
}

const text = (value: string | null | undefined): string => (value === null || value === undefined ? 'null' : pg.escapeLiteral(value));
const array = (values: readonly string[], type: string): string =>
  values.length === 0 ? 'null' : `array[${values.map((value) => pg.escapeLiteral(value)).join(',')}]::${type}[]`;

/** The row of the access trail for an allowed act, as one statement that goes out together with its commit. */
export function trailStatement(caller: Caller, result: unknown): string {
  const { request } = caller;
  const hits = hitsOf(result);
  const aboutOnePerson = request.object === 'beneficiaries' ? [request.params['id'], request.params['beneficiaryId']] : [];
  const people = [...hits.people, ...aboutOnePerson].filter((id): id is string => typeof id === 'string' && UUID.test(id));
  const asked = JSON.stringify({ ...withoutSecrets(request.query), ...request.params });
  return `insert into access_trail (actor, user_id, session_id, ip, device, operation, action, object_ids, beneficiary_ids,
    row_count, asked, outcome, status, reason, trace) values (${text(caller.username)}, ${text(caller.userId)},
    ${text(caller.sessionId)}, ${text(request.ip)}, ${text(request.device)}, ${text(request.operation)}, ${text(request.audit)},
    ${array(hits.objects, 'text')}, ${array([...new Set(people)], 'uuid')}, ${hits.rows ?? 'null'}, ${text(asked)}::jsonb,
    'allowed', 200, ${text(request.reason)}, ${text(request.traceId)})`;
}
