import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { KeptRecall, NewRecall, RecallCancellation, RecallCounts, RecallPage, RecallPostponement, RecallQuery, RecallResult } from './recall.dto.js';
import { RecallQueries } from './recalls.queries.js';
import { RecallService } from './recalls.service.js';

@ApiTags('recalls')
@Controller('recalls')
export class RecallsController {
  constructor(
    private readonly recalls: RecallQueries,
    private readonly work: RecallService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '复查与随访列表', permission: 'recall:read', audit: 'search', returns: RecallPage })
  list(@CurrentCaller() caller: Caller, @Query() query: RecallQuery): Promise<RecallPage> {
    return this.recalls.list(caller, query);
  }

  @Endpoint({ route: 'GET /counts', summary: '逾期、本周、本月的复查数', permission: 'recall:read', audit: 'search', returns: RecallCounts })
  counts(@CurrentCaller() caller: Caller): Promise<RecallCounts> {
    return this.recalls.counts(caller);
  }

  @Endpoint({ route: 'GET /export', summary: '导出复查与随访', permission: 'checkup:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: RecallQuery): Promise<StreamableFile> {
    return this.recalls.export(caller, query);
  }

  @Endpoint({ route: 'POST /', summary: '安排复查', permission: 'recall:write', audit: 'change', returns: KeptRecall })
  add(@CurrentCaller() caller: Caller, @Body() input: NewRecall): Promise<KeptRecall> {
    return this.work.add(caller, input);
  }

  @Endpoint({ route: 'POST /:id/finish', summary: '登记复查结果', permission: 'recall:write', audit: 'change', returns: KeptRecall })
  finish(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() input: RecallResult): Promise<KeptRecall> {
    return this.work.finish(caller, id, input);
  }

  @Endpoint({ route: 'POST /:id/postpone', summary: '改期复查', permission: 'recall:write', audit: 'change', returns: KeptRecall })
  postpone(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() input: RecallPostponement): Promise<KeptRecall> {
    return this.work.postpone(caller, id, input);
  }

  @Endpoint({ route: 'POST /:id/cancel', summary: '取消复查', permission: 'recall:write', audit: 'change', returns: KeptRecall })
  cancel(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() input: RecallCancellation): Promise<KeptRecall> {
    return this.work.cancel(caller, id, input);
  }
}
