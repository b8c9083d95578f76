import { hash, verify } from '@node-rs/argon2';

/** argon2id, 64 MiB, 3 passes: about 50 ms on one core of the reference machine. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 4 } as const;

/** The same characters typed on another keyboard may be other bytes. Nothing is cut off. */
const sameWriting = (password: string): string => password.normalize('NFC');

export function hashPassword(password: string): Promise<string> {
  return hash(sameWriting(password), COST);
}

let nobody: Promise<string> | undefined;

/** Takes the same time whether the account exists or not, so that a stranger cannot tell. A stored value that is no hash matches nothing. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('no account has this password');
  const known = stored?.startsWith('$argon2id$') ? stored : null;
  const matches = await verify(known ?? (await nobody), sameWriting(password));
  return known !== null && matches;
}
