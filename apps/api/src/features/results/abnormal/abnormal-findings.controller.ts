import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { AbnormalFindingCounts, AbnormalFindingHandling, AbnormalFindingPage, AbnormalFindingQuery } from './abnormal-finding.dto.js';
import { AbnormalFindings } from './abnormal-findings.queries.js';

@ApiTags('results')
@Controller('abnormal-findings')
export class AbnormalFindingsController {
  constructor(private readonly findings: AbnormalFindings) {}

  @Endpoint({ route: 'GET /', summary: '异常关注', permission: 'lab:read', audit: 'search', returns: AbnormalFindingPage })
  list(@CurrentCaller() caller: Caller, @Query() query: AbnormalFindingQuery): Promise<AbnormalFindingPage> {
    return this.findings.list(caller, query);
  }

  @Endpoint({ route: 'GET /counts', summary: '异常关注的数量', permission: 'lab:read', audit: 'search', returns: AbnormalFindingCounts })
  counts(@CurrentCaller() caller: Caller, @Query() query: AbnormalFindingQuery): Promise<AbnormalFindingCounts> {
    return this.findings.counts(caller, query);
  }

  @Endpoint({ route: 'PATCH /:id', summary: '处理异常关注', permission: 'lab:handle', audit: 'change', returns: 'nothing' })
  handle(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() handling: AbnormalFindingHandling): Promise<void> {
    return this.findings.handle(caller, id, handling);
  }
}
