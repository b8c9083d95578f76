import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import { AlarmList, AlarmRuleId, AlarmRuleInput, AlarmRuleList, AlarmRuleRow } from './alarm-rule.dto.js';
import { AlarmRulesService } from './alarm-rules.service.js';

@ApiTags('extraction')
@Controller('extraction')
export class AlarmRulesController {
  constructor(private readonly rules: AlarmRulesService) {}

  @Endpoint({
    route: 'GET /alarm-rules',
    summary: '报警规则',
    permission: 'sync:read',
    audit: 'view',
    returns: AlarmRuleList,
  })
  async list(@CurrentCaller() caller: Caller): Promise<AlarmRuleList> {
    return { items: await this.rules.list(caller) };
  }

  @Endpoint({ route: 'GET /alarms', summary: '当前报警', permission: 'sync:read', audit: 'view', returns: AlarmList })
  alarms(@CurrentCaller() caller: Caller): Promise<AlarmList> {
    return this.rules.alarms(caller);
  }

  @Endpoint({
    route: 'POST /alarm-rules',
    summary: '新增报警规则',
    permission: 'sync:configure',
    audit: 'change',
    returns: AlarmRuleRow,
  })
  create(@CurrentCaller() caller: Caller, @Body() rule: AlarmRuleInput): Promise<AlarmRuleRow> {
    return this.rules.create(caller, rule);
  }

  @Endpoint({
    route: 'PUT /alarm-rules/:id',
    summary: '修改报警规则',
    permission: 'sync:configure',
    audit: 'change',
    returns: AlarmRuleRow,
  })
  change(
    @CurrentCaller() caller: Caller,
    @Param() { id }: AlarmRuleId,
    @Body() rule: AlarmRuleInput,
  ): Promise<AlarmRuleRow> {
    return this.rules.change(caller, id, rule);
  }

  @Endpoint({
    route: 'DELETE /alarm-rules/:id',
    summary: '删除报警规则',
    permission: 'sync:configure',
    audit: 'change',
    returns: 'nothing',
  })
  remove(@CurrentCaller() caller: Caller, @Param() { id }: AlarmRuleId): Promise<void> {
    return this.rules.remove(caller, id);
  }
}
