import { Body, Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { UnitBatchPage, UnitBatchPeopleQuery, UnitBatchPersonPage, UnitBatchQuery } from './checkup-batches.dto.js';
import { CheckupBatchQueries } from './checkup-batches.queries.js';
import { CheckupChoices, CheckupPage, CheckupQuery, CheckupSearch } from './checkup-list.dto.js';
import { CheckupListQueries } from './checkup-list.queries.js';

@ApiTags('checkups')
@Controller('checkups')
export class CheckupListController {
  constructor(
    private readonly checkups: CheckupListQueries,
    private readonly batches: CheckupBatchQueries,
  ) {}

  @Endpoint({ route: 'GET /', summary: '体检列表', permission: 'checkup:read', audit: 'search', returns: CheckupPage })
  list(@CurrentCaller() caller: Caller, @Query() query: CheckupQuery): Promise<CheckupPage> {
    return this.checkups.list(caller, query);
  }

  /** Conditions joined by and/or within the caller's scope; takes at most five seconds. */
  @Endpoint({ route: 'POST /search', summary: '体检的组合查询', permission: 'checkup:read', audit: 'search', returns: CheckupPage })
  search(@CurrentCaller() caller: Caller, @Body() query: CheckupSearch): Promise<CheckupPage> {
    return this.checkups.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出体检列表', permission: 'checkup:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: CheckupQuery): Promise<StreamableFile> {
    return this.checkups.export(caller, query);
  }

  @Endpoint({ route: 'GET /choices', summary: '体检列表可选的年度与套餐', permission: 'checkup:read', audit: 'search', returns: CheckupChoices })
  choices(@CurrentCaller() caller: Caller): Promise<CheckupChoices> {
    return this.checkups.choices(caller);
  }

  @Endpoint({ route: 'GET /batches', summary: '各单位的应检与已检人数', permission: 'checkup:read', audit: 'search', returns: UnitBatchPage })
  units(@CurrentCaller() caller: Caller, @Query() query: UnitBatchQuery): Promise<UnitBatchPage> {
    return this.batches.units(caller, query);
  }

  @Endpoint({ route: 'GET /batches/export', summary: '导出单位批次', permission: 'checkup:export', audit: 'export', returns: 'file' })
  exportUnits(@CurrentCaller() caller: Caller, @Query() query: UnitBatchQuery): Promise<StreamableFile> {
    return this.batches.exportUnits(caller, query);
  }

  @Endpoint({ route: 'GET /batches/people', summary: '应检、已检与未检的对象', permission: 'checkup:read', audit: 'search', returns: UnitBatchPersonPage })
  people(@CurrentCaller() caller: Caller, @Query() query: UnitBatchPeopleQuery): Promise<UnitBatchPersonPage> {
    return this.batches.people(caller, query);
  }

  @Endpoint({ route: 'GET /batches/people/export', summary: '导出催检名单', permission: 'checkup:export', audit: 'export', returns: 'file' })
  exportPeople(@CurrentCaller() caller: Caller, @Query() query: UnitBatchPeopleQuery): Promise<StreamableFile> {
    return this.batches.exportPeople(caller, query);
  }
}
