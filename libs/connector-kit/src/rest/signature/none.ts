import type { Signature } from './signature.js';

/** The source knows us by our address, or not at all. */
export const unsigned: Signature = {
  sign: ({ url, accept }) => ({ method: 'GET', url, headers: { accept } }),
};
