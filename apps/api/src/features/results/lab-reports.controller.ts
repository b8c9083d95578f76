import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { LabReportDetail } from './lab-report.dto.js';
import { LabReportVersions } from './lab-report-versions.dto.js';
import { LabReportVersionQueries } from './lab-report-versions.queries.js';
import { LabReportQueries } from './lab-reports.queries.js';

@ApiTags('results')
@Controller('lab-reports')
export class LabReportsController {
  constructor(
    private readonly reports: LabReportQueries,
    private readonly earlier: LabReportVersionQueries,
  ) {}

  @Endpoint({ route: 'GET /:id', summary: '检验报告', permission: 'lab:read', audit: 'view', returns: LabReportDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<LabReportDetail> {
    return this.reports.detail(caller, id);
  }

  @Endpoint({ route: 'GET /:id/versions', summary: '检验报告的历次版本', permission: 'lab:read', audit: 'view', returns: LabReportVersions })
  versions(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<LabReportVersions> {
    return this.earlier.ofReport(caller, id);
  }
}
