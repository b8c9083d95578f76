import { Module } from '@nestjs/common';
import { CheckupQueries } from './checkups.queries.js';
import { CheckupsController } from './checkups.controller.js';
import { PersonCheckupsController } from './person-checkups.controller.js';

/** Check-up records. */
@Module({ controllers: [CheckupsController, PersonCheckupsController], providers: [CheckupQueries] })
export class CheckupsModule {}
