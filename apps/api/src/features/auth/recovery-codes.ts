import { createHash, randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const HOW_MANY = 10;
const GROUPS = 4;
const GROUP = 4;

const group = (): string => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Ten codes of eighty random bits, such as `k3zq-7mfa-x2ue-p5wd`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/** Eighty random bits need no slow hash. */
export const recoveryHash = (userId: string, code: string): string => createHash('sha256').update(`${userId} ${code}`).digest('base64url');
