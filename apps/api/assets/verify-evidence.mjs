// Checks an evidence package of the audit. Needs nothing but Node 18 or newer and the files beside it.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(folder, name));
const jsonLines = (name) => read(name).toString('utf8').split('\n').filter(Boolean);
const fail = (sentence) => {
  console.log(`核验不通过：${sentence}`);
  process.exit(2);
};

/** The manifest is signed; everything else is named in it by its SHA-256. */
function checkManifest() {
  const manifest = read('manifest.json');
  const key = createPublicKey(read('public-key.pem'));
  if (!verify(null, manifest, key, Buffer.from(read('manifest.sig').toString(), 'base64'))) fail('清单的签名不正确。');
  const said = JSON.parse(manifest);
  for (const [name, sha256] of Object.entries(said.files)) {
    if (createHash('sha256').update(read(name)).digest('hex') !== sha256) fail(`文件 ${name} 与清单不符。`);
  }
  return { said, key };
}

/** Every group follows the one before it; with SHA-256 its hash is recomputed. */
function checkChain(blocks) {
  let before;
  for (const block of blocks) {
    const { seq, at, algorithm, accessRows, changeRows, accessSeen, changeSeen, gaps, prev, hash } = block;
    if (before && (seq !== before.seq + 1 || prev !== before.hash)) fail(`第 ${seq} 段没有接在第 ${before.seq} 段之后。`);
    const digests = Buffer.from(block.digests, 'base64');
    if (digests.length !== 32 * (accessRows.length + changeRows.length)) fail(`第 ${seq} 段的摘要数与记录数不符。`);
    if (algorithm === 'sha256') {
      const head = JSON.stringify([seq, at, algorithm, accessRows, changeRows, accessSeen, changeSeen, gaps]);
      const made = createHash('sha256').update(Buffer.from(prev, 'hex')).update(head, 'utf8').update(digests).digest('hex');
      if (made !== hash) fail(`第 ${seq} 段的散列值不正确。`);
    }
    before = block;
  }
}

/** Every row has its digest in the chain; without a chosen person every access row of the chain has its row. */
function checkRows(blocks, person) {
  const expected = new Map();
  for (const { algorithm, accessRows, changeRows, digests } of blocks) {
    const bytes = Buffer.from(digests, 'base64');
    const names = [...accessRows.map((seq) => `access ${seq}`), ...changeRows.map((seq) => `change ${seq}`)];
    names.forEach((name, place) => expected.set(name, { algorithm, digest: bytes.subarray(place * 32, place * 32 + 32) }));
  }
  const seen = new Set();
  for (const line of jsonLines('rows.jsonl')) {
    const { log, seq } = JSON.parse(line);
    const name = `${log} ${seq}`;
    const wanted = expected.get(name);
    if (!wanted) fail(`记录 ${name} 不在链条中。`);
    const digest = createHash(wanted.algorithm === 'sha256' ? 'sha256' : 'sm3').update(line, 'utf8').digest();
    if (!digest.equals(wanted.digest)) fail(`记录 ${name} 的内容被改动。`);
    seen.add(name);
  }
  if (!person) for (const name of expected.keys()) if (name.startsWith('access ') && !seen.has(name)) fail(`缺少记录 ${name}。`);
  return seen.size;
}

/** Anchors were written outside the database at the time; those that fall into the chain must agree with it. */
function checkAnchors(blocks, key) {
  const hashes = new Map(blocks.map(({ seq, hash }) => [seq, hash]));
  let held = 0;
  for (const { seq, at, algorithm, hash, accessSeen, changeSeen, signature } of JSON.parse(read('anchors.json'))) {
    const words = JSON.stringify([seq, at, algorithm, hash, accessSeen, changeSeen]);
    if (!verify(null, Buffer.from(words), key, Buffer.from(signature, 'base64'))) fail(`第 ${seq} 段的锚点签名不正确。`);
    if (!hashes.has(seq)) continue;
    if (hashes.get(seq) !== hash) fail(`第 ${seq} 段与锚点不符。`);
    held += 1;
  }
  return held;
}

const { said, key } = checkManifest();
const blocks = jsonLines('chain.jsonl').map((line) => JSON.parse(line));
checkChain(blocks);
const rows = checkRows(blocks, said.person);
const anchors = checkAnchors(blocks, key);
console.log(`核验通过：${said.from} 至 ${said.to}，${rows} 条记录，${blocks.length} 段链条，${anchors} 个锚点相符。`);
console.log(`公钥指纹（SHA-256）：${createHash('sha256').update(read('public-key.pem')).digest('hex')}`);
