import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings/settings.module.js';
import { AbnormalFindingsController } from './abnormal/abnormal-findings.controller.js';
import { AbnormalFindings } from './abnormal/abnormal-findings.queries.js';
import { AbnormalWatchService } from './abnormal/abnormal-watch.service.js';
import { VariationsController } from './abnormal/variations.controller.js';
import { Variations } from './abnormal/variations.queries.js';
import { AbnormalWatch } from './abnormal-watch.port.js';
import { LabMatrixQueries } from './lab-matrix.queries.js';
import { LabReportListQueries } from './lab-report-list.queries.js';
import { LabReportVersionQueries } from './lab-report-versions.queries.js';
import { LabReportsController } from './lab-reports.controller.js';
import { LabReportQueries } from './lab-reports.queries.js';
import { LabSeriesQueries } from './lab-series.queries.js';
import { OverviewQueries } from './overview.queries.js';
import { PersonResultsController } from './person-results.controller.js';

/** Laboratory results: reports, the matrix of the newest, the course of single items, and what of it somebody has to look at. */
@Module({
  imports: [SettingsModule],
  controllers: [PersonResultsController, LabReportsController, AbnormalFindingsController, VariationsController],
  providers: [
    LabMatrixQueries, LabSeriesQueries, LabReportQueries, LabReportListQueries, LabReportVersionQueries, OverviewQueries,
    AbnormalFindings, Variations, AbnormalWatchService, { provide: AbnormalWatch, useExisting: AbnormalWatchService },
  ],
  exports: [AbnormalWatch],
})
export class ResultsModule {}
