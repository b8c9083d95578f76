import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { ExamReportPage } from './exam-report.dto.js';
import { ExamReportQueries } from './exam-reports.queries.js';

@ApiTags('exams')
@Controller('beneficiaries/:id')
export class ExamsController {
  constructor(private readonly reports: ExamReportQueries) {}

  @Endpoint({ route: 'GET /exam-reports', summary: '某人的检查报告', permission: 'exam:view', audit: 'view', returns: ExamReportPage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<ExamReportPage> {
    return this.reports.ofPerson(caller, id, query);
  }
}
