import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SettingsModule } from '../settings/settings.module.js';
import { SmsModule } from '../sms/sms.module.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { EvidenceService } from './evidence/evidence.service.js';
import { ProofController } from './proof.controller.js';
import { ProofService } from './proof.service.js';
import { RetentionService } from './retention.service.js';
import { FindingsController } from './rules/findings.controller.js';
import { FindingQueries } from './rules/findings.queries.js';
import { WatchService } from './rules/watch.service.js';
import { OperationWords } from './operation-words.port.js';
import { OperationNames } from './trail/operation-names.js';
import { PersonLogController, TrailController } from './trail/trail.controller.js';
import { TrailQueries } from './trail/trail.queries.js';

/** Searching the logs, proving them, handing them out, keeping them, and noticing what is unusual in them. */
@Module({
  imports: [DiscoveryModule, SettingsModule, SmsModule],
  controllers: [TrailController, PersonLogController, FindingsController, ProofController, EvidenceController],
  providers: [OperationNames, { provide: OperationWords, useExisting: OperationNames }, TrailQueries, FindingQueries, WatchService, ProofService, EvidenceService, RetentionService],
  exports: [OperationWords, WatchService, RetentionService],
})
export class AuditModule {}
