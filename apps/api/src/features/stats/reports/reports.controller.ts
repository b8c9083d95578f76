import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { Adjustments, ReportAsked, ReportDetail, ReportFileQuery, ReportList, ReportLock, ReportReason, ReportTextsChange } from './report.dto.js';
import { ReportFactKey, ReportFactPage, ReportFactQuery } from './report-fact.dto.js';
import { ReportFactQueries } from './report-facts.queries.js';
import { ReportFiles } from './report-files.service.js';
import { ReportQueries } from './reports.queries.js';
import { ReportsService } from './reports.service.js';

@ApiTags('stats')
@Controller('stats/reports')
export class ReportsController {
  constructor(
    private readonly queries: ReportQueries,
    private readonly reports: ReportsService,
    private readonly facts: ReportFactQueries,
    private readonly files: ReportFiles,
  ) {}

  @Endpoint({ route: 'GET /', summary: '工作报告', permission: 'report:read', audit: 'search', returns: ReportList })
  async list(@CurrentCaller() caller: Caller): Promise<ReportList> {
    return { items: await this.queries.list(caller) };
  }

  @Endpoint({ route: 'POST /', summary: '编制一期工作报告', permission: 'report:write', audit: 'change', returns: ReportDetail })
  make(@CurrentCaller() caller: Caller, @Body() asked: ReportAsked): Promise<ReportDetail> {
    return this.reports.make(caller, asked);
  }

  @Endpoint({ route: 'GET /:id', summary: '一期工作报告及其锁定历史', permission: 'report:read', audit: 'view', returns: ReportDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<ReportDetail> {
    return this.queries.one(caller, id);
  }

  @Endpoint({ route: 'GET /:id/adjustments', summary: '锁定之后的差额', permission: 'report:read', audit: 'view', returns: Adjustments })
  adjustments(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<Adjustments> {
    return this.queries.adjustments(caller, id);
  }

  @Endpoint({ route: 'GET /:id/facts/:fact', summary: '报告中一项指标的明细', permission: 'report:read', audit: 'search', returns: ReportFactPage })
  factRows(@CurrentCaller() caller: Caller, @Param() asked: ReportFactKey, @Query() query: ReportFactQuery): Promise<ReportFactPage> {
    return this.facts.rows(caller, asked, query);
  }

  @Endpoint({ route: 'GET /:id/facts/:fact/export', summary: '导出报告中一项指标的明细', permission: 'report:export', audit: 'export', returns: 'file' })
  exportFact(@CurrentCaller() caller: Caller, @Param() asked: ReportFactKey): Promise<StreamableFile> {
    return this.facts.export(caller, asked);
  }

  @Endpoint({ route: 'GET /:id/export', summary: '导出工作报告', permission: 'report:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<StreamableFile> {
    return this.queries.export(caller, id);
  }

  @Endpoint({ route: 'GET /:id/document', summary: '工作报告的 PDF 或 Word 文件', permission: 'report:export', audit: 'export', returns: 'file' })
  document(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() { format }: ReportFileQuery): Promise<StreamableFile> {
    return this.files.file(caller, id, format);
  }

  @Endpoint({ route: 'PUT /:id/texts', summary: '修改工作报告的文字', permission: 'report:write', audit: 'change', returns: ReportDetail })
  write(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() change: ReportTextsChange): Promise<ReportDetail> {
    return this.reports.write(caller, id, change);
  }

  @Endpoint({ route: 'POST /:id/recalculate', summary: '重新统计工作报告', permission: 'report:write', audit: 'change', returns: ReportDetail })
  recalculate(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<ReportDetail> {
    return this.reports.recalculate(caller, id);
  }

  @Endpoint({ route: 'POST /:id/lock', summary: '锁定上报', permission: 'report:lock', audit: 'change', returns: ReportDetail, fresh: true })
  lock(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() asked: ReportLock): Promise<ReportDetail> {
    return this.reports.lock(caller, id, asked);
  }

  @Endpoint({ route: 'POST /:id/unlock', summary: '解锁工作报告', permission: 'report:lock', audit: 'change', returns: ReportDetail, fresh: true })
  unlock(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: ReportReason): Promise<ReportDetail> {
    return this.reports.unlock(caller, id, reason);
  }
}
