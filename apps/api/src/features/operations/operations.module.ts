import { Module } from '@nestjs/common';
import { EventRecorder } from './event-recorder.js';
import { HealthQueries } from './health.queries.js';
import { HeartbeatService } from './heartbeat.service.js';
import { OperationsController } from './operations.controller.js';
import { SystemEventQueries } from './system-events.queries.js';

/** What went wrong in the system, and how it is. */
@Module({
  controllers: [OperationsController],
  providers: [EventRecorder, HeartbeatService, SystemEventQueries, HealthQueries],
})
export class OperationsModule {}
