import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import type { Caller } from '../../../apps/api/src/platform/access/caller.js';
import { ScopedDatabase } from '../../../apps/api/src/platform/database/scoped-database.js';
import { FileVault } from '../../../apps/api/src/platform/files/file-vault.js';
import { BadInput } from '../../../apps/api/src/platform/http/refusal.js';
import { JobHandler, type JobResult } from '../../../apps/api/src/platform/jobs/job-handler.js';
import type { JobInHand } from '../../../apps/api/src/platform/jobs/job-in-hand.js';

export interface Counting {
  readonly people: readonly string[];
  readonly eachMs?: number;
  /** Tries that end in an error of the program before one goes through. */
  readonly failures?: number;
  readonly refuse?: boolean;
}

/** Looks at people one by one and writes a file of whom it saw: as slow and as faulty as a test wants. */
@Injectable()
export class CountingJob extends JobHandler<Counting> {
  readonly kind = 'counting';
  readonly lane = 'exports';
  readonly permission = 'beneficiary:export';
  readonly audit = 'export';
  /** Every look, so that a test sees what was done twice. */
  readonly looked: string[] = [];
  readonly seen: string[] = [];

  constructor(
    private readonly db: ScopedDatabase,
    private readonly vault: FileVault,
  ) {
    super();
  }

  async run(job: JobInHand<Counting>, caller: Caller): Promise<JobResult> {
    const { people, eachMs = 0, failures = 0, refuse } = job.asked;
    if (refuse) throw new BadInput('条件不正确，请修改后重试。');
    if (job.attempt <= failures) throw new Error('connection of 张国庆 lost');
    const settled = await job.settled();
    for (const id of people.filter((one) => !settled.has(one))) {
      const found: unknown[] = await this.db.asCaller(caller, (em) => em.query('select id from beneficiary where id = $1', [id]));
      this.looked.push(id);
      if (found.length) this.seen.push(id);
      await job.settle(id, found.length ? 'done' : 'failed', found.length ? null : '没有找到');
      await new Promise((go) => setTimeout(go, eachMs));
    }
    const fileId = await this.vault.keep(
      caller,
      { name: '名单_全部.csv', mediaType: 'text/csv', permission: 'beneficiary:export', jobId: job.id, rowCount: () => this.seen.length, people: () => this.seen },
      Buffer.from(`\ufeff编号\n${this.seen.join('\n')}\n`),
    );
    return { message: `共 ${this.seen.length} 条`, fileId };
  }
}

@Module({ providers: [CountingJob], exports: [CountingJob] })
export class CountingModule {}
