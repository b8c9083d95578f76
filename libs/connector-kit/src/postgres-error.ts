import { codeOf, networkError, NO_ENCRYPTION, sqlError } from './sql-error.js';
import { TransportError, type TransportErrorKind } from './transport-error.js';

/** SQLSTATE, or the beginning of it; the first that fits wins. */
const STATES: readonly (readonly [string, TransportErrorKind])[] = [
  ['28', 'auth'],
  ['3D000', 'auth'],
  ['42P01', 'schema'],
  ['42703', 'schema'],
  ['42501', 'schema'],
  ['3F000', 'schema'],
  ['57014', 'timeout'],
  ['25P03', 'timeout'],
  ['53', 'refused'],
  ['57P', 'broken'],
  ['08', 'broken'],
  ['XX', 'broken'],
];

/** The driver's failure in our words. */
export function postgresError(error: unknown, stage: 'connect' | 'query'): TransportError {
  if (error instanceof TransportError) return error;
  if (error instanceof Error && /does not support SSL/.test(error.message)) return sqlError('refused', '', error, NO_ENCRYPTION);
  return networkError(error) ?? sqlError(kindOf(error, stage), codeOf(error), error);
}

function kindOf(error: unknown, stage: 'connect' | 'query'): TransportErrorKind {
  const code = codeOf(error);
  if (/timeout/i.test(error instanceof Error ? error.message : '') && code === '') return 'timeout';
  const found = STATES.find(([start]) => code.startsWith(start));
  if (found) return found[1];
  // A proper SQLSTATE is the server speaking; anything else is a line we cannot understand.
  return stage === 'query' && /^[0-9A-Z]{5}$/.test(code) ? 'query' : 'broken';
}
