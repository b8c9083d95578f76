import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { CheckupCompare, CompareQuery } from './checkup-compare.dto.js';
import { CheckupCompareQueries } from './checkup-compare.queries.js';
import { CheckupId, CheckupList } from './checkup.dto.js';
import { CheckupQueries } from './checkups.queries.js';

@ApiTags('checkups')
@Controller('beneficiaries/:id')
export class PersonCheckupsController {
  constructor(
    private readonly checkups: CheckupQueries,
    private readonly compared: CheckupCompareQueries,
  ) {}

  @Endpoint({ route: 'GET /checkups', summary: '某人的体检记录', permission: 'checkup:read', audit: 'view', returns: CheckupList })
  async ofPerson(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId): Promise<CheckupList> {
    return { items: await this.checkups.ofPerson(caller, id) };
  }

  @Endpoint({ route: 'GET /checkups/compare', summary: '历年体检对比', permission: 'checkup:read', audit: 'view', returns: CheckupCompare })
  compare(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Query() { last }: CompareQuery): Promise<CheckupCompare> {
    return this.compared.ofPerson(caller, id, last);
  }
}
