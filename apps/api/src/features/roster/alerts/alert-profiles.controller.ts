import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { AlertSettings } from './alert-settings.queries.js';
import { AlertChoice, LevelAndKind, LevelRules } from './alert.dto.js';

/** What is watched for everybody of a level. */
@ApiTags('roster')
@Controller('alert-profiles')
export class AlertProfilesController {
  constructor(private readonly settings: AlertSettings) {}

  @Endpoint({ route: 'GET /', summary: '各级别的关注设置', permission: 'beneficiary:read', audit: 'view', returns: LevelRules })
  async levels(@CurrentCaller() caller: Caller): Promise<LevelRules> {
    return { items: await this.settings.levels(caller) };
  }

  @Endpoint({ route: 'PUT /:careLevel/:kind', summary: '修改级别的关注设置', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  setLevel(@CurrentCaller() caller: Caller, @Param() at: LevelAndKind, @Body() choice: AlertChoice): Promise<void> {
    return this.settings.setLevel(caller, at, choice);
  }
}
