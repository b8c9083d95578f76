import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { ExamReportListPage, ExamReportListQuery } from './exam-report-list.dto.js';
import { ExamReportListQueries } from './exam-report-list.queries.js';

@ApiTags('exams')
@Controller('exam-reports')
export class ExamReportListController {
  constructor(private readonly lists: ExamReportListQueries) {}

  @Endpoint({ route: 'GET /', summary: '检查报告列表', permission: 'exam:view', audit: 'search', returns: ExamReportListPage })
  list(@CurrentCaller() caller: Caller, @Query() query: ExamReportListQuery): Promise<ExamReportListPage> {
    return this.lists.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出检查报告列表', permission: 'exam:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: ExamReportListQuery): Promise<StreamableFile> {
    return this.lists.export(caller, query);
  }
}
