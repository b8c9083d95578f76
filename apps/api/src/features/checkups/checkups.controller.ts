import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { CheckupDetail, CheckupId, CheckupVersions } from './checkup.dto.js';
import { CheckupVersionQueries } from './checkup-versions.queries.js';
import { CheckupQueries } from './checkups.queries.js';

@ApiTags('checkups')
@Controller('checkups')
export class CheckupsController {
  constructor(
    private readonly checkups: CheckupQueries,
    private readonly versions: CheckupVersionQueries,
  ) {}

  @Endpoint({ route: 'GET /:id', summary: '体检报告', permission: 'checkup:read', audit: 'view', returns: CheckupDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId): Promise<CheckupDetail> {
    return this.checkups.detail(caller, id);
  }

  @Endpoint({ route: 'GET /:id/versions', summary: '体检报告更正前的版本', permission: 'checkup:read', audit: 'view', returns: CheckupVersions })
  earlier(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId): Promise<CheckupVersions> {
    return this.versions.of(caller, id);
  }
}
