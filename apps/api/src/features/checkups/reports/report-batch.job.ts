import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { FileVault } from '../../../platform/files/file-vault.js';
import { PackedFile } from '../../../platform/files/packed-file.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { JobHandler, type JobResult } from '../../../platform/jobs/job-handler.js';
import type { JobInHand } from '../../../platform/jobs/job-in-hand.js';
import { CheckupReports } from './checkup-reports.service.js';
import type { ReportKind } from './report.dto.js';

export interface AskedReports {
  readonly checkups: readonly string[];
  readonly kind: ReportKind;
}

/** The reports of many check-ups in one packed file. What cannot be set is told of that check-up and spoils nothing else. */
@Injectable()
export class ReportBatchJob extends JobHandler<AskedReports> {
  readonly kind = 'checkup-reports';
  readonly lane = 'documents';
  readonly permission = 'checkup:download';
  readonly audit = 'export';

  constructor(
    private readonly db: ScopedDatabase,
    private readonly reports: CheckupReports,
    private readonly vault: FileVault,
  ) {
    super();
  }

  /** Taken up again it sets every report anew, because the file of the earlier try is gone; what is settled stays as it was told. */
  async run(job: JobInHand<AskedReports>, caller: Caller): Promise<JobResult> {
    const { checkups } = job.asked;
    await job.expect(checkups.length);
    const [settled, secret] = [await job.settled(), await this.secret(caller, checkups)];
    const pack = new PackedFile(this.vault, caller, { name: '体检报告.zip', permission: 'checkup:download', jobId: job.id, signal: job.signal });
    try {
      for (const id of checkups) {
        job.signal.throwIfAborted();
        const why = secret.has(id) ? '机密人员的报告须单独下载' : await this.add(job, caller, pack, id);
        if (!settled.has(id)) await job.settle(id, why === null ? 'done' : secret.has(id) ? 'skipped' : 'failed', why);
      }
      if (pack.size === 0) throw new Refusal(409, 'CHECKUP_REPORTS_EMPTY', '没有生成任何体检报告，请在任务明细中查看每一份的原因。');
    } catch (problem) {
      pack.fail(problem);
      throw problem;
    }
    const fileId = await pack.finish();
    const [made, left] = [pack.size, checkups.length - pack.size];
    return { message: `已生成 ${made} 份体检报告${left ? `，${left} 份未生成，原因见明细` : ''}。文件保留 24 小时。`, fileId };
  }

  /** Puts one report into the file; answers why not, when it cannot be set. */
  private async add(job: JobInHand<AskedReports>, caller: Caller, pack: PackedFile, id: string): Promise<string | null> {
    try {
      const { bytes, nameInside, beneficiaryId } = await this.reports.print(caller, id, job.asked.kind);
      await pack.add(nameInside, bytes, beneficiaryId);
      return null;
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      return problem.message;
    }
  }

  /** Those of 机密 people; on the trail: everything that the job was about. */
  private async secret(caller: Caller, checkups: readonly string[]): Promise<ReadonlySet<string>> {
    const { items } = await this.db.asCaller(caller, async (em) => {
      const found: { id: string; beneficiaryId: string; confidential: boolean }[] = await em.query(
        'select id, beneficiary_id as "beneficiaryId", confidential from checkup where id = any ($1) and deleted_at is null', [checkups],
      );
      return { items: found };
    });
    return new Set(items.filter(({ confidential }) => confidential).map(({ id }) => id));
  }
}
