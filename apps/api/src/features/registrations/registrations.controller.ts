import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { RegistrationDetail, RegistrationPage, RegistrationQuery, RegistrationSummary } from './registration.dto.js';
import { RegistrationSummaryQueries } from './registration-summary.queries.js';
import { RegistrationQueries } from './registrations.queries.js';

@ApiTags('registrations')
@Controller('registrations')
export class RegistrationsController {
  constructor(
    private readonly registrations: RegistrationQueries,
    private readonly summaries: RegistrationSummaryQueries,
  ) {}

  @Endpoint({ route: 'GET /', summary: '挂号信息', permission: 'registration:read', audit: 'search', returns: RegistrationPage })
  list(@CurrentCaller() caller: Caller, @Query() query: RegistrationQuery): Promise<RegistrationPage> {
    return this.registrations.list(caller, query);
  }

  @Endpoint({ route: 'GET /summary', summary: '挂号汇总', permission: 'registration:read', audit: 'search', returns: RegistrationSummary })
  summary(@CurrentCaller() caller: Caller, @Query() query: RegistrationQuery): Promise<RegistrationSummary> {
    return this.summaries.summary(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出挂号信息', permission: 'registration:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: RegistrationQuery): Promise<StreamableFile> {
    return this.registrations.export(caller, query);
  }

  @Endpoint({ route: 'GET /:id', summary: '一条挂号及其变更', permission: 'registration:read', audit: 'view', returns: RegistrationDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<RegistrationDetail> {
    return this.registrations.detail(caller, id);
  }
}
