import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import type { Page } from '../../platform/http/page.dto.js';
import { BadInput } from '../../platform/http/refusal.js';
import { ManualRunService } from './manual-run.service.js';
import { RunId, RunPage, RunQuery, RunRequest, RunRow } from './run.dto.js';
import { RunQueries } from './runs.queries.js';

@ApiTags('extraction')
@Controller('extraction/runs')
export class RunsController {
  constructor(
    private readonly runs: RunQueries,
    private readonly manual: ManualRunService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '运行记录', permission: 'sync:read', audit: 'view', returns: RunPage })
  list(@CurrentCaller() caller: Caller, @Query() query: RunQuery): Promise<Page<RunRow>> {
    return this.runs.page(caller, query);
  }

  @Endpoint({ route: 'GET /:id', summary: '一次运行', permission: 'sync:read', audit: 'view', returns: RunRow })
  one(@CurrentCaller() caller: Caller, @Param() { id }: RunId): Promise<RunRow> {
    return this.runs.one(caller, id);
  }

  @Endpoint({ route: 'POST /', summary: '手动同步', permission: 'sync:run', audit: 'operate', returns: RunRow })
  async start(@CurrentCaller() caller: Caller, @Body() request: RunRequest): Promise<RunRow> {
    if (request.mode === 'window' && (!request.from || !request.to || request.from > request.to)) {
      throw new BadInput('请选择正确的时间段。', [{ field: 'from', message: '开始日期应不晚于结束日期' }]);
    }
    return this.runs.one(caller, await this.manual.start(caller, request));
  }
}
