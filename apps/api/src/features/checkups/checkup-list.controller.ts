import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { CheckupChoices, CheckupPage, CheckupQuery } from './checkup-list.dto.js';
import { CheckupListQueries } from './checkup-list.queries.js';

@ApiTags('checkups')
@Controller('checkups')
export class CheckupListController {
  constructor(private readonly checkups: CheckupListQueries) {}

  @Endpoint({ route: 'GET /', summary: '体检列表', permission: 'checkup:read', audit: 'search', returns: CheckupPage })
  list(@CurrentCaller() caller: Caller, @Query() query: CheckupQuery): Promise<CheckupPage> {
    return this.checkups.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出体检列表', permission: 'checkup:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: CheckupQuery): Promise<StreamableFile> {
    return this.checkups.export(caller, query);
  }

  @Endpoint({ route: 'GET /choices', summary: '体检列表可选的年度与套餐', permission: 'checkup:read', audit: 'search', returns: CheckupChoices })
  choices(@CurrentCaller() caller: Caller): Promise<CheckupChoices> {
    return this.checkups.choices(caller);
  }
}
