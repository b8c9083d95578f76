import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { PersonId } from '../beneficiary.dto.js';
import { AlertSettings } from './alert-settings.queries.js';
import { AlertChoice, AlertHandling, AlertId, AlertPage, AlertQuery, LevelAndKind, LevelRules, PersonAndKind, PersonSettings } from './alert.dto.js';
import { Alerts } from './alerts.queries.js';

/** What the office wants to be told of people, and what it was told. */
@ApiTags('roster')
@Controller()
export class AlertsController {
  constructor(
    private readonly alerts: Alerts,
    private readonly settings: AlertSettings,
  ) {}

  @Endpoint({ route: 'GET /alerts', summary: '关注提醒', permission: 'beneficiary:read', audit: 'search', returns: AlertPage })
  list(@CurrentCaller() caller: Caller, @Query() query: AlertQuery): Promise<AlertPage> {
    return this.alerts.list(caller, query);
  }

  @Endpoint({ route: 'POST /alerts/:id/handle', summary: '处理关注提醒', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  handle(@CurrentCaller() caller: Caller, @Param() { id }: AlertId, @Body() handling: AlertHandling): Promise<void> {
    return this.alerts.handle(caller, id, handling);
  }

  @Endpoint({ route: 'GET /alert-profiles', summary: '各级别的关注设置', permission: 'beneficiary:read', audit: 'view', returns: LevelRules })
  async levels(@CurrentCaller() caller: Caller): Promise<LevelRules> {
    return { items: await this.settings.levels(caller) };
  }

  @Endpoint({ route: 'PUT /alert-profiles/:careLevel/:kind', summary: '修改级别的关注设置', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  setLevel(@CurrentCaller() caller: Caller, @Param() at: LevelAndKind, @Body() choice: AlertChoice): Promise<void> {
    return this.settings.setLevel(caller, at, choice);
  }

  @Endpoint({ route: 'GET /beneficiaries/:id/alert-settings', summary: '个人关注设置', permission: 'beneficiary:read', audit: 'view', returns: PersonSettings })
  async ofPerson(@CurrentCaller() caller: Caller, @Param() { id }: PersonId): Promise<PersonSettings> {
    return { items: await this.settings.ofPerson(caller, id) };
  }

  @Endpoint({ route: 'PUT /beneficiaries/:id/alert-settings/:kind', summary: '修改个人关注设置', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  setPerson(@CurrentCaller() caller: Caller, @Param() at: PersonAndKind, @Body() choice: AlertChoice): Promise<void> {
    return this.settings.setPerson(caller, at, choice);
  }

  @Endpoint({ route: 'DELETE /beneficiaries/:id/alert-settings/:kind', summary: '恢复级别的关注设置', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  resetPerson(@CurrentCaller() caller: Caller, @Param() at: PersonAndKind): Promise<void> {
    return this.settings.resetPerson(caller, at);
  }
}
