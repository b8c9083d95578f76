import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { SmsModule } from '../sms/sms.module.js';
import { CareTeams } from './care-teams.service.js';
import { ClearancesController } from './clearances.controller.js';
import { ClearanceQueries } from './clearances.queries.js';
import { Clearances } from './clearances.service.js';
import { Emergencies } from './emergencies.service.js';
import { MattersController } from './matters.controller.js';
import { OpeningsController } from './openings.controller.js';
import { OpeningQueries } from './openings.queries.js';
import { Openings } from './openings.service.js';
import { PersonSecrecyController } from './person-secrecy.controller.js';
import { PrivacyNotices } from './privacy-notices.js';
import { Proposals } from './proposals.service.js';
import { SecrecyChanges } from './secrecy-changes.service.js';

/** 机密: who may open whom, what was opened, and what two people decide. */
@Module({
  imports: [AuditModule, SettingsModule, SmsModule],
  controllers: [ClearancesController, MattersController, OpeningsController, PersonSecrecyController],
  providers: [CareTeams, ClearanceQueries, Clearances, Emergencies, OpeningQueries, Openings, PrivacyNotices, Proposals, SecrecyChanges],
})
export class SecrecyModule {}
