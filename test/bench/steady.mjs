import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RESULTS_EACH } from './laboratory.mjs';
import { openSender } from './mllp-client.mjs';
import { oru } from './oru.mjs';
import { patientNo } from './people.mjs';
import { API_DIST } from './places.mjs';
import { measurePush } from './push.mjs';
import { right } from './rounds.mjs';
import { residentMb } from './start-up.mjs';

const MILLION = 1_000_000;
const LARGE_FRAMES = 5;
/** A little below the listener's limit of 8 MB. */
const LARGE_TEXT = 'x'.repeat(7_900_000);

/**
 * Memory while a million unchanged rows are read, MB above what it was after the first tenth.
 * @param {{ owner: import('pg').Client, reports: number, services: Awaited<ReturnType<typeof import('./services.mjs').openServices>> }} given
 */
export async function measureMillion({ owner, reports, services }) {
  await owner.query(`update source set enabled = (id = 'view')`);
  const scans = Math.ceil(MILLION / (reports * (1 + RESULTS_EACH)));
  /** @type {number[]} */
  const resident = [];
  for (let scan = 0; scan < scans; scan += 1) {
    await owner.query(`update source_stream set full_requested = true, next_run_at = now() where source_id = 'view'`);
    const { fetched } = await services.serve('view');
    right(fetched === reports, `${fetched} of ${reports} reports were read`);
    resident.push(await services.residentMb());
  }
  const settled = Math.ceil(scans / 10);
  return { rows: scans * reports * (1 + RESULTS_EACH), growthMb: Math.max(...resident.slice(settled)) - Math.max(...resident.slice(0, settled)) };
}

/**
 * Memory after messages of almost 8 MB, MB above what it was before.
 * @param {{ people: readonly import('./people.mjs').Person[], product: import('./stage.mjs').Server }} given
 */
export async function measureLargeFrames({ people, product }) {
  const [person] = people;
  if (!person) throw new Error('nobody to report on');
  const sender = await openSender(product.mllpPort);
  const before = residentMb(product.pid);
  for (let frame = 0; frame < LARGE_FRAMES; frame += 1) {
    const { text, controlId, no } = oru(patientNo(person), person.name, 1);
    const answer = await sender.send(`${text}OBX|2|ED|PIC^附图|${no}-2|^^PDF^Base64^${LARGE_TEXT}||||||F\r`);
    right(answer.includes(`|${controlId}`), `a large message was answered ${answer.slice(answer.indexOf('MSA'), 200)}`);
  }
  sender.close();
  return { frames: LARGE_FRAMES, growthMb: residentMb(product.pid) - before };
}

/**
 * How long a change takes to the open page while another source never answers, beside the same without it (ratio of medians).
 * @param {{ owner: import('pg').Client, dataDir: string, people: readonly import('./people.mjs').Person[], product: import('./stage.mjs').Server, token: string }} given
 */
export async function measureBesideDead({ owner, dataDir, people, product, token }) {
  const silent = createServer((socket) => socket.on('error', () => undefined));
  await new Promise((ready) => silent.listen(0, '127.0.0.1', () => ready(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (silent.address());
  await addSilentSource(owner, dataDir, port);
  const pushed = () => measurePush({ people, product, token });
  const alone = await pushed();
  await owner.query(`update source set enabled = true where id = 'silent'`);
  await new Promise((go) => setTimeout(go, 3_000));
  const beside = await pushed();
  await owner.query(`update source set enabled = false where id = 'silent'`);
  silent.close();
  return { alone: alone.p50, beside: beside.p50, ratio: beside.p50 / alone.p50 };
}

async function addSilentSource(/** @type {import('pg').Client} */ owner, /** @type {string} */ dataDir, /** @type {number} */ port) {
  const fromApi = (/** @type {string} */ path) => import(pathToFileURL(join(API_DIST, path)).href);
  const [{ FieldCipher }, { openKeyRing }] = [await fromApi('platform/crypto/field-cipher.js'), await fromApi('platform/crypto/key-ring.js')];
  const url = `postgres://reader:reader@127.0.0.1:${port}/peis`;
  await owner.query(
    `insert into source (id, connector_id, name, system, host, url_cipher, enabled) values ('silent', 'demo-peis', '测量：无应答', 'PEIS', $1, $2, false)`,
    [`127.0.0.1:${port}`, new FieldCipher(openKeyRing(dataDir)).seal(url)],
  );
  await owner.query(`insert into source_stream (source_id, stream_id) values ('silent', 'checkups')`);
}
