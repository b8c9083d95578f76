import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { LabMatrix, LabMatrixQuery } from './lab-matrix.dto.js';
import { LabMatrixQueries } from './lab-matrix.queries.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { LabReportPage } from './lab-report.dto.js';
import { LabReportQueries } from './lab-reports.queries.js';
import { LabSeries, LabSeriesQuery } from './lab-series.dto.js';
import { LabSeriesQueries } from './lab-series.queries.js';
import { Overview } from './overview.dto.js';
import { OverviewQueries } from './overview.queries.js';

@ApiTags('results')
@Controller('beneficiaries/:id')
export class PersonResultsController {
  constructor(
    private readonly matrix: LabMatrixQueries,
    private readonly series: LabSeriesQueries,
    private readonly reports: LabReportQueries,
    private readonly overview: OverviewQueries,
  ) {}

  @Endpoint({ route: 'GET /overview', summary: '某人的健康概览', permission: 'beneficiary:read', audit: 'view', returns: Overview })
  readOverview(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<Overview> {
    return this.overview.ofPerson(caller, id);
  }

  @Endpoint({ route: 'GET /lab-matrix', summary: '某人的检验结果矩阵', permission: 'lab:read', audit: 'view', returns: LabMatrix })
  readMatrix(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: LabMatrixQuery): Promise<LabMatrix> {
    return this.matrix.ofPerson(caller, id, query);
  }

  @Endpoint({ route: 'GET /lab-series', summary: '某人的检验指标趋势', permission: 'lab:read', audit: 'view', returns: LabSeries })
  readSeries(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: LabSeriesQuery): Promise<LabSeries> {
    return this.series.ofPerson(caller, id, query);
  }

  @Endpoint({ route: 'GET /lab-reports', summary: '某人的检验报告', permission: 'lab:read', audit: 'view', returns: LabReportPage })
  listReports(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PageQuery): Promise<LabReportPage> {
    return this.reports.ofPerson(caller, id, query);
  }
}
