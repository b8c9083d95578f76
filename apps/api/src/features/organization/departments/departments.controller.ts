import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { DepartmentList } from './department.dto.js';
import { DepartmentDetail, DepartmentTree, DepartmentTreeQuery, VisitHandlingEffects } from './department-tree.dto.js';
import { DepartmentCode, VisitHandlingQuery } from './department-input.dto.js';
import { DepartmentTreeQueries } from './department-tree.queries.js';
import { DepartmentQueries } from './departments.queries.js';
import { VisitHandlingQueries } from './visit-handling.queries.js';

@ApiTags('organization')
@Controller('departments')
export class DepartmentsController {
  constructor(
    private readonly departments: DepartmentQueries,
    private readonly tree: DepartmentTreeQueries,
    private readonly handling: VisitHandlingQueries,
  ) {}

  @Endpoint({
    route: 'GET /', summary: '科室列表', permission: { anySignedIn: 'Names of departments, for filters' },
    audit: { skip: 'No data of people' }, returns: DepartmentList,
  })
  async list(@CurrentCaller() caller: Caller): Promise<DepartmentList> {
    return { items: await this.departments.active(caller) };
  }

  @Endpoint({ route: 'GET /tree', summary: '科室信息与汇总', permission: 'department:read', audit: 'search', returns: DepartmentTree })
  all(@CurrentCaller() caller: Caller, @Query() query: DepartmentTreeQuery): Promise<DepartmentTree> {
    return this.tree.tree(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出科室', permission: 'department:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: DepartmentTreeQuery): Promise<StreamableFile> {
    return this.tree.export(caller, query);
  }

  @Endpoint({
    route: 'GET /visit-handling', summary: '调整需处理就诊的影响', permission: 'department:write', audit: 'search', returns: VisitHandlingEffects,
  })
  effects(@CurrentCaller() caller: Caller, @Query() { code, handlesVisits }: VisitHandlingQuery): Promise<VisitHandlingEffects> {
    return this.handling.effects(caller, code ?? [], handlesVisits === 'true');
  }

  @Endpoint({ route: 'GET /:code', summary: '一个科室、成员与曾用名', permission: 'department:read', audit: 'view', returns: DepartmentDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { code }: DepartmentCode): Promise<DepartmentDetail> {
    return this.tree.detail(caller, code);
  }
}
