import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { FileVault } from '../../../platform/files/file-vault.js';
import { BadInput, Conflict } from '../../../platform/http/refusal.js';
import { Jobs } from '../../../platform/jobs/jobs.service.js';
import { ImportBatches } from './import-batches.js';
import { ImportSteps } from './import-steps.js';
import type { AskedImport, ImportJob } from './import.job.js';
import type { ImportBatchRow } from './import.dto.js';

const LONGEST_NAME = 120;
const STEPS = { preview: '预检', commit: '写入', undo: '撤销' } as const;

/** Takes files in, and hands their steps to the background. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly vault: FileVault,
    private readonly jobs: Jobs,
    private readonly batches: ImportBatches,
    private readonly steps: ImportSteps,
  ) {}

  /** Keeps the bytes under a name of ours and looks at them in the background; nothing is written. */
  async upload(caller: Caller, kind: string, { bytes, name }: { bytes: unknown; name: string }): Promise<ImportBatchRow> {
    const { importer, handler } = this.steps.of(caller, kind);
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new BadInput('文件是空的，请重新选择。', [{ field: 'file', message: '不能为空' }]);
    const fileId = await this.vault.keep(
      caller, { name: '导入原文件', mediaType: 'application/octet-stream', permission: importer.permission, people: () => [] }, bytes,
    );
    const id = await this.db.asCaller(caller, async (em) => {
      const [{ id: made }]: [{ id: string }] = await em.query(
        `insert into import_batch (kind, owner_id, operator, file_id, file_name, file_sha256, file_bytes) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [kind, caller.userId, caller.name, fileId, name.slice(0, LONGEST_NAME), createHash('sha256').update(bytes).digest('hex'), bytes.length],
      );
      await this.hand(em, caller, { batchId: made, step: 'preview' }, { title: importer.title, handler });
      return made;
    });
    return this.batches.one(caller, id);
  }

  commit(caller: Caller, id: string, mode: 'all' | 'each'): Promise<ImportBatchRow> {
    return this.go(caller, id, { from: 'previewed', to: 'committing', step: 'commit', mode });
  }

  undo(caller: Caller, id: string, reason: string): Promise<ImportBatchRow> {
    caller.request.reason = reason;
    return this.go(caller, id, { from: 'committed', to: 'undoing', step: 'undo', mode: null });
  }

  private async go(caller: Caller, id: string, { from, to, step, mode }: { from: string; to: string; step: 'commit' | 'undo'; mode: string | null }): Promise<ImportBatchRow> {
    const batch = await this.batches.one(caller, id);
    const { importer, handler } = this.steps.of(caller, batch.kind);
    await this.db.asCaller(caller, async (em) => {
      const [moved]: [unknown[], number] = await em.query(
        `update import_batch set state = $3, mode = coalesce($4, mode) where id = $1 and state = $2 and ($3 <> 'undoing' or undo_until > now()) returning id`,
        [id, from, to, mode],
      );
      if (moved.length === 0) {
        throw new Conflict('IMPORT_STATE', step === 'undo' ? '这次导入已经撤销，或已超过可撤销的时间。' : '这个文件还在处理，或已经写入。请刷新后查看。');
      }
      await this.hand(em, caller, { batchId: id, step }, { title: importer.title, handler });
    });
    return this.batches.one(caller, id);
  }

  private async hand(em: EntityManager, caller: Caller, asked: AskedImport, { title, handler }: { title: string; handler: ImportJob }): Promise<void> {
    const jobId = await this.jobs.submit(em, caller, handler, { title: `导入${title}：${STEPS[asked.step]}`, asked, ...(caller.request.reason ? { reason: caller.request.reason } : {}) });
    await em.query('update import_batch set job_id = $2 where id = $1', [asked.batchId, jobId]);
  }
}
