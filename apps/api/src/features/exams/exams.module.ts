import { Module } from '@nestjs/common';
import { ExamReportListController } from './exam-report-list.controller.js';
import { ExamReportListQueries } from './exam-report-list.queries.js';
import { ExamsController } from './exams.controller.js';
import { ExamReportQueries } from './exam-reports.queries.js';

/** Reports of examinations, reading only. */
@Module({ controllers: [ExamsController, ExamReportListController], providers: [ExamReportQueries, ExamReportListQueries] })
export class ExamsModule {}
