import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { API_DIST } from './places.mjs';

/**
 * Two sources of one kind: `push` is only listened to, `view` is only read; which is switched on says the part that runs.
 * @param {import('pg').Client} owner
 * @param {{ dataDir: string, laboratoryUrl: string }} given
 */
export async function addSources(owner, { dataDir, laboratoryUrl }) {
  const fromApi = (/** @type {string} */ path) => import(pathToFileURL(join(API_DIST, path)).href);
  const [{ FieldCipher }, { openKeyRing }] = [await fromApi('platform/crypto/field-cipher.js'), await fromApi('platform/crypto/key-ring.js')];
  const cipher = new FieldCipher(openKeyRing(dataDir));
  await owner.query(
    `insert into source (id, connector_id, name, system, host, url_cipher, enabled) values
       ('push', 'demo-lis', '测量：推送', 'LIS', '', null, true), ('view', 'demo-lis', '测量：视图', 'LIS', $1, $2, false)`,
    [new URL(laboratoryUrl).host, cipher.seal(laboratoryUrl)],
  );
  await owner.query(`insert into source_stream (source_id, stream_id) values ('push', 'lab-push'), ('view', 'lab-reports')`);
}
