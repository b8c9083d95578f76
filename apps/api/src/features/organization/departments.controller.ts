import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { DepartmentList } from './department.dto.js';
import { DepartmentQueries } from './departments.queries.js';

@ApiTags('organization')
@Controller('departments')
export class DepartmentsController {
  constructor(private readonly departments: DepartmentQueries) {}

  @Endpoint({
    route: 'GET /', summary: '科室列表', permission: { anySignedIn: 'Names of departments, for filters' },
    audit: { skip: 'No data of people' }, returns: DepartmentList,
  })
  async list(@CurrentCaller() caller: Caller): Promise<DepartmentList> {
    return { items: await this.departments.active(caller) };
  }
}
