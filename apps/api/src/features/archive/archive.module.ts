import { Module } from '@nestjs/common';
import { ArchiveQueries } from './content/archive.queries.js';
import { FactQueries } from './content/facts.queries.js';
import { PersonArchiveController } from './content/person-archive.controller.js';
import { PersonFactQueries } from './content/person-facts.queries.js';
import { SourceStandingQueries } from './content/source-standing.queries.js';
import { RuleQueries } from './rules/rule.queries.js';
import { RulesController } from './rules/rules.controller.js';
import { RulesService } from './rules/rules.service.js';

/** 健康档案: the record put together from all sources, the rules and templates it follows, its versions, files and deliveries. */
@Module({
  controllers: [PersonArchiveController, RulesController],
  providers: [ArchiveQueries, FactQueries, PersonFactQueries, SourceStandingQueries, RuleQueries, RulesService],
})
export class ArchiveModule {}
