import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import { FileVault } from '../../../platform/files/file-vault.js';
import { inBackground } from '../../../platform/http/export-run.js';
import { Forbidden } from '../../../platform/http/refusal.js';
import { JobHandler, type JobResult } from '../../../platform/jobs/job-handler.js';
import type { JobInHand } from '../../../platform/jobs/job-in-hand.js';
import { ExportCatalogue } from './export-catalogue.js';

export interface AskedExport {
  readonly path: string;
  /** As it came, so that it is checked by the list's own rules again. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Left out by jobs of before: a workbook. */
  readonly format?: 'xlsx' | 'csv';
}

const MEDIA = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' } as const;

/** Makes a list's export without anybody waiting: the very endpoint of the list, as the account that asked, with its rights of now. */
@Injectable()
export class ListExportJob extends JobHandler<AskedExport> {
  readonly kind = 'list-export';
  readonly lane = 'exports';
  readonly permission = null;
  readonly audit = 'export';
  override readonly isListFile = true;

  constructor(
    private readonly catalogue: ExportCatalogue,
    private readonly vault: FileVault,
  ) {
    super();
  }

  async run(job: JobInHand<AskedExport>, asker: Caller): Promise<JobResult> {
    const list = this.catalogue.at(job.asked.path);
    const { format = 'xlsx' } = job.asked;
    if (!asker.permissions.has(list.permission)) throw new Forbidden(PERMISSIONS[list.permission]);
    // On the trail it is the export of this list, as if it had been waited for.
    const caller: Caller = { ...asker, request: Object.assign(asker.request, { operation: list.operation, query: job.asked.query, csv: format === 'csv' }) };
    const query = await list.check(job.asked.query);
    const people = new Set<string>();
    let rows = 0;
    let expected: number | null = null;
    const run = {
      expect: (total: number): void => void (expected = total),
      progress: (done: number): Promise<void> => {
        rows = done;
        return job.progress(done, expected);
      },
      about: (person: string): void => void people.add(person),
    };
    const file = await inBackground(run, () => list.make(caller, query));
    const fileId = await this.vault.keep(
      caller,
      {
        name: nameOf(file.getHeaders().disposition, `${list.title}.${format}`), mediaType: MEDIA[format], permission: list.permission, jobId: job.id,
        rowCount: () => rows, people: () => people, signal: job.signal,
      },
      file.getStream() as AsyncIterable<Buffer>,
    );
    return { message: `已导出 ${rows.toLocaleString('en-US')} 条，文件保留 24 小时。`, fileId };
  }
}

/** The name that the list's own download has. */
function nameOf(disposition: string | readonly string[] | undefined, otherwise: string): string {
  const named = /filename\*=UTF-8''([^;]+)/i.exec(String(disposition ?? ''))?.[1];
  return named ? decodeURIComponent(named) : otherwise;
}
