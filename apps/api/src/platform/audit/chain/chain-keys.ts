import { createPublicKey, generateKeyPairSync, type KeyObject, createPrivateKey, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys that prove the audit; apart from the cipher keys, since they are never rotated away: old proofs must stay provable. */
export interface ChainKeys {
  /** Of the HMAC, 32 bytes. */
  readonly mac: Buffer;
  /** Ed25519: signs anchors and evidence. */
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
}

/** Reads DATA_DIR/audit-keys.json, or makes it at the first start. It belongs into every backup. */
export function openChainKeys(dataDir: string): ChainKeys {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'audit-keys.json');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    const made = { mac: randomBytes(32).toString('base64'), signing: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
    writeNew(file, `${JSON.stringify(made, null, 2)}\n`);
  }
  chmodSync(file, 0o600);
  const stored = JSON.parse(readFileSync(file, 'utf8')) as { mac: string; signing: string };
  const signing = createPrivateKey(stored.signing);
  return { mac: Buffer.from(stored.mac, 'base64'), signing, verifying: createPublicKey(signing) };
}

/** Two processes may start at once; the first one's keys are everybody's. */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem;
  }
}
