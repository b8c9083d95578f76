import type { Caller, RequestContext } from '../access/caller.js';

const MOST_IDS = 200;
const SECRET = /^(password|code|challenge)$|secret|token|idCardNo|phone|insuranceNo|careCardNo|socialSecurityNo/i;
/** Long runs of digits in what somebody typed may be a person's number. */
const NUMBER = /\d{5,}[\dXx]?/g;

interface Hits {
  readonly objects: string[];
  readonly people: string[];
  readonly rows: number | null;
  /** Digest of a file that was given out. */
  readonly sha256: string | null;
}

/** What an answer that is no list says of itself. */
interface Told {
  readonly rowCount?: number | null;
  readonly sha256?: string;
  readonly people?: readonly string[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The ids that an answer names: its own, or those of its `items`. */
function hitsOf(result: unknown): Hits {
  if (typeof result !== 'object' || result === null) return { objects: [], people: [], rows: null, sha256: null };
  const list = Array.isArray(result) ? result : (result as { items?: unknown }).items;
  const rows: unknown[] = Array.isArray(list) ? list : [result];
  const { rowCount = null, sha256 = null, people: told = [] } = Array.isArray(list) ? {} : (result as Told);
  const objects = new Set<string>();
  const people = new Set<string>(sha256 ? told : []);
  for (const row of rows.slice(0, MOST_IDS)) {
    const { id, beneficiaryId } = (row ?? {}) as { id?: unknown; beneficiaryId?: unknown };
    if (typeof id === 'string' || typeof id === 'number') objects.add(String(id));
    if (typeof beneficiaryId === 'string') people.add(beneficiaryId);
  }
  return { objects: [...objects], people: [...people], rows: Array.isArray(list) ? list.length : sha256 ? rowCount : null, sha256 };
}

/** What was asked, without what must not be written down: secrets and numbers of people become `***`, wherever they stand. */
export function askedOf({ query, params }: Pick<RequestContext, 'query' | 'params'>): Record<string, unknown> {
  return cleanFields({ ...query, ...params });
}

function cleanFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.replace(NUMBER, '***'), SECRET.test(name) ? '***' : clean(value)]),
  );
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return UUID.test(value) ? value : value.replace(NUMBER, '***');
  if (Array.isArray(value)) return value.map(clean);
  return typeof value === 'object' && value !== null ? cleanFields(value) : value;
}

/** A statement and the values bound in it. */
export interface BoundStatement {
  readonly text: string;
  readonly values: unknown[];
}

/** Always the same text: its plan is made once a connection. */
const INSERT = `insert into access_trail (actor, user_id, session_id, ip, device, operation, action, object_ids, beneficiary_ids,
  row_count, asked, outcome, status, reason, trace) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'allowed', 200, $12, $13)`;
const orNull = (values: readonly string[]): readonly string[] | null => (values.length === 0 ? null : values);

/** The row of the access trail for an allowed act; it goes out together with the commit. */
export function trailStatement(caller: Caller, result: unknown): BoundStatement {
  const { request } = caller;
  const hits = hitsOf(result);
  const aboutOnePerson = request.object === 'beneficiaries' ? [request.params['id'], request.params['beneficiaryId']] : [];
  const people = [...hits.people, ...aboutOnePerson].filter((id): id is string => typeof id === 'string' && UUID.test(id));
  return {
    text: INSERT,
    values: [
      caller.username, caller.userId, caller.sessionId, request.ip, request.device, request.operation, request.audit, orNull(hits.objects),
      orNull([...new Set(people)]), hits.rows, JSON.stringify({ ...askedOf(request), ...(hits.sha256 ? { sha256: hits.sha256 } : {}) }),
      request.reason ?? reasonOf(caller, people), request.traceId,
    ],
  };
}

/** Every read of a 机密 person carries why he was opened. */
function reasonOf({ scope }: Caller, people: readonly string[]): string | null {
  const reasons = scope.opened.filter(({ beneficiaryId }) => people.includes(beneficiaryId)).map(({ reason }) => reason);
  return reasons.length ? `机密：${[...new Set(reasons)].join('；')}` : null;
}
