import { Body, Controller, Param, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { PrintedSheets, PrintOrder, PrintRecords } from './report-print.dto.js';
import { ReportPrints } from './report-prints.service.js';

@ApiTags('report-prints')
@Controller('exam-reports')
export class ExamPrintsController {
  constructor(private readonly prints: ReportPrints) {}

  @Endpoint({ route: 'POST /prints', summary: '打印检查报告', permission: 'exam:print', audit: 'export', returns: PrintedSheets })
  print(@CurrentCaller() caller: Caller, @Body() order: PrintOrder): Promise<PrintedSheets> {
    return this.prints.sheets(caller, 'exam', order);
  }

  @Endpoint({ route: 'POST /prints/pdf', summary: '下载检查报告的 PDF', permission: 'exam:print', audit: 'export', returns: 'file' })
  pdf(@CurrentCaller() caller: Caller, @Body() order: PrintOrder): Promise<StreamableFile> {
    return this.prints.pdf(caller, 'exam', order);
  }

  @Endpoint({ route: 'GET /:id/prints', summary: '检查报告的打印记录', permission: 'exam:print', audit: 'view', returns: PrintRecords })
  history(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<PrintRecords> {
    return this.prints.history(caller, 'exam', id);
  }
}
