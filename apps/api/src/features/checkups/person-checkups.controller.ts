import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { CheckupId, CheckupList } from './checkup.dto.js';
import { CheckupQueries } from './checkups.queries.js';

@ApiTags('checkups')
@Controller('beneficiaries/:id')
export class PersonCheckupsController {
  constructor(private readonly checkups: CheckupQueries) {}

  @Endpoint({ route: 'GET /checkups', summary: '某人的体检记录', permission: 'checkup:read', audit: 'view', returns: CheckupList })
  async ofPerson(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId): Promise<CheckupList> {
    return { items: await this.checkups.ofPerson(caller, id) };
  }
}
