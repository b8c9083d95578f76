import type { SqlSession } from './sql-dialect.js';
import { TransportError } from './transport-error.js';

const WRITING = /\b(ALL PRIVILEGES|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE(?! (TEMPORARY|ROUTINE))|TRIGGER|SUPER|FILE)\b/;
const ROLE = /^GRANT (.+) TO /;

/** How many grants let this login write, those of its roles among them. */
export async function writingGrants(session: SqlSession): Promise<number> {
  const own = await grants(session, 'show grants');
  const roles = own.filter((grant) => !/ ON /.test(grant)).flatMap((grant) => ROLE.exec(grant)?.[1] ?? []);
  // MySQL tells what a role brings only when asked for it by name; MariaDB has told already and knows no such question.
  const brought = roles.length > 0 ? await grants(session, `show grants for current_user() using ${roles.join(', ')}`, true) : [];
  return new Set([...own, ...brought].filter(writes)).size;
}

function writes(grant: string): boolean {
  const rights = /^GRANT (.+?) ON /.exec(grant)?.[1];
  return rights !== undefined && WRITING.test(rights);
}

async function grants(session: SqlSession, question: string, mayFail = false): Promise<string[]> {
  try {
    return (await session.query(question)).map((row) => Object.values(row)[0] ?? '');
  } catch (error) {
    if (mayFail && error instanceof TransportError && error.kind === 'query') return [];
    throw error;
  }
}
