import { Module } from '@nestjs/common';
import { RecallPlans } from './recall-plans.service.js';
import { RecallsController } from './recalls.controller.js';
import { Recalls } from './recalls.port.js';
import { RecallQueries } from './recalls.queries.js';
import { RecallService } from './recalls.service.js';

/** 复查与随访: tasks that fall due. */
@Module({
  controllers: [RecallsController],
  providers: [RecallQueries, RecallService, { provide: Recalls, useClass: RecallPlans }],
  exports: [Recalls],
})
export class RecallsModule {}
