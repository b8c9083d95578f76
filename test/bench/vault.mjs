import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { API_DIST } from './places.mjs';

/** The product's own cipher with the keys of this run. @param {string} dataDir @returns {Promise<{ seal: (plain: string) => string }>} */
export async function openVault(dataDir) {
  const fromApi = (/** @type {string} */ path) => import(pathToFileURL(join(API_DIST, path)).href);
  const [{ FieldCipher }, { openKeyRing }] = [await fromApi('platform/crypto/field-cipher.js'), await fromApi('platform/crypto/key-ring.js')];
  return new FieldCipher(openKeyRing(dataDir));
}
