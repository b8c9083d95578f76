import { Module } from '@nestjs/common';
import { RecallsModule } from '../recalls/recalls.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { CheckupBatchQueries } from './checkup-batches.queries.js';
import { CheckupCompareQueries } from './checkup-compare.queries.js';
import { CheckupListController } from './checkup-list.controller.js';
import { CheckupListQueries } from './checkup-list.queries.js';
import { CheckupVersionQueries } from './checkup-versions.queries.js';
import { QueryCatalogues } from '../../platform/query/query-catalogues.js';
import { CHECKUP_FIELDS } from './checkup-query-fields.js';
import { CheckupQueries } from './checkups.queries.js';
import { CheckupsController } from './checkups.controller.js';
import { PersonCheckupsController } from './person-checkups.controller.js';
import { CheckupReports } from './reports/checkup-reports.service.js';
import { ReportBatchJob } from './reports/report-batch.job.js';
import { ReportBatches } from './reports/report-batches.service.js';
import { ReportContentQueries } from './reports/report-content.queries.js';
import { ReportsController } from './reports/reports.controller.js';
import { SnippetsController } from './summaries/snippets.controller.js';
import { Snippets } from './summaries/snippets.queries.js';
import { SummariesController } from './summaries/summaries.controller.js';
import { SummaryDrafts } from './summaries/summary-drafts.service.js';
import { SummarySteps } from './summaries/summary-steps.service.js';

/** Check-up records: the list, one, those of a person side by side, and what the hospital writes about them. */
@Module({
  imports: [SettingsModule, RecallsModule],
  controllers: [CheckupListController, CheckupsController, PersonCheckupsController, SummariesController, SnippetsController, ReportsController],
  providers: [
    CheckupListQueries, CheckupBatchQueries, CheckupQueries, CheckupVersionQueries, CheckupCompareQueries, SummaryDrafts, SummarySteps, Snippets,
    ReportContentQueries, CheckupReports, ReportBatchJob, ReportBatches,
  ],
})
export class CheckupsModule {
  constructor(catalogues: QueryCatalogues) {
    catalogues.add({ list: 'checkups', permission: 'checkup:read', fields: CHECKUP_FIELDS });
  }
}
