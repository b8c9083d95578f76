import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { FileVault } from '../../../platform/files/file-vault.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { JobHandler, type JobResult } from '../../../platform/jobs/job-handler.js';
import type { JobInHand } from '../../../platform/jobs/job-in-hand.js';
import { ImportBatches } from './import-batches.js';
import { ImportRun, keepRows, type RowResult } from './import-run.js';
import { sheetOf } from './import-sheet.js';
import { Importers } from './importers.js';
import { readSheet } from './sheet-reader.js';

export interface AskedImport {
  readonly batchId: string;
  readonly step: 'preview' | 'commit' | 'undo';
}

/** Looks at an uploaded file, takes it, or takes it back: as the account that asked, row by row. */
@Injectable()
export class ImportJob extends JobHandler<AskedImport> {
  readonly kind = 'import';
  readonly lane = 'imports';
  readonly permission = null;
  readonly audit = 'change';

  constructor(
    private readonly db: ScopedDatabase,
    private readonly vault: FileVault,
    private readonly importers: Importers,
    private readonly ways: ImportRun,
    private readonly batches: ImportBatches,
  ) {
    super();
  }

  async run(job: JobInHand<AskedImport>, caller: Caller): Promise<JobResult> {
    const { batchId, step } = job.asked;
    try {
      if (step === 'undo') return await this.undo(job, caller, batchId);
      return await this.forward(job, caller, batchId, step);
    } catch (problem) {
      if (problem instanceof Refusal) await this.batches.set(caller, batchId, { state: 'refused', message: problem.message });
      throw problem;
    }
  }

  private async forward(job: JobInHand<AskedImport>, caller: Caller, batchId: string, step: 'preview' | 'commit'): Promise<JobResult> {
    const batch = await this.batches.one(caller, batchId);
    const importer = this.importers.of(caller, batch.kind);
    const columns = await this.db.asCaller(caller, (em) => importer.columns(em));
    const sheet = sheetOf(await readSheet(await this.batches.pathOf(caller, batch, this.vault)), columns);
    const mode = step === 'preview' ? 'preview' : batch.mode!;
    if (step === 'commit' && job.attempt === 1) await this.db.asCaller(caller, (em) => em.query('delete from import_row where batch_id = $1', [batchId]));
    const results = await this.ways.through(job, caller, { batchId, importer, columns, sheet, mode });
    const counts = countsOf(results);
    const taken = step === 'commit' && !(mode === 'all' && counts.failed > 0);
    if (!taken) {
      await this.db.asCaller(caller, async (em) => {
        await em.query('delete from import_row where batch_id = $1', [batchId]);
        await keepRows(em, batchId, results);
      });
    }
    const words = `新增 ${counts.added}，更新 ${counts.changed}，跳过 ${counts.unchanged}，错误 ${counts.failed}`;
    const message = step === 'preview' ? `预检完成，尚未写入：${words}。` : taken ? `导入完成：${words}。` : `有 ${counts.failed} 行错误，整批没有写入。`;
    await this.batches.set(caller, batchId, {
      state: taken ? 'committed' : 'previewed', message, ...counts, ignored: sheet.ignored,
      taken,
    });
    return { message };
  }

  private async undo(job: JobInHand<AskedImport>, caller: Caller, batchId: string): Promise<JobResult> {
    const batch = await this.batches.one(caller, batchId);
    const kept = await this.ways.back(job, caller, batchId, this.importers.of(caller, batch.kind));
    const message = kept ? `已撤销；有 ${kept} 行在导入之后又有变化，没有撤销，见明细。` : '已全部撤销。';
    await this.batches.set(caller, batchId, { state: 'undone', message });
    return { message };
  }
}

function countsOf(results: readonly RowResult[]): Record<RowResult['outcome'], number> {
  const counts = { added: 0, changed: 0, unchanged: 0, failed: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}
