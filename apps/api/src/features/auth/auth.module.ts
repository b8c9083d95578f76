import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { CallerSource } from '../../platform/access/caller.js';
import { RbacModule } from '../rbac/rbac.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { SmsModule } from '../sms/sms.module.js';
import { AccountsService } from './accounts.service.js';
import { AccessTokens } from './access-token.js';
import { AddressFailures } from './address-failures.js';
import { AddressLimit } from './address-limit.port.js';
import { AuthController } from './auth.controller.js';
import { BearerStrategy } from './bearer.strategy.js';
import { CallerQueries } from './caller.queries.js';
import { Duties } from './duties.js';
import { BrowserCookie } from './external/browser-cookie.js';
import { ExternalController } from './external/external.controller.js';
import { ExternalProviders } from './external/external-providers.js';
import { ExternalSignInService } from './external/external-sign-in.service.js';
import { ExternalSteps } from './external/external-steps.queries.js';
import { ProfilesController } from './external/profiles.controller.js';
import { WecomDirectory } from './external/wecom-directory.js';
import { WecomLeaversJob } from './external/wecom-leavers.job.js';
import { WecomProfiles } from './external/wecom-profiles.service.js';
import { OwnIdentitiesService } from './external/own-identities.service.js';
import { MeController } from './me.controller.js';
import { MeQueries } from './me.queries.js';
import { OwnAccountController } from './own-account.controller.js';
import { PasswordService } from './password.service.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshTokens } from './refresh-token.js';
import { SecondFactorService } from './second-factor.service.js';
import { SessionService } from './session.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsQueries } from './sessions.queries.js';
import { SignInQueries } from './sign-in.queries.js';
import { SignInService } from './sign-in.service.js';

/** Signing in, sessions, the signed-in user. */
@Module({
  imports: [JwtModule.register({}), PassportModule, RbacModule, SettingsModule, SmsModule],
  controllers: [AuthController, MeController, OwnAccountController, SessionsController, ProfilesController, ExternalController],
  providers: [
    AccessTokens, AccountsService, BearerStrategy, CallerQueries, Duties, MeQueries, PasswordService, RefreshCookie, RefreshTokens,
    SecondFactorService, BrowserCookie, WecomDirectory, WecomLeaversJob, WecomProfiles, ExternalProviders, ExternalSignInService, ExternalSteps, OwnIdentitiesService, SessionService, SessionsQueries, SignInQueries, SignInService,
    { provide: CallerSource, useExisting: CallerQueries },
    { provide: AddressLimit, useClass: AddressFailures },
  ],
  exports: [AddressLimit, CallerSource],
})
export class AuthModule {}
