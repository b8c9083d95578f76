import { Module } from '@nestjs/common';
import { ExamsController } from './exams.controller.js';
import { ExamReportQueries } from './exam-reports.queries.js';

/** Reports of examinations, reading only. */
@Module({ controllers: [ExamsController], providers: [ExamReportQueries] })
export class ExamsModule {}
