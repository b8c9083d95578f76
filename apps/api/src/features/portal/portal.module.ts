import { Module } from '@nestjs/common';
import { ArchiveModule } from '../archive/archive.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { Invitations } from './accounts/invitations.js';
import { PhoneAccountQueries } from './accounts/phone-account.queries.js';
import { PhoneAccountsController } from './accounts/phone-accounts.controller.js';
import { PhoneAccountsService } from './accounts/phone-accounts.service.js';
import { ActivationController } from './phone/activation.controller.js';
import { ActivationService } from './phone/activation.service.js';
import { PhoneVisits } from './phone/phone-visits.js';

/** 手机端: the accounts of service objects and their proxies. */
@Module({
  imports: [ArchiveModule, AuthModule, SettingsModule],
  controllers: [PhoneAccountsController, ActivationController],
  providers: [ActivationService, Invitations, PhoneAccountQueries, PhoneAccountsService, PhoneVisits],
})
export class PortalModule {}
