import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How long a running server may hold what it read of the file. */
export const LOOK_MS = 1_000;

/** As the file says it; all keys are 32 bytes in base64. `rotation` is there while one is under way. */
export interface StoredKeys {
  current: string;
  cipher: Record<string, string>;
  /** The first index key alone, as installations had it before their first rotation, or one a version. */
  index: string | Record<string, string>;
  token: string;
  /** Of numbers that are kept as an index alone and cannot be indexed anew. Before the first rotation: the index key. */
  pseudonym?: string;
  rotation?: { from: string; to: string; step: 'known' | 'rewriting' };
}

interface Keys {
  readonly current: string;
  readonly cipher: Readonly<Record<string, Buffer>>;
  readonly index: Readonly<Record<string, Buffer>>;
  readonly token: Buffer;
  readonly pseudonym: Buffer;
}

/** The keys of this installation, as DATA_DIR/keys.json says them now: a server that runs learns of new ones within a second. */
export class KeyRing {
  private keys: Keys;
  private readAt = 0;
  private changedAt = 0;

  constructor(readonly file: string) {
    this.keys = this.read();
  }

  /** Encrypts; every listed version decrypts. */
  get current(): string {
    return this.fresh().current;
  }

  /** The cipher key of a version; a version that is not known yet makes it look again. */
  cipherOf(version: string): Buffer | undefined {
    return this.fresh().cipher[version] ?? this.again().cipher[version];
  }

  /** Keys of the blind index, the current one first. */
  get index(): readonly Buffer[] {
    const { index, current } = this.fresh();
    const now = index[current];
    return [...(now ? [now] : []), ...Object.entries(index).flatMap(([version, key]) => (version === current ? [] : [key]))];
  }

  get token(): Buffer {
    return this.fresh().token;
  }

  get pseudonym(): Buffer {
    return this.fresh().pseudonym;
  }

  private fresh(): Keys {
    if (Date.now() - this.readAt < LOOK_MS) return this.keys;
    return statSync(this.file).mtimeMs === this.changedAt ? this.looked() : this.again();
  }

  private looked(): Keys {
    this.readAt = Date.now();
    return this.keys;
  }

  private again(): Keys {
    this.keys = this.read();
    return this.keys;
  }

  private read(): Keys {
    this.changedAt = statSync(this.file).mtimeMs;
    this.readAt = Date.now();
    const stored = storedKeys(this.file);
    const key = (text: string): Buffer => {
      const bytes = Buffer.from(text, 'base64');
      if (bytes.length !== 32) throw new Error(`密钥文件 ${this.file} 已损坏，请从备份恢复后再启动。`);
      return bytes;
    };
    const keysOf = (texts: Readonly<Record<string, string>>): Record<string, Buffer> =>
      Object.fromEntries(Object.entries(texts).map(([version, text]) => [version, key(text)]));
    const index = indexesOf(stored);
    return {
      current: stored.current, cipher: keysOf(stored.cipher), index: keysOf(index), token: key(stored.token),
      pseudonym: key(stored.pseudonym ?? index[stored.current] ?? ''),
    };
  }
}

/** The index keys of a file, by version. */
export const indexesOf = ({ index, current }: StoredKeys): Record<string, string> => (typeof index === 'string' ? { [current]: index } : index);

export const storedKeys = (file: string): StoredKeys => JSON.parse(readFileSync(file, 'utf8')) as StoredKeys;

/** All or nothing: whoever reads meanwhile, or after a power cut, finds the old file or the new one. */
export function writeKeys(file: string, keys: StoredKeys): void {
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  const handle = openSync(beside, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(beside, file);
}

export const freshKey = (): string => randomBytes(32).toString('base64');

/** Reads DATA_DIR/keys.json, or makes it at the first start. Losing this file means losing every encrypted number. */
export function openKeyRing(dataDir: string): KeyRing {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'keys.json');
  if (!existsSync(file)) {
    const made: StoredKeys = { current: 'v1', cipher: { v1: freshKey() }, index: freshKey(), token: freshKey() };
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  }
  chmodSync(file, 0o600);
  return new KeyRing(file);
}
