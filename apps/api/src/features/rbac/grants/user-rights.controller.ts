import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { ChangeOutcome } from '../roles/role-input.dto.js';
import { EffectiveRights, UserEffectiveRights } from './effective.dto.js';
import { EffectiveRightsQueries } from './effective-rights.queries.js';
import { GrantReason, MembershipKey, NewDenial, NewGrant, NewMembership, OverrideKey } from './grant.dto.js';
import { Memberships } from './memberships.service.js';
import { Overrides } from './overrides.service.js';

const CHANGE = { permission: 'role:write', audit: 'change', returns: ChangeOutcome, fresh: true } as const;

@ApiTags('rbac')
@Controller('users')
export class UserRightsController {
  constructor(
    private readonly effective: EffectiveRightsQueries,
    private readonly memberships: Memberships,
    private readonly overrides: Overrides,
  ) {}

  @Endpoint({ route: 'GET /:id/effective-permissions', summary: '有效权限与来源', permission: 'role:read', audit: 'view', returns: UserEffectiveRights })
  ofUser(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<UserEffectiveRights> {
    return this.effective.ofUser(caller, id);
  }

  @Endpoint({ route: 'POST /:id/roles', summary: '申请授予角色', ...CHANGE })
  give(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { roleCode, reason }: NewMembership): Promise<ChangeOutcome> {
    return this.memberships.give(caller, id, roleCode, reason);
  }

  @Endpoint({ route: 'POST /:id/roles/:code/withdraw', summary: '移除角色', ...CHANGE })
  withdraw(@CurrentCaller() caller: Caller, @Param() { id, code }: MembershipKey, @Body() { reason }: GrantReason): Promise<ChangeOutcome> {
    return this.memberships.withdraw(caller, id, code, reason);
  }

  @Endpoint({ route: 'POST /:id/grants', summary: '申请单独授权', ...CHANGE })
  grant(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() grant: NewGrant): Promise<ChangeOutcome> {
    return this.overrides.grant(caller, id, grant);
  }

  @Endpoint({ route: 'POST /:id/denials', summary: '单独禁止', ...CHANGE })
  deny(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() denial: NewDenial): Promise<ChangeOutcome> {
    return this.overrides.deny(caller, id, denial);
  }

  @Endpoint({ route: 'POST /:id/overrides/:overrideId/lift', summary: '取消单独授权或禁止', ...CHANGE })
  lift(@CurrentCaller() caller: Caller, @Param() { id, overrideId }: OverrideKey, @Body() { reason }: GrantReason): Promise<ChangeOutcome> {
    return this.overrides.lift(caller, id, overrideId, reason);
  }
}

@ApiTags('rbac')
@Controller('me')
export class MyRightsController {
  constructor(private readonly effective: EffectiveRightsQueries) {}

  @Endpoint({
    route: 'GET /permissions', summary: '当前用户的权限与来源', permission: { anySignedIn: 'His own' },
    audit: { skip: 'His own rights; the record of nobody else is touched' }, returns: EffectiveRights,
  })
  ofOneself(@CurrentCaller() caller: Caller): Promise<EffectiveRights> {
    return this.effective.ofOneself(caller);
  }
}
