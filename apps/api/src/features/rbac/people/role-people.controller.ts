import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { RoleCode } from '../roles/role-input.dto.js';
import { ChoiceReason, ChosenKey, ChosenPeople, PeopleRoles, PersonChoice } from './role-people.dto.js';
import { RolePeople } from './role-people.service.js';

const MAY = { permission: 'role:people' } as const;

@ApiTags('rbac')
@Controller('people-roles')
export class RolePeopleController {
  constructor(private readonly people: RolePeople) {}

  @Endpoint({ route: 'GET /', summary: '固定服务对象的角色', ...MAY, audit: 'search', returns: PeopleRoles })
  async roles(@CurrentCaller() caller: Caller): Promise<PeopleRoles> {
    return { items: await this.people.roles(caller) };
  }

  @Endpoint({ route: 'GET /:code/people', summary: '角色的固定服务对象', ...MAY, audit: 'search', returns: ChosenPeople })
  list(@CurrentCaller() caller: Caller, @Param() { code }: RoleCode, @Query() query: PageQuery): Promise<ChosenPeople> {
    return this.people.list(caller, code, query);
  }

  @Endpoint({ route: 'POST /:code/people', summary: '指定固定服务对象', ...MAY, audit: 'change', returns: 'nothing' })
  choose(@CurrentCaller() caller: Caller, @Param() { code }: RoleCode, @Body() { beneficiaryId, reason }: PersonChoice): Promise<void> {
    return this.people.choose(caller, code, beneficiaryId, reason);
  }

  @Endpoint({ route: 'POST /:code/people/:personId/remove', summary: '移除固定服务对象', ...MAY, audit: 'change', returns: 'nothing' })
  leaveOut(@CurrentCaller() caller: Caller, @Param() { code, personId }: ChosenKey, @Body() { reason }: ChoiceReason): Promise<void> {
    return this.people.leaveOut(caller, code, personId, reason);
  }
}
