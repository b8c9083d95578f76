import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { FindingDecision, FindingPage, FindingQuery, RuleChange, RuleId, RuleList } from './finding.dto.js';
import { FindingQueries } from './findings.queries.js';

@ApiTags('audit')
@Controller('audit')
export class FindingsController {
  constructor(private readonly findings: FindingQueries) {}

  @Endpoint({ route: 'GET /findings', summary: '异常访问', permission: 'audit:read', audit: 'search', returns: FindingPage })
  list(@CurrentCaller() caller: Caller, @Query() query: FindingQuery): Promise<FindingPage> {
    return this.findings.list(caller, query);
  }

  @Endpoint({ route: 'POST /findings/:id/decide', summary: '处理异常访问', permission: 'audit:handle', audit: 'change', returns: 'nothing' })
  decide(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() decision: FindingDecision): Promise<void> {
    return this.findings.decide(caller, id, decision);
  }

  @Endpoint({ route: 'GET /rules', summary: '异常访问规则', permission: 'audit:read', audit: 'search', returns: RuleList })
  async rules(@CurrentCaller() caller: Caller): Promise<RuleList> {
    return { items: await this.findings.rules(caller) };
  }

  @Endpoint({ route: 'PUT /rules/:id', summary: '调整异常访问规则', permission: 'audit:handle', audit: 'change', returns: 'nothing' })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RuleId, @Body() change: RuleChange): Promise<void> {
    return this.findings.change(caller, id, change);
  }
}
