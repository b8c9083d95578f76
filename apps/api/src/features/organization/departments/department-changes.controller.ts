import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { DepartmentChange, DepartmentCode, DepartmentMerge, DepartmentMove, NewDepartment, VisitHandling } from './department-input.dto.js';
import { DepartmentsAdmin } from './departments-admin.service.js';

const CHANGE = { permission: 'department:write', audit: 'change', returns: 'nothing' } as const;

@ApiTags('organization')
@Controller('departments')
export class DepartmentChangesController {
  constructor(private readonly admin: DepartmentsAdmin) {}

  @Endpoint({ route: 'POST /', summary: '新增科室', ...CHANGE })
  create(@CurrentCaller() caller: Caller, @Body() department: NewDepartment): Promise<void> {
    return this.admin.create(caller, department);
  }

  @Endpoint({ route: 'PUT /visit-handling', summary: '批量设置需处理就诊', ...CHANGE })
  setVisitHandling(@CurrentCaller() caller: Caller, @Body() { codes, handlesVisits }: VisitHandling): Promise<void> {
    return this.admin.setVisitHandling(caller, codes, handlesVisits);
  }

  @Endpoint({ route: 'PATCH /:code', summary: '修改科室', ...CHANGE })
  change(@CurrentCaller() caller: Caller, @Param() { code }: DepartmentCode, @Body() change: DepartmentChange): Promise<void> {
    return this.admin.change(caller, code, change);
  }

  @Endpoint({ route: 'POST /:code/move', summary: '移动科室', ...CHANGE })
  move(@CurrentCaller() caller: Caller, @Param() { code }: DepartmentCode, @Body() { parentCode }: DepartmentMove): Promise<void> {
    return this.admin.move(caller, code, parentCode || null);
  }

  @Endpoint({ route: 'POST /:code/enable', summary: '启用科室', ...CHANGE })
  enable(@CurrentCaller() caller: Caller, @Param() { code }: DepartmentCode): Promise<void> {
    return this.admin.setActive(caller, code, true);
  }

  @Endpoint({ route: 'POST /:code/disable', summary: '停用科室', ...CHANGE })
  disable(@CurrentCaller() caller: Caller, @Param() { code }: DepartmentCode): Promise<void> {
    return this.admin.setActive(caller, code, false);
  }

  @Endpoint({ route: 'POST /:code/merge', summary: '合并科室', ...CHANGE, fresh: true })
  merge(@CurrentCaller() caller: Caller, @Param() { code }: DepartmentCode, @Body() merge: DepartmentMerge): Promise<void> {
    return this.admin.merge(caller, code, merge);
  }

  @Endpoint({ route: 'DELETE /:code', summary: '删除科室', ...CHANGE })
  remove(@CurrentCaller() caller: Caller, @Param() { code }: DepartmentCode): Promise<void> {
    return this.admin.remove(caller, code);
  }
}
