import { Module } from '@nestjs/common';
import { ExamPrintsController } from './exam-prints.controller.js';
import { LabPrintsController } from './lab-prints.controller.js';
import { ReportPrints } from './report-prints.service.js';

/** Reports of the laboratory and of examinations on paper and as PDF. */
@Module({ controllers: [LabPrintsController, ExamPrintsController], providers: [ReportPrints] })
export class ReportPrintsModule {}
