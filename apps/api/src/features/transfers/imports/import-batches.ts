import { Injectable } from '@nestjs/common';
import { access } from 'node:fs/promises';
import type { Caller } from '../../../platform/access/caller.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { FileVault } from '../../../platform/files/file-vault.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { Parameters } from '../../settings/parameters.port.js';
import type { ImportBatchRow, ImportRowQuery, ImportRowRow, ImportsQuery } from './import.dto.js';
import { UnusableSheet } from './sheet-reader.js';

const COLUMNS = `b.id, b.kind, b.operator, b.file_name as "fileName", b.file_sha256 as "fileSha256", b.file_bytes as "fileBytes", b.state, b.mode,
  b.job_id as "jobId", b.added, b.changed, b.unchanged, b.failed, b.ignored, b.message, b.created_at as "createdAt", b.committed_at as "committedAt",
  b.undone_at as "undoneAt", case when b.state = 'committed' and b.undo_until > now() then b.undo_until end as "undoUntil"`;

interface Change {
  readonly state: string;
  readonly message: string;
  readonly added?: number;
  readonly changed?: number;
  readonly unchanged?: number;
  readonly failed?: number;
  readonly ignored?: readonly string[];
  /** It was written just now: from now on it can be taken back for a while. */
  readonly taken?: boolean;
}

/** Imports as they stand, each of them its operator's own. */
@Injectable()
export class ImportBatches {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
  ) {}

  async one(caller: Caller, id: string): Promise<ImportBatchRow> {
    const [row]: ImportBatchRow[] = await this.db.asCaller(caller, (em) =>
      em.query(`select ${COLUMNS} from import_batch b where b.id = $1 and b.owner_id = $2`, [id, caller.userId]),
    );
    if (!row) throw new NotFound('导入记录');
    return row;
  }

  list(caller: Caller, query: ImportsQuery): Promise<Page<ImportBatchRow>> {
    const conditions = new Conditions()
      .and((bind) => `b.owner_id = ${bind(caller.userId)}`)
      .when(query.kind, (bound) => `b.kind = any (${bound}::text[])`)
      .when(query.state, (bound) => `b.state = any (${bound}::text[])`);
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]]: [ImportBatchRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ${COLUMNS} from import_batch b where ${conditions.where} order by b.created_at desc, b.id limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          conditions.values,
        ),
        em.query(`select count(*)::int as total from import_batch b where ${conditions.where}`, conditions.values),
      ]);
      return { items, total, totalIsExact: true };
    });
  }

  async rows(caller: Caller, id: string, query: ImportRowQuery): Promise<Page<ImportRowRow>> {
    await this.one(caller, id);
    const conditions = new Conditions().and((bind) => `batch_id = ${bind(id)}`).when(query.outcome, (bound) => `outcome = any (${bound}::text[])`);
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]]: [ImportRowRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select line, outcome, columns, message, undone from import_row where ${conditions.where}
           order by outcome = 'failed' desc, line limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          conditions.values,
        ),
        em.query(`select count(*)::int as total from import_row where ${conditions.where}`, conditions.values),
      ]);
      return { items, total, totalIsExact: true };
    });
  }

  async set(caller: Caller, id: string, { state, message, added, changed, unchanged, failed, ignored, taken }: Change): Promise<void> {
    const undoHours = taken ? this.parameters.value('import.undoHours') : null;
    await this.db.asCaller(caller, (em) =>
      em.query(
        `update import_batch set state = $2, message = $3, added = coalesce($4, added), changed = coalesce($5, changed),
           unchanged = coalesce($6, unchanged), failed = coalesce($7, failed), ignored = coalesce($8, ignored),
           committed_at = case when $9::int is null then committed_at else now() end,
           undo_until = case when $9::int is null then undo_until else now() + $9 * interval '1 hour' end,
           undone_at = case when $2 = 'undone' then now() end where id = $1`,
        [id, state, message, added ?? null, changed ?? null, unchanged ?? null, failed ?? null, ignored ?? null, undoHours],
      ),
    );
  }

  /** Where the uploaded file lies. Throws when its day is over. */
  async pathOf(caller: Caller, { id }: ImportBatchRow, vault: FileVault): Promise<string> {
    const [found]: { fileId: string }[] = await this.db.asCaller(caller, (em) =>
      em.query('select f.id as "fileId" from import_batch b join stored_file f on f.id = b.file_id where b.id = $1 and f.expires_at > now()', [id]),
    );
    const path = found && vault.pathOf(found.fileId);
    if (!path || !(await access(path).then(() => true, () => false))) throw new UnusableSheet('上传的文件已超过 24 小时，请重新上传。');
    return path;
  }
}
