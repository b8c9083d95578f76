import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { CheckupId } from '../checkup.dto.js';
import { CheckupReports } from './checkup-reports.service.js';
import { ReportBatches } from './report-batches.service.js';
import { ReportBatchAsked, ReportBatchStarted, ReportQuery } from './report.dto.js';

/** 体检报告 as files: one, or those of a unit in a year. */
@ApiTags('checkups')
@Controller('checkups')
export class ReportsController {
  constructor(
    private readonly reports: CheckupReports,
    private readonly batches: ReportBatches,
  ) {}

  @Endpoint({ route: 'GET /:id/report', summary: '下载体检报告', permission: 'checkup:download', audit: 'export', returns: 'file' })
  download(@CurrentCaller() caller: Caller, @Param() { id }: CheckupId, @Query() { kind }: ReportQuery): Promise<StreamableFile> {
    return this.reports.download(caller, id, kind);
  }

  @Endpoint({ route: 'POST /reports', summary: '批量下载一个单位一年的体检报告', permission: 'checkup:download', audit: 'export', returns: ReportBatchStarted })
  start(@CurrentCaller() caller: Caller, @Body() asked: ReportBatchAsked): Promise<ReportBatchStarted> {
    return this.batches.start(caller, asked);
  }
}
