import { Module } from '@nestjs/common';
import { LabMatrixQueries } from './lab-matrix.queries.js';
import { LabReportListQueries } from './lab-report-list.queries.js';
import { LabReportVersionQueries } from './lab-report-versions.queries.js';
import { LabReportsController } from './lab-reports.controller.js';
import { LabReportQueries } from './lab-reports.queries.js';
import { LabSeriesQueries } from './lab-series.queries.js';
import { OverviewQueries } from './overview.queries.js';
import { PersonResultsController } from './person-results.controller.js';

/** Laboratory results: reports, the matrix of the newest, the course of single items. */
@Module({
  controllers: [PersonResultsController, LabReportsController],
  providers: [LabMatrixQueries, LabSeriesQueries, LabReportQueries, LabReportListQueries, LabReportVersionQueries, OverviewQueries],
})
export class ResultsModule {}
