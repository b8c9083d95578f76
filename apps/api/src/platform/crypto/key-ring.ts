import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The keys of this installation: `current` encrypts, every listed version decrypts. All 32 bytes. */
export interface KeyRing {
  readonly current: string;
  readonly cipher: Readonly<Record<string, Buffer>>;
  /** Keys of the blind index (HMAC) and of the access tokens. */
  readonly index: Buffer;
  readonly token: Buffer;
}

interface Stored {
  current: string;
  cipher: Record<string, string>;
  index: string;
  token: string;
}

/** Reads DATA_DIR/keys.json, or makes it at the first start. Losing this file means losing every encrypted number. */
export function openKeyRing(dataDir: string): KeyRing {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'keys.json');
  if (!existsSync(file)) {
    const fresh = () => randomBytes(32).toString('base64');
    const made: Stored = { current: 'v1', cipher: { v1: fresh() }, index: fresh(), token: fresh() };
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  chmodSync(file, 0o600);
  const stored = JSON.parse(readFileSync(file, 'utf8')) as Stored;
  const key = (text: string): Buffer => {
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length !== 32) throw new Error(`密钥文件 ${file} 已损坏，请从备份恢复后再启动。`);
    return bytes;
  };
  return {
    current: stored.current,
    cipher: Object.fromEntries(Object.entries(stored.cipher).map(([version, text]) => [version, key(text)])),
    index: key(stored.index),
    token: key(stored.token),
  };
}
