import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { ArchiveRuleBasis, ArchiveRuleChange, ArchiveRuleCode, ArchiveRulePreview, ArchiveRulePreviewAsked, ArchiveRuleSetHistory, ArchiveRuleSetView } from './rule.dto.js';
import { RuleQueries } from './rule.queries.js';
import { RulesService } from './rules.service.js';

export class ArchiveRuleVersionQuery {
  @ApiPropertyOptional({ minimum: 1, description: 'The newest without it' }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000)
  version?: number;
}

@ApiTags('archive')
@Controller('archive-rules')
export class RulesController {
  constructor(
    private readonly queries: RuleQueries,
    private readonly rules: RulesService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '档案诊断规则', permission: 'archive:read', audit: 'view', returns: ArchiveRuleSetView })
  read(@CurrentCaller() caller: Caller, @Query() { version }: ArchiveRuleVersionQuery): Promise<ArchiveRuleSetView> {
    return this.queries.view(caller, version);
  }

  @Endpoint({ route: 'GET /versions', summary: '诊断规则的历次版本', permission: 'archive:read', audit: 'view', returns: ArchiveRuleSetHistory })
  history(@CurrentCaller() caller: Caller): Promise<ArchiveRuleSetHistory> {
    return this.queries.history(caller);
  }

  @Endpoint({ route: 'PUT /:code', summary: '新增或修改一条诊断规则', permission: 'archive:rule', audit: 'change', returns: ArchiveRuleSetView })
  keep(@CurrentCaller() caller: Caller, @Param() { code }: ArchiveRuleCode, @Body() body: ArchiveRuleChange): Promise<ArchiveRuleSetView> {
    return this.rules.keep(caller, code, body);
  }

  @Endpoint({ route: 'POST /:code/removal', summary: '删除一条诊断规则', permission: 'archive:rule', audit: 'change', returns: ArchiveRuleSetView })
  remove(@CurrentCaller() caller: Caller, @Param() { code }: ArchiveRuleCode, @Body() { basedOn }: ArchiveRuleBasis): Promise<ArchiveRuleSetView> {
    return this.rules.remove(caller, code, basedOn);
  }

  @Endpoint({ route: 'POST /preview', summary: '在某人档案上预览一条诊断规则', permission: 'archive:rule', audit: 'view', returns: ArchiveRulePreview })
  preview(@CurrentCaller() caller: Caller, @Body() asked: ArchiveRulePreviewAsked): Promise<ArchiveRulePreview> {
    return this.rules.preview(caller, asked);
  }
}
