import type { EntityManager } from 'typeorm';
import type { LogName } from './chain-hash.js';

/** A row of a log as the one line of text that is hashed and handed out as evidence. */
export interface LogLine {
  readonly seq: number;
  readonly line: string;
}

const MOMENT = `to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Every column by name, here and not in a function of the database: whoever could replace such a function could make it tell
 * what the row said before he changed it.
 */
export const LINES: Readonly<Record<LogName, { readonly table: string; readonly line: string }>> = {
  access: {
    table: 'access_trail',
    line: `jsonb_build_object('log', 'access', 'seq', t.seq, 'at', ${MOMENT}, 'actor', t.actor, 'user', t.user_id, 'session', t.session_id,
      'ip', t.ip, 'device', t.device, 'operation', t.operation, 'action', t.action, 'objects', t.object_ids, 'people', t.beneficiary_ids,
      'rows', t.row_count, 'asked', t.asked, 'outcome', t.outcome, 'status', t.status, 'reason', t.reason, 'trace', t.trace)::text`,
  },
  change: {
    table: 'change_log',
    line: `jsonb_build_object('log', 'change', 'seq', t.seq, 'at', ${MOMENT}, 'actor', t.actor, 'trace', t.trace, 'table', t.table_name,
      'row', t.row_id, 'action', t.action, 'before', t.before, 'after', t.after)::text`,
  },
};

/** The lines of these rows, in the order of their numbers; a row that is not there is not among them. */
export function linesOf(em: EntityManager, log: LogName, seqs: readonly number[]): Promise<LogLine[]> {
  if (seqs.length === 0) return Promise.resolve([]);
  const { table, line } = LINES[log];
  return em.query(`select t.seq, ${line} as line from ${table} t where t.seq = any ($1::bigint[]) order by t.seq`, [seqs]);
}

/** The next rows after the seen ones, and those of the gaps that have come meanwhile. */
export async function newLines(
  em: EntityManager,
  log: LogName,
  { seen, gaps, most }: { seen: number; gaps: readonly (readonly [first: number, last: number])[]; most: number },
): Promise<LogLine[]> {
  const { table, line } = LINES[log];
  const late: LogLine[] = gaps.length
    ? await em.query(
        `select t.seq, ${line} as line from unnest($1::bigint[], $2::bigint[]) as g(first, last)
         join ${table} t on t.seq between g.first and g.last order by t.seq limit $3`,
        [gaps.map(([first]) => first), gaps.map(([, last]) => last), most],
      )
    : [];
  const next: LogLine[] = await em.query(`select t.seq, ${line} as line from ${table} t where t.seq > $1 order by t.seq limit $2`, [seen, most]);
  return [...late, ...next];
}
