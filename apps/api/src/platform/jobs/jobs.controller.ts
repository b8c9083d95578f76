import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../access/caller.js';
import { CurrentCaller } from '../access/current-caller.js';
import { Endpoint } from '../access/endpoint.js';
import type { Page } from '../http/page.dto.js';
import { RecordId } from '../http/record-id.dto.js';
import { JobItemPage, JobItemQuery, type JobItemRow, JobPage, JobQuery, JobRow } from './job.dto.js';
import { JobQueries } from './jobs.queries.js';
import { Jobs } from './jobs.service.js';

const OWN = { anySignedIn: 'His own jobs; each asks for its right itself' } as const;
const QUIET = { skip: 'His own jobs; what they did is recorded where they did it' } as const;

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly queries: JobQueries,
    private readonly jobs: Jobs,
  ) {}

  @Endpoint({ route: 'GET /', summary: '我的后台任务', permission: OWN, audit: QUIET, returns: JobPage })
  list(@CurrentCaller() caller: Caller, @Query() query: JobQuery): Promise<Page<JobRow>> {
    return this.queries.list(caller, query);
  }

  @Endpoint({ route: 'GET /:id', summary: '一项后台任务', permission: OWN, audit: QUIET, returns: JobRow })
  one(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<JobRow> {
    return this.queries.one(caller, id);
  }

  @Endpoint({ route: 'GET /:id/items', summary: '后台任务的逐项结果', permission: OWN, audit: QUIET, returns: JobItemPage })
  items(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: JobItemQuery): Promise<Page<JobItemRow>> {
    return this.queries.items(caller, id, query);
  }

  @Endpoint({ route: 'POST /:id/cancel', summary: '取消后台任务', permission: OWN, audit: 'operate', returns: 'nothing' })
  cancel(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.jobs.cancel(caller, id);
  }

  @Endpoint({ route: 'POST /:id/retry', summary: '重试后台任务', permission: OWN, audit: 'operate', returns: 'nothing' })
  retry(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.jobs.retry(caller, id);
  }
}
