import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { AccountsAdmin } from './accounts-admin.service.js';
import { DepartmentBindingsService } from './department-bindings.service.js';
import { UserDetail, UserPage, UserQuery } from './user.dto.js';
import { ActReason, CreatedUser, DepartmentBindings, NewUser, UserChange } from './user-input.dto.js';
import { UserQueries } from './users.queries.js';

const CHANGE = { permission: 'user:write', audit: 'change' } as const;

@ApiTags('organization')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UserQueries,
    private readonly accounts: AccountsAdmin,
    private readonly bindings: DepartmentBindingsService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '用户账号', permission: 'user:read', audit: 'search', returns: UserPage })
  list(@CurrentCaller() caller: Caller, @Query() query: UserQuery): Promise<UserPage> {
    return this.users.list(caller, query);
  }

  @Endpoint({ route: 'GET /:id', summary: '一个账号', permission: 'user:read', audit: 'view', returns: UserDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<UserDetail> {
    return this.users.detail(caller, id);
  }

  @Endpoint({ route: 'POST /', summary: '新增账号', ...CHANGE, returns: CreatedUser, fresh: true })
  create(@CurrentCaller() caller: Caller, @Body() user: NewUser): Promise<CreatedUser> {
    return this.accounts.create(caller, user);
  }

  @Endpoint({ route: 'PATCH /:id', summary: '修改账号资料', ...CHANGE, returns: 'nothing' })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() change: UserChange): Promise<void> {
    return this.accounts.change(caller, id, change);
  }

  @Endpoint({ route: 'PUT /:id/departments', summary: '调整所属科室', ...CHANGE, returns: 'nothing', fresh: true })
  bind(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { departments }: DepartmentBindings): Promise<void> {
    return this.bindings.bind(caller, id, departments);
  }

  @Endpoint({ route: 'POST /:id/enable', summary: '启用账号', ...CHANGE, returns: 'nothing' })
  enable(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.accounts.enable(caller, id);
  }

  @Endpoint({ route: 'POST /:id/disable', summary: '停用账号', ...CHANGE, returns: 'nothing' })
  disable(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: ActReason): Promise<void> {
    return this.accounts.disable(caller, id, reason);
  }

  @Endpoint({ route: 'POST /:id/close', summary: '注销账号', ...CHANGE, returns: 'nothing', fresh: true })
  close(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: ActReason): Promise<void> {
    return this.accounts.close(caller, id, reason);
  }

  @Endpoint({ route: 'POST /:id/reset-password', summary: '重置密码', ...CHANGE, returns: CreatedUser, fresh: true })
  resetPassword(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: ActReason): Promise<CreatedUser> {
    return this.accounts.resetPassword(caller, id, reason);
  }

  @Endpoint({ route: 'POST /:id/unlock', summary: '解除锁定', ...CHANGE, returns: 'nothing' })
  unlock(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.accounts.unlock(caller, id);
  }
}
