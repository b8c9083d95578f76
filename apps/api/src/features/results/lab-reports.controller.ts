import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { LabReportDetail } from './lab-report.dto.js';
import { LabReportListPage, LabReportListQuery } from './lab-report-list.dto.js';
import { LabReportListQueries } from './lab-report-list.queries.js';
import { LabReportVersions } from './lab-report-versions.dto.js';
import { LabReportVersionQueries } from './lab-report-versions.queries.js';
import { LabReportQueries } from './lab-reports.queries.js';

@ApiTags('results')
@Controller('lab-reports')
export class LabReportsController {
  constructor(
    private readonly reports: LabReportQueries,
    private readonly earlier: LabReportVersionQueries,
    private readonly lists: LabReportListQueries,
  ) {}

  @Endpoint({ route: 'GET /', summary: '检验报告列表', permission: 'lab:read', audit: 'search', returns: LabReportListPage })
  list(@CurrentCaller() caller: Caller, @Query() query: LabReportListQuery): Promise<LabReportListPage> {
    return this.lists.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出检验报告列表', permission: 'lab:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: LabReportListQuery): Promise<StreamableFile> {
    return this.lists.export(caller, query);
  }

  @Endpoint({ route: 'GET /:id', summary: '检验报告', permission: 'lab:read', audit: 'view', returns: LabReportDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<LabReportDetail> {
    return this.reports.detail(caller, id);
  }

  @Endpoint({ route: 'GET /:id/versions', summary: '检验报告的历次版本', permission: 'lab:read', audit: 'view', returns: LabReportVersions })
  versions(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<LabReportVersions> {
    return this.earlier.ofReport(caller, id);
  }
}
