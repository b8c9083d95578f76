import { Module } from '@nestjs/common';
import { CheckupCompareQueries } from './checkup-compare.queries.js';
import { CheckupListController } from './checkup-list.controller.js';
import { CheckupListQueries } from './checkup-list.queries.js';
import { CheckupVersionQueries } from './checkup-versions.queries.js';
import { CheckupQueries } from './checkups.queries.js';
import { CheckupsController } from './checkups.controller.js';
import { PersonCheckupsController } from './person-checkups.controller.js';

/** Check-up records: the list, one, and those of a person side by side. */
@Module({
  controllers: [CheckupListController, CheckupsController, PersonCheckupsController],
  providers: [CheckupListQueries, CheckupQueries, CheckupVersionQueries, CheckupCompareQueries],
})
export class CheckupsModule {}
