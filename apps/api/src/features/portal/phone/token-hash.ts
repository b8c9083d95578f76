import { createHash } from 'node:crypto';

/** What is kept of a session's token. Random of 256 bits: a plain hash cannot be guessed back. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');
