import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { ChangeDecision, ChangeQuery, RightsChangePage } from './rights-changes.dto.js';
import { RightsChanges } from './rights-changes.service.js';

@ApiTags('rbac')
@Controller('rights-changes')
export class RightsChangesController {
  constructor(private readonly changes: RightsChanges) {}

  @Endpoint({ route: 'GET /', summary: '权限变更与复核', permission: 'role:read', audit: 'search', returns: RightsChangePage })
  list(@CurrentCaller() caller: Caller, @Query() query: ChangeQuery): Promise<RightsChangePage> {
    return this.changes.list(caller, query);
  }

  @Endpoint({ route: 'POST /:id/approve', summary: '复核通过', permission: 'role:review', audit: 'change', returns: 'nothing', fresh: true })
  approve(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: ChangeDecision): Promise<void> {
    return this.changes.approve(caller, id, reason);
  }

  @Endpoint({ route: 'POST /:id/reject', summary: '复核驳回', permission: 'role:review', audit: 'change', returns: 'nothing' })
  reject(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: ChangeDecision): Promise<void> {
    return this.changes.reject(caller, id, reason);
  }

  @Endpoint({ route: 'POST /:id/withdraw', summary: '撤回提交', permission: 'role:write', audit: 'change', returns: 'nothing' })
  withdraw(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: ChangeDecision): Promise<void> {
    return this.changes.withdraw(caller, id, reason);
  }
}
