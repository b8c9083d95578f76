import { Module } from '@nestjs/common';
import { ArchiveQueries } from './content/archive.queries.js';
import { FactQueries } from './content/facts.queries.js';
import { PersonArchiveController } from './content/person-archive.controller.js';
import { PersonFactQueries } from './content/person-facts.queries.js';
import { SourceStandingQueries } from './content/source-standing.queries.js';
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
  controllers: [PersonArchiveController, RulesController, TemplatesController, VersionsController],
  providers: [
    ArchiveQueries, FactQueries, PersonFactQueries, SourceStandingQueries, RuleQueries, RulesService, TemplateQueries, TemplatesService, VersionQueries, VersionsService,
    VersionPrintService,
  ],
})
export class ArchiveModule {}
