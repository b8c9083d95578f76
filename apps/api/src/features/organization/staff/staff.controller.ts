import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { NewStaff, StaffChange, StaffPage, StaffQuery, StaffRow } from './staff.dto.js';
import { StaffAdmin } from './staff-admin.service.js';
import { StaffQueries } from './staff.queries.js';

const CHANGE = { permission: 'staff:write', audit: 'change' } as const;

@ApiTags('organization')
@Controller('staff')
export class StaffController {
  constructor(
    private readonly staff: StaffQueries,
    private readonly admin: StaffAdmin,
  ) {}

  @Endpoint({ route: 'GET /', summary: '人员', permission: 'staff:read', audit: 'search', returns: StaffPage })
  list(@CurrentCaller() caller: Caller, @Query() query: StaffQuery): Promise<StaffPage> {
    return this.staff.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出人员', permission: 'staff:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: StaffQuery): Promise<StreamableFile> {
    return this.staff.export(caller, query);
  }

  @Endpoint({ route: 'GET /:id', summary: '一名人员', permission: 'staff:read', audit: 'view', returns: StaffRow })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<StaffRow> {
    return this.staff.detail(caller, id);
  }

  @Endpoint({ route: 'POST /', summary: '新增人员', ...CHANGE, returns: RecordId })
  create(@CurrentCaller() caller: Caller, @Body() staff: NewStaff): Promise<RecordId> {
    return this.admin.create(caller, staff);
  }

  @Endpoint({ route: 'PATCH /:id', summary: '修改人员', ...CHANGE, returns: 'nothing' })
  change(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() change: StaffChange): Promise<void> {
    return this.admin.change(caller, id, change);
  }

  @Endpoint({ route: 'POST /:id/leave', summary: '设为离职', ...CHANGE, returns: 'nothing' })
  leave(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.admin.setActive(caller, id, false);
  }

  @Endpoint({ route: 'POST /:id/return', summary: '设为在职', ...CHANGE, returns: 'nothing' })
  comeBack(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.admin.setActive(caller, id, true);
  }

  @Endpoint({ route: 'DELETE /:id', summary: '删除人员', ...CHANGE, returns: 'nothing' })
  remove(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.admin.remove(caller, id);
  }
}
