import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { CompletionPage, CompletionQuery } from './weekly-completion.dto.js';
import { WeeklyCompletionQueries } from './weekly-completion.queries.js';

@ApiTags('stats')
@Controller('stats/weekly/expected')
export class WeeklyCompletionController {
  constructor(private readonly completion: WeeklyCompletionQueries) {}

  @Endpoint({ route: 'GET /', summary: '某日应接待与已完成的人员', permission: 'reception:read', audit: 'search', returns: CompletionPage })
  people(@CurrentCaller() caller: Caller, @Query() query: CompletionQuery): Promise<CompletionPage> {
    return this.completion.people(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出某日应接待与已完成的人员', permission: 'reception:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: CompletionQuery): Promise<StreamableFile> {
    return this.completion.export(caller, query);
  }
}
