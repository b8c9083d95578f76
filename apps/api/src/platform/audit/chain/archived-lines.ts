import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { EntityManager } from 'typeorm';
import type { Block, LogName } from './chain-hash.js';
import type { LogLine } from './log-lines.js';

interface ArchiveFile {
  readonly firstBlock: number;
  readonly lastBlock: number;
  readonly file: string;
  readonly sha256: string;
}

/** One group in an archive file: its rows as the lines that were hashed. */
export interface ArchivedBlock {
  readonly block: number;
  readonly access: readonly LogLine[];
  readonly change: readonly LogLine[];
}

export const archiveFolder = (dataDir: string): string => join(dataDir, 'audit-archive');
export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** One group a line, packed. */
export function packBlocks(blocks: readonly ArchivedBlock[]): Buffer {
  return gzipSync(Buffer.from(blocks.map((block) => `${JSON.stringify(block)}\n`).join('')));
}

export function unpackBlocks(bytes: Buffer): ArchivedBlock[] {
  return gunzipSync(bytes)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ArchivedBlock);
}

/** The rows that left the tables for archive files; one file stands in memory at a time. */
export class ArchivedLines {
  private opened: { readonly of: ArchiveFile; readonly blocks: ReadonlyMap<number, ArchivedBlock> } | undefined;

  private constructor(
    private readonly folder: string,
    private readonly files: readonly ArchiveFile[],
  ) {}

  static async open(em: EntityManager, dataDir: string): Promise<ArchivedLines> {
    const files: ArchiveFile[] = await em.query(
      `select first_block as "firstBlock", last_block as "lastBlock", file, sha256 from audit_archive where removed_at is not null order by first_block`,
    );
    return new ArchivedLines(archiveFolder(dataDir), files);
  }

  /** Null when the group's rows are still in the tables. A file that is gone or was altered has no rows. */
  of(block: Block, log: LogName): readonly LogLine[] | null {
    const file = this.files.find(({ firstBlock, lastBlock }) => block.seq >= firstBlock && block.seq <= lastBlock);
    if (!file) return null;
    if (this.opened?.of !== file) this.opened = { of: file, blocks: this.read(file) };
    return this.opened.blocks.get(block.seq)?.[log] ?? [];
  }

  private read({ file, sha256 }: ArchiveFile): Map<number, ArchivedBlock> {
    const path = join(this.folder, file);
    const bytes = existsSync(path) ? readFileSync(path) : null;
    if (!bytes || sha256Of(bytes) !== sha256) return new Map();
    return new Map(unpackBlocks(bytes).map((one) => [one.block, one]));
  }
}
