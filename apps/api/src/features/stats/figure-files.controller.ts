import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { exportSheets } from '../../platform/http/export-sheets.js';
import { FigureExports } from './figure-exports.js';
import { VolumeFileQuery, WeekFileQuery, WorkloadFileQuery } from './figure-files.dto.js';
import { PeriodQuery } from './figure-filter.dto.js';
import { FigurePrints } from './figure-prints.js';
import { FigureWorkbooks } from './figure-workbooks.service.js';
import { VolumeQuery } from './reception-volume.dto.js';
import { WorkloadQuery } from './workload.dto.js';

/** Pages of figures as files: a workbook to go on with, or paper. */
@ApiTags('stats')
@Controller('stats')
export class FigureFilesController {
  constructor(
    private readonly exports: FigureExports,
    private readonly workbooks: FigureWorkbooks,
    private readonly prints: FigurePrints,
  ) {}

  @Endpoint({ route: 'GET /reception-volume/export', summary: '导出接待量统计', permission: 'stats:export', audit: 'export', returns: 'file' })
  volume(@CurrentCaller() caller: Caller, @Query() query: VolumeFileQuery): Promise<StreamableFile> {
    return this.workbooks.volume(caller, query);
  }

  @Endpoint({ route: 'GET /reception-volume/document', summary: '接待量统计的 PDF 文件', permission: 'stats:export', audit: 'export', returns: 'file' })
  async volumePrint(@CurrentCaller() caller: Caller, @Query() query: VolumeQuery): Promise<StreamableFile> {
    return this.prints.print(await this.exports.volume(caller, query));
  }

  @Endpoint({ route: 'GET /weekly/export', summary: '导出每周工作接待', permission: 'stats:export', audit: 'export', returns: 'file' })
  weekly(@CurrentCaller() caller: Caller, @Query() query: WeekFileQuery): Promise<StreamableFile> {
    return this.workbooks.weekly(caller, query);
  }

  @Endpoint({ route: 'GET /workload/export', summary: '导出全院工作量', permission: 'stats:export', audit: 'export', returns: 'file' })
  workload(@CurrentCaller() caller: Caller, @Query() query: WorkloadFileQuery): Promise<StreamableFile> {
    return this.workbooks.workload(caller, query);
  }

  @Endpoint({ route: 'GET /workload/document', summary: '全院工作量的 PDF 文件', permission: 'stats:export', audit: 'export', returns: 'file' })
  async workloadPrint(@CurrentCaller() caller: Caller, @Query() query: WorkloadQuery): Promise<StreamableFile> {
    return this.prints.print(await this.exports.workload(caller, query));
  }

  @Endpoint({ route: 'GET /export', summary: '导出一段时间的全部统计表', permission: 'stats:export', audit: 'export', returns: 'file' })
  async everything(@CurrentCaller() caller: Caller, @Query() period: PeriodQuery): Promise<StreamableFile> {
    return exportSheets(await this.exports.everything(caller, period));
  }
}
