import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Forbidden } from '../../../platform/http/refusal.js';
import { Jobs } from '../../../platform/jobs/jobs.service.js';
import { ExportCatalogue } from './export-catalogue.js';
import type { NewExport, StartedJob } from './export.dto.js';
import { ListExportJob } from './list-export.job.js';

/** Hands exports of whole lists to the background. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly jobs: Jobs,
    private readonly catalogue: ExportCatalogue,
    private readonly handler: ListExportJob,
  ) {}

  /** Wrong conditions and a missing right are said at once, not by the job. */
  async start(caller: Caller, { path, query, format, reason }: NewExport): Promise<StartedJob> {
    const list = this.catalogue.at(path);
    if (!caller.permissions.has(list.permission)) throw new Forbidden(PERMISSIONS[list.permission]);
    await list.check(query);
    caller.request.reason = reason;
    const jobId = await this.db.asCaller(caller, (em) => this.jobs.submit(em, caller, this.handler, { title: `导出${list.title}`, asked: { path, query, format }, reason }));
    return { jobId };
  }
}
