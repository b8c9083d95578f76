import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { csvRows, type SheetCharset } from './csv-rows.js';
import { limitedRows, type SheetLimits, type SheetRow, UnusableFile } from './sheet-row.js';
import { xlsxRows } from './xlsx-rows.js';

const CHUNK = 256 * 1024;
const ZIP = Buffer.from('PK\x03\x04');
const OLD_OFFICE = Buffer.from('d0cf11e0', 'hex');

/** What a file is, after every byte of it was looked at once. */
export interface FileIdentity {
  /** SHA-256, hex. */
  readonly hash: string;
  readonly kind: 'csv' | 'xlsx';
  readonly charset: SheetCharset;
}

/** One file, opened so that nobody can put another in its place while it is read. */
export class DroppedFile {
  private constructor(
    private readonly handle: FileHandle,
    private readonly begin: Stats,
  ) {}

  /** Opens a plain file and nothing else: no link, no pipe, no device. Null when it is none, or gone. */
  static async open(path: string): Promise<DroppedFile | null> {
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch((problem: NodeJS.ErrnoException) => {
      if (['ENOENT', 'ELOOP', 'ENXIO', 'EMLINK'].includes(problem.code ?? '')) return null;
      throw problem;
    });
    const stats = await handle?.stat();
    if (handle && isPlain(stats!)) return new DroppedFile(handle, stats!);
    await handle?.close();
    return null;
  }

  /** When its contents were last written, ISO 8601. */
  get writtenAt(): string {
    return this.begin.mtime.toISOString();
  }

  /** @throws UnusableFile when it is too large, empty or of a kind that is not read */
  async identify(limits: SheetLimits): Promise<FileIdentity> {
    if (this.begin.size > limits.bytes) throw new UnusableFile('文件过大，请拆分后重新放入。');
    if (this.begin.size === 0) throw new UnusableFile('文件是空的。');
    const hash = createHash('sha256');
    const utf8 = new Utf8Watch();
    let head: Buffer | undefined;
    for await (const chunk of this.bytes()) {
      head ??= Buffer.from(chunk.subarray(0, 8));
      hash.update(chunk);
      utf8.take(chunk);
    }
    if (head?.subarray(0, 4).equals(OLD_OFFICE)) throw new UnusableFile('不支持 XLS 或加密的工作簿，请另存为不带密码的 XLSX 或 CSV 后放入。');
    const kind = head?.subarray(0, 4).equals(ZIP) ? 'xlsx' : 'csv';
    const charset = head?.[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : utf8.holds() ? 'utf-8' : 'gb18030';
    return { hash: hash.digest('hex'), kind, charset };
  }

  rows({ kind, charset }: FileIdentity, limits: SheetLimits): AsyncGenerator<SheetRow> {
    return limitedRows(kind === 'xlsx' ? xlsxRows(this.handle.fd, limits) : csvRows(this.bytes(), charset, limits), limits);
  }

  /** Whether it is still what it was when it was opened. */
  async isUntouched(): Promise<boolean> {
    const now = await this.handle.stat();
    return now.size === this.begin.size && now.mtimeMs === this.begin.mtimeMs;
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async *bytes(): AsyncGenerator<Uint8Array> {
    for (let at = 0; ; ) {
      // A buffer of its own for each piece: a parser may still hold the last one.
      const { bytesRead, buffer } = await this.handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}

/** A plain file with one name: a second name could belong to a file that nobody meant to show us. */
export function isPlain(stats: Stats): boolean {
  return stats.isFile() && stats.nlink === 1;
}

/** Whether bytes that come in pieces are UTF-8 to their end. */
class Utf8Watch {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private valid = true;

  take(chunk: Uint8Array): void {
    if (!this.valid) return;
    try {
      this.decoder.decode(chunk, { stream: true });
    } catch {
      this.valid = false;
    }
  }

  holds(): boolean {
    try {
      this.decoder.decode();
      return this.valid;
    } catch {
      return false;
    }
  }
}
