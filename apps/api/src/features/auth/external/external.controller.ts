import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { PlatformRequest } from '../../../platform/access/access.guard.js';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { type CookieReply, RefreshCookie } from '../refresh-cookie.js';
import type { SignIn } from '../sign-in.service.js';
import { SignInAnswer } from '../auth.dto.js';
import { BindingProof, ExternalAnswer, IdentityList, ProviderChoice, ProviderList, ProviderPlace, ProviderReturn } from './external.dto.js';
import { ExternalProviders } from './external-providers.js';
import { ExternalSignInService } from './external-sign-in.service.js';
import { BrowserCookie } from './browser-cookie.js';
import { OwnIdentitiesService } from './own-identities.service.js';

const OPEN = { open: 'Nobody is signed in yet' } as const;
const OWN = { anySignedIn: 'His own bindings' } as const;
const BEGINS = { skip: 'Nothing has happened yet' } as const;

@ApiTags('auth')
@Controller()
export class ExternalController {
  constructor(
    private readonly external: ExternalSignInService,
    private readonly identities: OwnIdentitiesService,
    private readonly providers: ExternalProviders,
    private readonly cookie: RefreshCookie,
    private readonly browser: BrowserCookie,
  ) {}

  @Endpoint({ route: 'GET /auth/external', summary: '可用的扫码登录方式', permission: OPEN, audit: BEGINS, returns: ProviderList })
  list(): ProviderList {
    return { items: this.providers.all.map(({ code, name }) => ({ code, name })) };
  }

  @Endpoint({ route: 'POST /auth/external/bind', summary: '首次扫码：用账号密码绑定', permission: OPEN, audit: 'sign-in', returns: SignInAnswer })
  async bind(@Body() proof: BindingProof, @Req() request: PlatformRequest, @Res({ passthrough: true }) reply: CookieReply): Promise<SignInAnswer> {
    return this.admit(await this.external.bind(proof, this.browser.read(request), request.context!), reply);
  }

  @Endpoint({ route: 'POST /auth/external/:provider/start', summary: '开始扫码登录', permission: OPEN, audit: BEGINS, returns: ProviderPlace })
  async start(@Param() { provider }: ProviderChoice, @Res({ passthrough: true }) reply: CookieReply): Promise<ProviderPlace> {
    return { url: await this.external.begin(provider, this.browser.mark(reply)) };
  }

  @Endpoint({ route: 'POST /auth/external/:provider/finish', summary: '扫码登录', permission: OPEN, audit: 'sign-in', returns: ExternalAnswer })
  async finish(
    @Param() { provider }: ProviderChoice, @Body() given: ProviderReturn, @Req() request: PlatformRequest, @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<ExternalAnswer> {
    const result = await this.external.finish(provider, given, this.browser.read(request), request.context!);
    return 'unbound' in result ? result : this.admit(result, reply);
  }

  @Endpoint({ route: 'GET /me/identities', summary: '我的身份绑定', permission: OWN, audit: { skip: 'His own' }, returns: IdentityList })
  async own(@CurrentCaller() caller: Caller): Promise<IdentityList> {
    return { items: await this.identities.list(caller) };
  }

  @Endpoint({ route: 'POST /me/identities/:provider/start', summary: '开始绑定', permission: OWN, audit: BEGINS, returns: ProviderPlace, fresh: true })
  async startOwn(
    @CurrentCaller() caller: Caller, @Param() { provider }: ProviderChoice, @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<ProviderPlace> {
    return { url: await this.identities.begin(caller, provider, this.browser.mark(reply)) };
  }

  @Endpoint({ route: 'POST /me/identities/:provider', summary: '绑定', permission: OWN, audit: 'change', returns: 'nothing', fresh: true })
  bindOwn(
    @CurrentCaller() caller: Caller, @Param() { provider }: ProviderChoice, @Body() given: ProviderReturn, @Req() request: PlatformRequest,
  ): Promise<void> {
    return this.identities.bind(caller, provider, given, this.browser.read(request));
  }

  @Endpoint({ route: 'DELETE /me/identities/:provider', summary: '解除绑定', permission: OWN, audit: 'change', returns: 'nothing', fresh: true })
  unbind(@CurrentCaller() caller: Caller, @Param() { provider }: ProviderChoice): Promise<void> {
    return this.identities.unbind(caller, provider);
  }

  private admit(result: SignIn, reply: CookieReply): SignInAnswer {
    if ('challenge' in result) return { secondFactor: { challenge: result.challenge } };
    this.cookie.set(reply, result.session.refreshToken);
    return { accessToken: result.session.accessToken };
  }
}
