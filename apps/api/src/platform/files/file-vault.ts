import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import type { Caller } from '../access/caller.js';
import type { Permission } from '../access/permissions.js';
import { ScopedDatabase } from '../database/scoped-database.js';
import { Refusal } from '../http/refusal.js';
import { scopeKey } from './scope-key.js';

/** How long a file can be fetched. */
export const FILE_HOURS = 24;
/** What is written down of whom a file is about goes in parts of this many. */
const PEOPLE_A_TIME = 5_000;

export interface NewFile {
  /** What it is called when it is saved: Chinese, with its ending, without names of people. */
  readonly name: string;
  readonly mediaType: string;
  /** Asked again at every download. */
  readonly permission: Permission;
  readonly jobId?: string;
  readonly rowCount?: () => number;
  /** Whom it is about; asked after the content was written. At a download all of them must be visible to the owner. */
  readonly people: () => Iterable<string>;
  readonly signal?: AbortSignal;
}

/** No room: nothing of the file is left, and nothing else was changed. */
export class DiskFull extends Refusal {
  constructor() {
    super(507, 'DISK_FULL', '服务器存储空间不足，文件没有生成。请联系信息科清理磁盘后重试。');
  }
}

/** Files that the server makes for one account: kept in the data directory under a name of their own, for a day. */
@Injectable()
export class FileVault {
  readonly folder: string;

  constructor(
    private readonly db: ScopedDatabase,
    environment: Environment,
  ) {
    this.folder = join(environment.values.DATA_DIR, 'files');
  }

  /** Writes the content to the end before anybody can fetch it. Answers the id. Throws DiskFull. */
  async keep(caller: Caller, file: NewFile, content: Buffer | AsyncIterable<Buffer>): Promise<string> {
    const id = randomUUID();
    const { bytes, sha256 } = await this.write(id, content, file.signal);
    try {
      await this.db.asCaller(caller, async (em) => {
        await em.query(
          `insert into stored_file (id, owner_id, job_id, name, media_type, bytes, sha256, row_count, permission, scope_key, watermark, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() + $12 * interval '1 hour')`,
          [id, caller.userId, file.jobId ?? null, file.name, file.mediaType, bytes, sha256, file.rowCount?.() ?? null, file.permission,
            scopeKey(caller), caller.request.traceId, FILE_HOURS],
        );
        const people = [...new Set(file.people())];
        for (let at = 0; at < people.length; at += PEOPLE_A_TIME) {
          await em.query('insert into stored_file_person (file_id, beneficiary_id) select $1, unnest($2::uuid[])', [id, people.slice(at, at + PEOPLE_A_TIME)]);
        }
      });
    } catch (problem) {
      await rm(this.pathOf(id), { force: true });
      throw problem;
    }
    return id;
  }

  pathOf(id: string): string {
    return join(this.folder, id);
  }

  remove(id: string): Promise<void> {
    return rm(this.pathOf(id), { force: true });
  }

  /** What lies in the folder, with the time of its last change. */
  async lying(): Promise<{ name: string; changed: number }[]> {
    const names = await readdir(this.folder).catch(() => [] as string[]);
    const found = await Promise.all(names.map(async (name) => ({ name, changed: (await stat(join(this.folder, name)).catch(() => null))?.mtimeMs ?? Date.now() })));
    return found;
  }

  private async write(id: string, content: Buffer | AsyncIterable<Buffer>, signal?: AbortSignal): Promise<{ bytes: number; sha256: string }> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const unfinished = `${this.pathOf(id)}.new`;
    const hash = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform: (chunk: Buffer, _encoding, next) => {
        hash.update(chunk);
        bytes += chunk.length;
        next(null, chunk);
      },
    });
    try {
      const source = Buffer.isBuffer(content) ? Readable.from([content]) : Readable.from(content);
      await pipeline(source, measure, createWriteStream(unfinished, { mode: 0o600 }), signal ? { signal } : {});
      const written = await open(unfinished, 'r');
      try {
        await written.sync();
      } finally {
        await written.close();
      }
      await rename(unfinished, this.pathOf(id));
    } catch (problem) {
      await rm(unfinished, { force: true });
      if ((problem as NodeJS.ErrnoException).code === 'ENOSPC') throw new DiskFull();
      throw problem;
    }
    return { bytes, sha256: hash.digest('hex') };
  }
}
