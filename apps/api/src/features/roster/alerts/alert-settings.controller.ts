import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { PersonId } from '../beneficiary.dto.js';
import { AlertSettings } from './alert-settings.queries.js';
import { AlertChoice, PersonAndKind, PersonSettings } from './alert.dto.js';

/** What is watched for one person, other than for his level. */
@ApiTags('roster')
@Controller('beneficiaries/:id/alert-settings')
export class AlertSettingsController {
  constructor(private readonly settings: AlertSettings) {}

  @Endpoint({ route: 'GET /', summary: '个人关注设置', permission: 'beneficiary:read', audit: 'view', returns: PersonSettings })
  async ofPerson(@CurrentCaller() caller: Caller, @Param() { id }: PersonId): Promise<PersonSettings> {
    return { items: await this.settings.ofPerson(caller, id) };
  }

  @Endpoint({ route: 'PUT /:kind', summary: '修改个人关注设置', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  setPerson(@CurrentCaller() caller: Caller, @Param() at: PersonAndKind, @Body() choice: AlertChoice): Promise<void> {
    return this.settings.setPerson(caller, at, choice);
  }

  @Endpoint({ route: 'DELETE /:kind', summary: '恢复级别的关注设置', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  resetPerson(@CurrentCaller() caller: Caller, @Param() at: PersonAndKind): Promise<void> {
    return this.settings.resetPerson(caller, at);
  }
}
