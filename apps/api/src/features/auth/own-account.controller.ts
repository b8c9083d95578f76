import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { OwnSecurity, PasswordChange } from './password.dto.js';
import { PasswordService } from './password.service.js';
import { RecoveryCodes, SecondFactorCode, SecondFactorOffer } from './second-factor.dto.js';
import { SecondFactorService } from './second-factor.service.js';

const OWN = { anySignedIn: 'His own account' } as const;

@ApiTags('auth')
@Controller('me')
export class OwnAccountController {
  constructor(
    private readonly passwords: PasswordService,
    private readonly secondFactor: SecondFactorService,
  ) {}

  @Endpoint({
    route: 'GET /security', summary: '账号安全', permission: OWN, audit: { skip: 'His own settings' }, returns: OwnSecurity, despiteDuty: true,
  })
  security(@CurrentCaller() caller: Caller): Promise<OwnSecurity> {
    return this.passwords.describe(caller);
  }

  @Endpoint({ route: 'POST /password', summary: '修改密码', permission: OWN, audit: 'change', returns: 'nothing', despiteDuty: true })
  changePassword(@CurrentCaller() caller: Caller, @Body() change: PasswordChange): Promise<void> {
    return this.passwords.change(caller, change);
  }

  @Endpoint({
    route: 'POST /second-factor/offer', summary: '开始绑定身份验证器', permission: OWN, audit: 'change', returns: SecondFactorOffer, fresh: true,
    despiteDuty: true,
  })
  offer(@CurrentCaller() caller: Caller): Promise<SecondFactorOffer> {
    return this.secondFactor.offer(caller);
  }

  @Endpoint({
    route: 'POST /second-factor', summary: '确认身份验证器', permission: OWN, audit: 'change', returns: RecoveryCodes, fresh: true, despiteDuty: true,
  })
  enrol(@CurrentCaller() caller: Caller, @Body() { code }: SecondFactorCode): Promise<RecoveryCodes> {
    return this.secondFactor.enrol(caller, code);
  }

  @Endpoint({
    route: 'POST /second-factor/recovery-codes', summary: '重新生成恢复码', permission: OWN, audit: 'change', returns: RecoveryCodes, fresh: true,
  })
  renewCodes(@CurrentCaller() caller: Caller): Promise<RecoveryCodes> {
    return this.secondFactor.renewCodes(caller);
  }

  @Endpoint({ route: 'DELETE /second-factor', summary: '停用二次验证', permission: OWN, audit: 'change', returns: 'nothing', fresh: true })
  remove(@CurrentCaller() caller: Caller): Promise<void> {
    return this.secondFactor.remove(caller);
  }
}
