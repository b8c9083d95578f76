import { randomInt } from 'node:crypto';

/** Hours after which a secret that nobody has used opens nothing any more. */
export const SECRET_HOURS = 24;
/** No characters that are read wrongly from a slip of paper. */
const CHARACTERS = { upper: 'ABCDEFGHJKMNPQRSTUVWXYZ', lower: 'abcdefghjkmnpqrstuvwxyz', digit: '23456789' };
const ALL = Object.values(CHARACTERS).join('');
const GROUPS = 4;
const pick = (from: string): string => from[randomInt(from.length)]!;

/** Random, of every kind of character that a password profile asks for: about 90 bits. Nobody chooses it. */
export function oneTimeSecret(): string {
  const group = (): string => pick(CHARACTERS.upper) + pick(CHARACTERS.digit) + pick(CHARACTERS.lower) + pick(ALL) + pick(ALL);
  return Array.from({ length: GROUPS }, group).join('-');
}
