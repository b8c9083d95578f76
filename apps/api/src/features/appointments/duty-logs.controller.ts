import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { DutyLogCancel, DutyLogChange, DutyLogInput, DutyLogPage, DutyLogQuery, KeptDutyLog } from './duty-log.dto.js';
import { DutyLogQueries } from './duty-logs.queries.js';
import { DutyLogService } from './duty-logs.service.js';

@ApiTags('duty-logs')
@Controller('duty-logs')
export class DutyLogsController {
  constructor(
    private readonly logs: DutyLogQueries,
    private readonly work: DutyLogService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '体检现场工作量', permission: 'reception:read', audit: 'search', returns: DutyLogPage })
  list(@CurrentCaller() caller: Caller, @Query() query: DutyLogQuery): Promise<DutyLogPage> {
    return this.logs.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出体检现场工作量', permission: 'reception:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: DutyLogQuery): Promise<StreamableFile> {
    return this.logs.export(caller, query);
  }

  @Endpoint({ route: 'POST /', summary: '登记体检现场工作量', permission: 'reception:write', audit: 'change', returns: KeptDutyLog })
  add(@CurrentCaller() caller: Caller, @Body() input: DutyLogInput): Promise<KeptDutyLog> {
    return this.work.add(caller, input);
  }

  @Endpoint({ route: 'PUT /:id', summary: '修改体检现场工作量', permission: 'reception:write', audit: 'change', returns: KeptDutyLog })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() input: DutyLogChange): Promise<KeptDutyLog> {
    return this.work.change(caller, id, input);
  }

  @Endpoint({ route: 'POST /:id/cancel', summary: '作废体检现场工作量', permission: 'reception:write', audit: 'change', returns: KeptDutyLog })
  cancel(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() input: DutyLogCancel): Promise<KeptDutyLog> {
    return this.work.cancel(caller, id, input);
  }
}
