import { Module } from '@nestjs/common';
import { ArchiveBatchJob } from './batches/archive-batch.job.js';
import { BatchesController } from './batches/batches.controller.js';
import { BatchesService } from './batches/batches.service.js';
import { ArchiveQueries } from './content/archive.queries.js';
import { FactQueries } from './content/facts.queries.js';
import { PersonArchiveController } from './content/person-archive.controller.js';
import { PersonFactQueries } from './content/person-facts.queries.js';
import { SourceStandingQueries } from './content/source-standing.queries.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { InboxController } from './deliveries/inbox.controller.js';
import { InboxService } from './deliveries/inbox.service.js';
import { ArchiveListController } from './list/archive-list.controller.js';
import { QueryCatalogues } from '../../platform/query/query-catalogues.js';
import { ArchiveListQueries } from './list/archive-list.queries.js';
import { ARCHIVE_FIELDS } from './list/archive-query-fields.js';
import { PhoneVisitors } from './phone-visitors.port.js';
import { RuleQueries } from './rules/rule.queries.js';
import { RulesController } from './rules/rules.controller.js';
import { RulesService } from './rules/rules.service.js';
import { TemplateQueries } from './templates/template.queries.js';
import { TemplatesController } from './templates/templates.controller.js';
import { TemplatesService } from './templates/templates.service.js';
import { VersionPrintService } from './versions/version-print.service.js';
import { VersionQueries } from './versions/version.queries.js';
import { VersionsController } from './versions/versions.controller.js';
import { VersionsService } from './versions/versions.service.js';

/** 健康档案: the record put together from all sources, the rules and templates it follows, its versions, files and deliveries. */
@Module({
  controllers: [ArchiveListController, BatchesController, DeliveriesController, InboxController, PersonArchiveController, RulesController, TemplatesController, VersionsController],
  providers: [
    ArchiveQueries, FactQueries, PersonFactQueries, SourceStandingQueries, RuleQueries, RulesService, TemplateQueries, TemplatesService, VersionQueries, VersionsService,
    VersionPrintService, ArchiveListQueries, DeliveriesService, InboxService, PhoneVisitors, ArchiveBatchJob, BatchesService,
  ],
  exports: [PhoneVisitors],
})
export class ArchiveModule {
  constructor(catalogues: QueryCatalogues) {
    catalogues.add({ list: 'archives', permission: 'archive:read', fields: ARCHIVE_FIELDS, unkept: ['cardNo'] });
  }
}
