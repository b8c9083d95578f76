import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { FileVault } from '../../../platform/files/file-vault.js';
import { PackedFile } from '../../../platform/files/packed-file.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { JobHandler, type JobResult } from '../../../platform/jobs/job-handler.js';
import type { JobInHand } from '../../../platform/jobs/job-in-hand.js';
import { VersionPrintService } from '../versions/version-print.service.js';
import { VersionsService } from '../versions/versions.service.js';

export interface AskedBatch {
  readonly templateId: string;
  readonly people: readonly string[];
}

interface Made {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly name: string;
}

/** Generates a version for each of many people and packs their PDFs into one file. One person's failure is his alone. */
@Injectable()
export class ArchiveBatchJob extends JobHandler<AskedBatch> {
  readonly kind = 'archive-batch';
  readonly lane = 'documents';
  readonly permission = 'archive:generate';
  readonly audit = 'export';

  constructor(
    private readonly db: ScopedDatabase,
    private readonly versions: VersionsService,
    private readonly paper: VersionPrintService,
    private readonly vault: FileVault,
  ) {
    super();
  }

  async run(job: JobInHand<AskedBatch>, caller: Caller): Promise<JobResult> {
    await job.expect(job.asked.people.length);
    const settled = await job.settled();
    for (const person of job.asked.people) if (!settled.has(person)) await this.generate(job, caller, person);
    const made = await this.made(job, caller);
    const left = job.asked.people.length - made.length;
    if (made.length === 0) throw new Refusal(409, 'ARCHIVE_BATCH_EMPTY', '没有生成任何档案，请在任务明细中查看每个人的原因。');
    const fileId = await this.pack(job, caller, made);
    return { message: `已生成 ${made.length} 份健康档案${left ? `，${left} 人未生成，原因见明细` : ''}。文件保留 24 小时。`, fileId };
  }

  private async generate(job: JobInHand<AskedBatch>, caller: Caller, person: string): Promise<void> {
    try {
      const isSecret = await this.db.asCaller(caller, async (em) => {
        const [found]: { confidential: boolean }[] = await em.query('select confidential from beneficiary where id = $1', [person]);
        return found?.confidential ?? false;
      });
      if (isSecret) return await job.settle(person, 'skipped', '须单独生成并填写理由');
      await this.versions.generate(caller, person, { templateId: job.asked.templateId });
      await job.settle(person, 'done');
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      await job.settle(person, 'failed', problem.message);
    }
  }

  /** The newest version of each person that this account made by the template; also after the job was taken up again. */
  private made(job: JobInHand<AskedBatch>, caller: Caller): Promise<Made[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select distinct on (v.beneficiary_id) v.id, v.beneficiary_id as "beneficiaryId", b.name
         from archive_version v join beneficiary b on b.id = v.beneficiary_id
         where v.beneficiary_id = any ($1) and v.template_id = $2 and v.generated_by = $3 and not v.confidential
           and v.generated_at >= (select j.created_at from background_job j where j.id = $4)
         order by v.beneficiary_id, v.version desc`,
        [job.asked.people, job.asked.templateId, caller.username, job.id],
      ),
    );
  }

  /** 姓名_档案编号, one file each. */
  private async pack(job: JobInHand<AskedBatch>, caller: Caller, made: readonly Made[]): Promise<string> {
    const pack = new PackedFile(this.vault, caller, { name: '健康档案.zip', permission: 'archive:download', jobId: job.id, signal: job.signal });
    try {
      for (const { id, name, beneficiaryId } of made) {
        job.signal.throwIfAborted();
        const { bytes, number } = await this.paper.print(caller, id, {});
        await pack.add(`${name}_${number}`, bytes, beneficiaryId);
      }
    } catch (problem) {
      pack.fail(problem);
      throw problem;
    }
    return pack.finish();
  }
}
