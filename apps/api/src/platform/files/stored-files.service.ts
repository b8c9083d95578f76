import { open } from 'node:fs/promises';
import { Injectable, StreamableFile } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { ScopedDatabase } from '../database/scoped-database.js';
import { Refusal } from '../http/refusal.js';
import { FileVault } from './file-vault.js';
import { scopeKey } from './scope-key.js';

interface Found {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rowCount: number | null;
  readonly permission: string;
  readonly scopeKey: string;
}

/** Somebody else's, expired, made with other rights, about somebody who is not visible any more: one answer. */
class FileGone extends Refusal {
  constructor() {
    super(404, 'NOT_FOUND', '没有找到该文件：可能已过期，或您的权限、数据范围在生成后有变化。请重新生成。');
  }
}

/** Gives out a stored file; every time is one row of the access trail, with its digest and its rows. */
@Injectable()
export class StoredFiles {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly vault: FileVault,
  ) {}

  async fetch(caller: Caller, id: string): Promise<StreamableFile> {
    const file = await this.db.asCaller(caller, async (em) => {
      const [found]: Found[] = await em.query(
        `select f.id, f.name, f.media_type as "mediaType", f.bytes, f.sha256, f.row_count as "rowCount", f.permission, f.scope_key as "scopeKey"
         from stored_file f where f.id = $1 and f.owner_id = $2 and f.expires_at > now()
           and not exists (select 1 from stored_file_person p where p.file_id = f.id
             and not exists (select 1 from beneficiary b where b.id = p.beneficiary_id))`,
        [id, caller.userId],
      );
      if (!found || !(caller.permissions as ReadonlySet<string>).has(found.permission) || found.scopeKey !== scopeKey(caller)) throw new FileGone();
      const people: { id: string }[] = await em.query('select beneficiary_id as id from stored_file_person where file_id = $1 limit 200', [id]);
      return { ...found, people: people.map((person) => person.id) };
    });
    const handle = await open(this.vault.pathOf(id)).catch(() => {
      throw new FileGone();
    });
    return new StreamableFile(handle.createReadStream(), {
      type: file.mediaType, length: file.bytes,
      disposition: `attachment; filename="download"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
  }
}
