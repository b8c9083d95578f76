import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { PageQuery } from '../../../platform/http/page.dto.js';
import { RoleAdmin } from './role-admin.service.js';
import { PermissionTree, RoleComparison, RoleDetail, RoleMemberPage, RolePage, RoleQuery } from './role.dto.js';
import { ChangeOutcome, NewRole, RoleCode, RoleCopy, RoleEdit, RolePair, RoleReason, RoleSwitch } from './role-input.dto.js';
import { RoleSheets } from './role-sheets.service.js';
import { RoleQueries } from './roles.queries.js';

const READ = { permission: 'role:read', audit: 'search' } as const;
const CHANGE = { permission: 'role:write', audit: 'change' } as const;

@ApiTags('rbac')
@Controller('roles')
export class RolesController {
  constructor(
    private readonly roles: RoleQueries,
    private readonly admin: RoleAdmin,
    private readonly sheets: RoleSheets,
  ) {}

  @Endpoint({ route: 'GET /', summary: '角色', ...READ, returns: RolePage })
  list(@CurrentCaller() caller: Caller, @Query() query: RoleQuery): Promise<RolePage> {
    return this.roles.list(caller, query);
  }

  @Endpoint({ route: 'GET /permissions', summary: '权限目录', ...READ, returns: PermissionTree })
  tree(@CurrentCaller() caller: Caller): Promise<PermissionTree> {
    return this.roles.tree(caller);
  }

  @Endpoint({ route: 'GET /export', summary: '导出权限矩阵', permission: 'role:read', audit: 'export', returns: 'file' })
  matrix(@CurrentCaller() caller: Caller): Promise<StreamableFile> {
    return this.sheets.matrix(caller);
  }

  @Endpoint({ route: 'GET /:code/comparison/:other', summary: '比较两个角色', ...READ, returns: RoleComparison })
  async compare(@CurrentCaller() caller: Caller, @Param() { code, other }: RolePair): Promise<RoleComparison> {
    return { items: await this.sheets.compare(caller, code, other) };
  }

  @Endpoint({ route: 'GET /:code', summary: '一个角色', permission: 'role:read', audit: 'view', returns: RoleDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { code }: RoleCode): Promise<RoleDetail> {
    return this.roles.detail(caller, code);
  }

  @Endpoint({ route: 'GET /:code/members', summary: '角色成员', ...READ, returns: RoleMemberPage })
  members(@CurrentCaller() caller: Caller, @Param() { code }: RoleCode, @Query() query: PageQuery): Promise<RoleMemberPage> {
    return this.roles.members(caller, code, query);
  }

  @Endpoint({ route: 'POST /', summary: '新建角色', ...CHANGE, returns: RoleCode, fresh: true })
  create(@CurrentCaller() caller: Caller, @Body() role: NewRole): Promise<RoleCode> {
    return this.admin.create(caller, role);
  }

  @Endpoint({ route: 'POST /:code/copy', summary: '复制角色', ...CHANGE, returns: RoleCode, fresh: true })
  copy(@CurrentCaller() caller: Caller, @Param() { code }: RoleCode, @Body() { name }: RoleCopy): Promise<RoleCode> {
    return this.admin.copy(caller, code, name);
  }

  @Endpoint({ route: 'PUT /:code', summary: '修改角色', ...CHANGE, returns: ChangeOutcome, fresh: true })
  edit(@CurrentCaller() caller: Caller, @Param() { code }: RoleCode, @Body() role: RoleEdit): Promise<ChangeOutcome> {
    return this.admin.edit(caller, code, role);
  }

  @Endpoint({ route: 'POST /:code/active', summary: '启用或停用角色', ...CHANGE, returns: ChangeOutcome, fresh: true })
  setActive(@CurrentCaller() caller: Caller, @Param() { code }: RoleCode, @Body() change: RoleSwitch): Promise<ChangeOutcome> {
    return this.admin.setActive(caller, code, change);
  }

  @Endpoint({ route: 'POST /:code/delete', summary: '删除角色', ...CHANGE, returns: 'nothing', fresh: true })
  remove(@CurrentCaller() caller: Caller, @Param() { code }: RoleCode, @Body() { reason }: RoleReason): Promise<void> {
    return this.admin.remove(caller, code, reason);
  }
}
