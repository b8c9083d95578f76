import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import type { Page } from '../../../../platform/http/page.dto.js';
import { CodeEntry, CodeEntryAnswer, CodeMapPage, CodeMapQuery, CodeMapRow } from './code-map.dto.js';
import { CodeMapQueries } from './code-maps.queries.js';
import { CodeMapsService } from './code-maps.service.js';

@ApiTags('extraction')
@Controller('extraction/code-maps')
export class CodeMapsController {
  constructor(
    private readonly codes: CodeMapQueries,
    private readonly service: CodeMapsService,
  ) {}

  @Endpoint({
    route: 'GET /',
    summary: '代码对照与未映射清单',
    permission: 'sync:read',
    audit: 'view',
    returns: CodeMapPage,
  })
  list(@CurrentCaller() caller: Caller, @Query() query: CodeMapQuery): Promise<Page<CodeMapRow>> {
    return this.codes.page(caller, query);
  }

  @Endpoint({
    route: 'PUT /',
    summary: '填写一个代码的对应值',
    permission: 'sync:configure',
    audit: 'change',
    returns: CodeEntryAnswer,
  })
  async enter(@CurrentCaller() caller: Caller, @Body() entry: CodeEntry): Promise<CodeEntryAnswer> {
    return { affected: await this.service.enter(caller, entry) };
  }
}
